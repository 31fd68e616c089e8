"""A copy of the guide is told from another: what differs, a line each; what cannot be told, a sentence."""

import gzip
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import brotli
import pytest
import zstandard
from guidance import manifest, verify
from guidance.__main__ import main
from guidance.compress import compress

from tests.helpers.hosting import hosted, serving
from tests.helpers.project import TODAY

DAY = date.today()
PAGE = "en/index.html"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of few files with its manifest."""
    folder = tmp_path / "site"
    for path in ("index.html", PAGE, "assets/icon.png", "404.html"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"<p>{path} " + "Stop first. " * 40)
    write(folder)
    return folder


def write(folder: Path, made: date = DAY) -> None:
    files = {
        path.relative_to(folder).as_posix(): manifest.digest_of(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    (folder / manifest.FILE).write_text(str(manifest.Manifest(made, "0.1.0", "unknown", files)))


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str], str]:
    """Status, differences and what is told beside them."""
    status = main(["verify", *words])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return status, said.out.splitlines(), said.err


# ------------------------------------------------------------------- what differs

SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "changed": (lambda site: (site / PAGE).write_text("95199"), f"{PAGE} was changed"),
    "missing": (lambda site: (site / PAGE).unlink(), f"{PAGE} is missing"),
}
ONLY_IN_A_FOLDER: dict[str, tuple[Callable[[Path], object], str]] = {
    "added": (lambda site: (site / "win.apk").write_text("x"), "win.apk was added"),
    "packed otherwise": (
        lambda site: (site / f"{PAGE}.gz").write_bytes(gzip.compress(b"95199")),
        f"{PAGE}.gz holds another index.html",
    ),
    "packed without end": (
        lambda site: (site / f"{PAGE}.br").write_bytes(
            brotli.compress(b"0" * 40_000_000, quality=1)
        ),
        f"{PAGE}.br holds another index.html",
    ),
    "not packed at all": (
        lambda site: (site / f"{PAGE}.zst").write_bytes(b"95199"),
        f"{PAGE}.zst holds another index.html",
    ),
    "a name that steers a terminal": (
        lambda site: (site / "a\x1b[2J\n").write_text("x"),
        r"a\x1b[2J\n was added",
    ),
}


@pytest.mark.parametrize("kind", [*SPOILT, *ONLY_IN_A_FOLDER])
def test_what_differs_in_a_folder_is_a_line_with_its_cure(
    site: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    compress(site)
    assert ask(capsys, str(site))[:2] == (0, [])
    spoil, said = (SPOILT | ONLY_IN_A_FOLDER)[kind]
    spoil(site)
    status, lines, _ = ask(capsys, str(site))
    assert status == 1
    assert [line.partition(" — ")[0] for line in lines] == [f"{site}/{said}"]
    assert lines[0].partition(" — ")[2]


@pytest.mark.parametrize("kind", SPOILT)
def test_what_differs_at_an_address_is_a_line_with_its_cure(
    site: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    with hosted(site, "/guide/") as url:
        assert ask(capsys, url.rstrip("/"))[:2] == (0, [])
        spoil, said = SPOILT[kind]
        spoil(site)
        status, lines, _ = ask(capsys, url)
    assert (status, [line.partition(" — ")[0] for line in lines]) == (1, [f"{url}{said}"])


def test_a_copy_that_brings_its_own_manifest_is_compared_with_ours(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = shutil.copytree(site, tmp_path / "other")
    (other / PAGE).write_text("95199")
    (other / manifest.FILE).unlink()
    write(other)
    status, lines, told = ask(capsys, str(other))
    assert (status, lines) == (0, [])
    assert "signature was not asked for" in told
    for ours in (site, site / manifest.FILE):
        status, lines, _ = ask(capsys, str(other), "--manifest", str(ours))
        assert (status, len(lines)) == (1, 1)


def test_a_copy_that_nobody_renews_is_told(site: Path) -> None:
    assert verify.verify(str(site), DAY).differences == []
    later = date.fromordinal(DAY.toordinal() + verify.OLD + 1)
    (old,) = verify.verify(str(site), later).differences
    assert f"made on {DAY}" in str(old)


def test_the_manifest_of_a_build_lists_every_file_and_the_day(small_site: Path) -> None:
    found = verify.verify(str(small_site), TODAY)
    assert found.differences == []
    assert found.manifest.made == TODAY
    there = {p.relative_to(small_site).as_posix() for p in small_site.rglob("*") if p.is_file()}
    assert {*found.manifest.files, manifest.FILE} == there


def test_a_manifest_names_the_commit_and_whether_files_differ_from_it(tmp_path: Path) -> None:
    def git(*words: str) -> str:
        who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        done = subprocess.run(
            ["git", *who, *words], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    assert manifest._commit(tmp_path) == "unknown"
    (tmp_path / "page.md").write_text("one")
    git("init", "-q")
    git("add", "page.md")
    git("commit", "-qm", "one")
    assert manifest._commit(tmp_path) == git("rev-parse", "HEAD")
    (tmp_path / "page.md").write_text("two")
    assert manifest._commit(tmp_path) == git("rev-parse", "HEAD") + "-changed"


# ------------------------------------------------------------------- what cannot be told

GOOD = f"# made {DAY}\n# version 0.1.0\n# commit unknown\n{'0' * 64}  index.html\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<!doctype html>",
        GOOD.replace(str(DAY), "2026-13-77"),
        GOOD.partition("0" * 64)[0],
        GOOD.rstrip(),
        GOOD.replace("index.html", "../secret"),
        GOOD.replace("index.html", "/etc/passwd"),
        GOOD.replace("index.html", "a/.git/config"),
        GOOD + GOOD.splitlines(keepends=True)[-1],
        GOOD + "\x1b[2J\n",
        GOOD + "\udcff\n",
    ],
)
def test_a_damaged_manifest_is_one_sentence(
    site: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (site / manifest.FILE).write_bytes(text.encode("utf-8", "surrogateescape"))
    status, lines, told = ask(capsys, str(site))
    assert (status, lines) == (2, [])
    assert told.startswith(f"guidance: the manifest of {site} is damaged: ")
    assert told.count("\n") == 1


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler], object]) -> Iterator[str]:
    """A host that answers everything in one way."""
    quiet = {"do_GET": answer, "log_message": lambda *_: None}
    with serving(type("Host", (BaseHTTPRequestHandler,), quiet)) as host:
        yield f"{host}/"


def say(status: int, body: bytes = b"", **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(host: BaseHTTPRequestHandler) -> None:
        host.send_response(status)
        for name, value in headers.items():
            host.send_header(name, value)
        host.end_headers()
        host.wfile.write(body)

    return answer


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (say(404), "has no manifest.sha256"),
        (say(500), "the host says 500"),
        (say(302, Location="https://example.org/"), "leads to another host"),
        (say(302, Location="file:///etc/passwd"), "the host says 302"),
        (say(302, Location="/"), "."),
        (lambda host: host.wfile.write(b"what?\r\n\r\n"), "what?"),
        (lambda host: None, "closed connection without response"),
        (say(200, b"x" * 3_000_000), "damaged"),
        (say(200, b"x", **{"Content-Length": "9"}), "damaged"),
    ],
)
def test_a_host_that_gives_no_manifest_is_one_sentence(
    capsys: pytest.CaptureFixture[str], answer: Callable[..., object], why: str
) -> None:
    with answering(answer) as url:
        status, lines, told = ask(capsys, url)
    assert (status, lines) == (2, [])
    assert why in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    "copy", ["nowhere", "http://127.0.0.1:1/", "https://[", "http://a b/", "\0"]
)
def test_what_is_no_copy_is_one_sentence_and_the_next_is_compared_all_the_same(
    site: Path, capsys: pytest.CaptureFixture[str], copy: str
) -> None:
    status, lines, told = ask(capsys, copy, str(site))
    assert (status, lines) == (2, [])
    first, second = told.splitlines()
    assert first.startswith("guidance: cannot read the manifest of ")
    assert second.startswith(f"{site}: 4 files")


def test_a_host_that_falls_silent_is_let_be(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verify, "MOST_SILENT", 2)
    with answering(say(503)) as url:
        status, lines, told = ask(capsys, url, "--manifest", str(site))
    assert status == 2
    assert len(lines) <= 1
    assert f"{url} does not answer: the host says 503" in told


# ------------------------------------------------------------------- who signed it

GH = '#!/bin/sh\necho "$@" > "$0.said"\nsha256sum "$3" >> "$0.said"\n'


@pytest.mark.parametrize(
    ("program", "status", "why"),
    [
        (GH, 0, "a manifest signed by who/guide"),
        (GH + "echo no attestation >&2; exit 1\n", 2, "not signed by who/guide: no attestation"),
        ("", 2, "the signature needs gh"),
    ],
)
def test_who_signed_a_manifest_is_asked_of_github(
    site: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    program: str,
    status: int,
    why: str,
) -> None:
    gh = tmp_path / "gh"
    if program:
        gh.write_text(program)
        gh.chmod(0o755)
    monkeypatch.setattr(verify, "program", lambda _: str(gh))
    found, lines, told = ask(capsys, str(site), "--signed-by", "who/guide")
    assert (found, lines) == (status, [])
    assert why in told
    if program:
        said = (tmp_path / "gh.said").read_text()
        assert "--repo who/guide" in said
        assert "--signer-workflow who/guide/.github/workflows/guide.yml" in said
        assert "--source-ref refs/heads/main" in said
        assert manifest.digest_of((site / manifest.FILE).read_bytes()) in said


# ------------------------------------------------------------------- packed for a host


def test_a_text_lies_packed_beside_itself_and_a_picture_does_not(site: Path) -> None:
    (site / "tiny.svg").write_text("<svg/>")
    (site / "index.html.gz").write_bytes(b"of the build")
    packed = compress(site)
    assert (site / "index.html.gz").read_bytes() == b"of the build"
    for path in ("404.html", PAGE):
        plain = (site / path).read_bytes()
        assert gzip.decompress((site / f"{path}.gz").read_bytes()) == plain
        assert brotli.decompress((site / f"{path}.br").read_bytes()) == plain
        assert zstandard.decompress((site / f"{path}.zst").read_bytes()) == plain
    assert packed == 8
    assert not [*site.glob("assets/*.gz"), *site.glob("tiny.svg.*"), *site.glob("*.sha256.*")]
    assert compress(site) == 0


def test_there_is_nothing_to_pack_without_a_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compress", str(tmp_path / "site")]) == 2
    assert capsys.readouterr().err.endswith("run make build first\n")
