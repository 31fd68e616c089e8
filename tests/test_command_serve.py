"""``guidance serve``: both editions are there, edits are seen, and none of them ends it."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from guidance import serve as served

from tests.helpers.every import for_each
from tests.helpers.project import BIN, environment, small_project

PATIENCE = 40.0


@dataclass
class Preview:
    """A running preview of a project."""

    project: Path
    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError):
            return ""

    def waits_for(self, path: str, is_there: Callable[[str], bool]) -> None:
        """Look again until the page is as it should be."""
        until = time.monotonic() + PATIENCE
        while not is_there(self.page(path)):
            assert self.process.poll() is None, self.said
            assert time.monotonic() < until, f"{path} has not changed:\n{self.said}"
            time.sleep(0.1)

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.project / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    project = small_project(tmp_path_factory.mktemp("served"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = project / "serve.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [BIN / "guidance", "serve", "--port", str(port)],
            cwd=project,
            env={**environment(), "PYTHONUNBUFFERED": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
            # A shell that runs the tests in the background has SIGINT ignored, and hands that on.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
    running = Preview(project, f"http://127.0.0.1:{port}/", process, log)
    try:
        running.waits_for("", lambda text: "收到<wbr>短信" in text)
        yield running
    finally:
        process.kill()
        process.wait()


def test_both_editions_answer(preview: Preview) -> None:
    assert 'lang="zh-Hans"' in preview.page("")
    assert 'lang="en"' in preview.page("en/")
    assert "The first minutes" in preview.page("en/respond/paid/")


def test_it_says_where_to_look(preview: Preview) -> None:
    assert preview.url in preview.said


@pytest.mark.parametrize(
    ("path", "old", "new", "page", "seen"),
    [
        ("docs/zh/respond/paid.md", "先停手。", "先停手，坐下来。", "respond/paid/", "坐下来"),
        ("docs/en/respond/paid.md", "Stop now.", "Sit down.", "en/respond/paid/", "Sit down."),
        (
            "docs/_facts/claims.yml",
            "22:00 到次日 8:00 不打催收电话。",
            "夜里不打催收电话。",
            "respond/paid/",
            "夜里不打催收电话。",
        ),
        ("overrides/main.html", "<h1 ", '<h1 data-edited="" ', "en/", "data-edited"),
        ("overrides/partials/footer.html", "<p>", "<p>New words. ", "respond/paid/", "New words."),
    ],
    ids=["Chinese page", "English page", "facts", "template", "partial"],
)
def test_an_edit_is_seen_without_a_restart(
    preview: Preview, path: str, old: str, new: str, page: str, seen: str
) -> None:
    assert seen not in preview.page(page)
    preview.edit(path, old, new)
    preview.waits_for(page, lambda text: seen in text)


PASSWD = b"/etc/passwd HTTP/1.1"
ODD = {
    "another host": (b"GET / HTTP/1.1\r\nHost: evil.example", 400),
    "a host that begins as ours does": (b"GET / HTTP/1.1\r\nHost: localhost.evil.example", 400),
    "a second host": (b"GET / HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1", 400),
    "another host that waits for edits": (
        b"GET /livereload/0/0 HTTP/1.1\r\nHost: evil.example",
        400,
    ),
    "the address of another host": (b"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1", 404),
    "a folder that leads to another host": (b"GET //evil.example/%2f.. HTTP/1.1", 302),
    "a header in a path": (b"GET /%0d%0aSet-Cookie:a=b HTTP/1.1", 404),
    "too many headers": (b"GET / HTTP/1.1" + b"\r\nX: y" * 200, 431),
    "a long header": (b"GET / HTTP/1.1\r\nX: " + b"y" * 70_000, 431),
    "a long question": (b"GET /?" + b"a" * 50_000 + b" HTTP/1.1", 200),
    "a body that never comes": (b"POST / HTTP/1.1\r\nContent-Length: 99999999999", 200),
    "a path upwards by the other slash": (b"GET /..\\..\\..\\etc\\passwd HTTP/1.1", 404),
    "a path upwards in codes of codes": (b"GET /%252e%252e/%252e%252e" + PASSWD, 404),
    "a path upwards": (b"GET /../../../.." + PASSWD, 404),
    "a path upwards in codes": (b"GET /%2e%2e/%2e%2e/..%2f..%2f.." + PASSWD, 404),
    "a path from the root": (b"GET //" + PASSWD, 404),
    "a zero byte": (b"GET /%00 HTTP/1.1", 400),
    "no text": (b"GET /%ff%fe%80 HTTP/1.1", 200),
    "a long address": (b"GET /" + b"a" * 20_000 + b" HTTP/1.1", 400),
    "a longer one": (b"GET /" + b"a" * 70_000 + b" HTTP/1.1", 414),
    "a long number": (b"GET /livereload/" + b"9" * 5_000 + b"/1 HTTP/1.1", 400),
    "another method": (b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabcde", 200),
    "another protocol": (b"\x16\x03\x01\x02\x00\x01", 400),
}


@for_each(("name", "asked"), ODD.items())
def test_whatever_is_asked_is_refused_or_answered_from_the_site(
    preview: Preview, name: str, asked: tuple[bytes, int]
) -> None:
    request, status = asked
    port = int(preview.url.rpartition(":")[2].strip("/"))
    with socket.create_connection(("127.0.0.1", port), timeout=20) as caller:
        caller.sendall(request + b"\r\n\r\n")
        answer = caller.makefile("rb").read()
    assert f" {status}".encode() in answer, answer[:200]
    assert b"root:" not in answer
    assert not re.search(rb"\n(Location: (//|http)|Set-Cookie)", answer)
    assert "Traceback" not in preview.said


@pytest.mark.parametrize(
    "said",
    [b"", b"GET / HTTP/1.1\r\nHost: ", b"GET / HTTP/1.1\r\n\r\n"],
    ids=["say nothing", "say half", "read nothing"],
)
def test_many_callers_who_do_not_go_on_keep_nobody_waiting(preview: Preview, said: bytes) -> None:
    port = int(preview.url.rpartition(":")[2].strip("/"))
    with ExitStack() as callers:
        for _ in range(200):
            caller = socket.create_connection(("127.0.0.1", port), timeout=20)
            callers.enter_context(caller)
            caller.sendall(said)
        assert "The first minutes" in preview.page("en/respond/paid/")
    assert "The first minutes" in preview.page("en/respond/paid/")
    assert "Traceback" not in preview.said


def test_an_edit_of_a_style_is_seen_without_a_restart(preview: Preview) -> None:
    before = preview.page("")
    file = preview.project / "overrides/assets/base.css"
    file.write_text(file.read_text("utf-8") + "\n/* edited */\n", "utf-8")
    preview.waits_for("", lambda text: bool(text) and sheet(text) != sheet(before))
    assert "/* edited */" in preview.page(sheet(preview.page("")))


def sheet(page: str) -> str:
    return page.partition('rel="stylesheet" href="')[2].partition('"')[0]


def test_a_broken_page_stays_as_it_was_with_the_finding_above_until_it_is_mended(
    preview: Preview,
) -> None:
    preview.edit("docs/en/respond/paid.md", "](fact:night)", "](fact:nigth)")
    preview.waits_for("en/respond/paid/", lambda text: "paid.md:17:15 unknown-fact" in text)
    assert "The first minutes" in preview.page("en/respond/paid/")
    assert "docs/en/respond/paid.md:17:15 unknown-fact" in preview.said
    assert "Traceback" not in preview.said
    preview.edit("docs/en/respond/paid.md", "](fact:nigth)", "](fact:night)")
    preview.waits_for("en/respond/paid/", lambda text: bool(text) and "unknown-fact" not in text)


def test_stopping_it_says_nothing_frightening(preview: Preview) -> None:
    """The last of these: it ends the preview."""
    os.kill(preview.process.pid, signal.SIGINT)
    preview.process.wait(timeout=20)
    assert "Traceback" not in preview.said


# ----------------------------------------------------------- whatever can be saved


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> served.Preview:
    """A preview without its server: edits are followed when a test says so."""
    project = small_project(tmp_path_factory.mktemp("held"))
    site = tmp_path_factory.mktemp("built") / "site"
    preview = served.Preview(str(project / "mkdocs.yml"), site, "http://127.0.0.1:8000/")
    preview.rebuild()
    return preview


@for_each(
    ("path", "old", "new", "said"),
    [
        ("docs/zh/respond/paid.md", None, None, "docs/en/respond/paid.md:1:1 missing-page"),
        ("docs/zh/respond/paid.md", None, "先停手".encode("gbk"), "paid.md:1:1 unreadable-file"),
        ("docs/en/respond/paid.md", b" { #", b" { % {{ stop #", "docs/en/respond/paid.md:"),
        ("docs/_facts/claims.yml", b"- id:", b"- id", "docs/_facts/claims.yml:"),
        ("docs/_facts/claims.yml", None, b"\xff\xfe", "docs/_facts/claims.yml:1:1 unreadable-file"),
        ("mkdocs.yml", b"plugins:", b"plugins", "mkdocs.yml:"),
        (
            "mkdocs.yml",
            b"docs_dir: docs",
            b"docs_dir: dosc",
            "mkdocs.yml:12:1 invalid-settings docs_dir cannot be ",
        ),
        ("mkdocs.yml", None, None, "mkdocs.yml"),
        ("overrides/main.html", b"{% if", b"{% iff", "a template in overrides/ is broken"),
        ("overrides/assets/base.css", None, None, "base.css"),
    ],
)
def test_whatever_is_saved_leaves_a_page_and_the_findings_above_it(
    held: served.Preview,
    capsys: pytest.CaptureFixture[str],
    path: str,
    old: bytes | None,
    new: bytes | None,
    said: str,
) -> None:
    file = Path(held.config_file).parent / path
    before = file.read_bytes()
    if new is None:
        file.unlink()
    else:
        file.write_bytes(before.replace(old, new) if old else new)
    try:
        held.rebuild()
    finally:
        file.write_bytes(before)
    assert said in held.notice
    assert said in "".join(capsys.readouterr())
    assert "The first minutes" in (held.site / "en/respond/paid/index.html").read_text("utf-8")


def test_a_clean_guide_has_nothing_above_its_pages(held: served.Preview) -> None:
    """Last in this file, after edits that all were taken back."""
    assert held.notice
    held.rebuild()
    assert held.notice == ""
