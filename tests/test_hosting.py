"""The site on hosts that people run: nginx and Caddy with our own examples, at a root and below a path."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli
import pytest
import zstandard
from guidance.__main__ import main
from guidance.compress import compress

from tests.helpers import html
from tests.helpers.project import ROOT

EXAMPLES = ROOT / "scripts/hosting"
pytestmark = pytest.mark.all_looks

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "": lambda data: data,
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().stream_reader(data).read(),
}
#: What a browser accepts, and what it gets; Debian's nginx has no module for zstd.
ACCEPTED = {
    "nginx": {"": "", "gzip": "gzip", "gzip, deflate, br": "br", "gzip, deflate, br, zstd": "br"},
    "caddy": {"": "", "gzip": "gzip", "gzip, deflate, br": "br", "gzip, deflate, zstd": "zstd"},
}
SHORT, LONG = "public, max-age=600", "public, max-age=31536000, immutable"
SAFE = {
    "content-security-policy": "frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Host:
    """A server that runs: where it listens, where the guide lies there, and on the disk."""

    program: str
    port: int
    at: str
    site: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.at}"

    def get(self, path: str, **headers: str) -> Answer:
        """The answer to a path below the guide; one that begins with a slash is of the host."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items() if value}
        connection.putrequest("GET", urljoin(self.at, path), skip_accept_encoding=True)
        for name, value in named.items():
            connection.putheader(name, value)
        connection.endheaders()
        got = connection.getresponse()
        said = {name.lower(): value for name, value in got.getheaders()}
        answer = Answer(got.status, said, got.read())
        connection.close()
        return answer


def _nginx(folder: Path, port: int, at: str) -> list[str]:
    """Debian's frame around the example, of which only port, folder and path are changed."""
    example = (EXAMPLES / "nginx.conf").read_text("utf-8")
    for old, new in {
        "listen 8080;": f"listen 127.0.0.1:{port};",
        "root /srv/www;": f"root {folder / 'www'};",
        "default /;": f"default {at};",
    }.items():
        assert example.count(old) == 1
        example = example.replace(old, new)
    (folder / "guide.conf").write_text(example)
    paths = "".join(
        f"  {name}_temp_path {folder / name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\n{'user root;' if os.getuid() == 0 else ''}\npid {folder / 'pid'};\n"
        f"error_log {folder / 'errors'};\ninclude /etc/nginx/modules-enabled/*.conf;\nevents {{}}\n"
        f"http {{\n  include /etc/nginx/mime.types;\n{paths}  include {folder / 'guide.conf'};\n}}\n"
    )
    return ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]


def _caddy(folder: Path, port: int, at: str) -> list[str]:
    """The example as it is: it takes these from its environment."""
    given = {
        "GUIDE_HOST": f"http://:{port}",
        "GUIDE_ROOT": str(folder / "www"),
        "GUIDE_AT": at,
        "HOME": str(folder),
    }
    config = ["--config", str(EXAMPLES / "Caddyfile"), "--adapter", "caddyfile"]
    return ["env", *(f"{name}={value}" for name, value in given.items()), "caddy", "run", *config]


@pytest.fixture(scope="module", params=["/", "/guide/"])
def at(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def packed(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = shutil.copytree(small_site, tmp_path_factory.mktemp("packed") / "site")
    assert compress(site) > 20
    return site


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def host(
    request: pytest.FixtureRequest,
    at: str,
    packed: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Host]:
    program = str(request.param)
    if not shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin"):
        pytest.skip(f"{program} is not installed: scripts/test-tools.sh all")
    folder = tmp_path_factory.mktemp(program)
    shutil.copytree(packed, folder / "www" / at.strip("/"), dirs_exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = {"nginx": _nginx, "caddy": _caddy}[program](folder, port, at)
    path = f"{os.environ['PATH']}:/usr/sbin"
    with subprocess.Popen(
        command,
        env=os.environ | {"PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            _wait(process, port)
            yield Host(program, port, at, packed)
        finally:
            process.terminate()


def _wait(process: subprocess.Popen[str], port: int) -> None:
    for _ in range(200):
        assert process.poll() is None, process.stdout and process.stdout.read()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the host does not answer")


# ------------------------------------------------------------------- what readers get


def test_every_file_of_the_guide_is_there_as_it_was_built(
    host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", host.url]) == 0, capsys.readouterr().out


def test_every_link_of_every_page_leads_somewhere(host: Host) -> None:
    asked: dict[str, int] = {}
    for page in host.site.rglob("index.html"):
        here = urljoin(host.at, page.parent.relative_to(host.site).as_posix() + "/")
        for element in html.read(page).walk():
            for link in filter(None, (element["href"], element["src"])):
                parts = urlsplit(urljoin(f"http://here{here}", link))
                if parts.netloc == "here":
                    asked.setdefault(parts.path, host.get(parts.path).status)
    assert len(asked) > 10
    assert {path: status for path, status in asked.items() if status != 200} == {}


@pytest.mark.parametrize("path", ["", "en/", "en/respond/paid/", "search/zh.json", "404.html"])
def test_a_text_is_sent_as_it_was_packed_for_whoever_can_unpack_it(host: Host, path: str) -> None:
    file = host.site / path
    plain = (file / "index.html" if file.is_dir() else file).read_bytes()
    for accepted, encoding in ACCEPTED[host.program].items():
        answer = host.get(path, Accept_Encoding=accepted)
        assert answer.status == 200
        assert answer.headers.get("content-encoding", "") == encoding
        assert UNPACK[encoding](answer.body) == plain
        if encoding:
            assert len(answer.body) < len(plain)
            assert "accept-encoding" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("pattern", "kind", "kept"),
    [
        ("index.html", "text/html; charset=utf-8", SHORT),
        ("search/zh.json", "application/json", SHORT),
        ("assets/late.*.css", "text/css; charset=utf-8", LONG),
        ("assets/guidance.*.js", "javascript", LONG),
        ("assets/zh.webmanifest", "application/manifest+json", SHORT),
        ("assets/icon.png", "image/png", SHORT),
        ("manifest.sha256", "text/plain", SHORT),
    ],
)
def test_a_file_says_its_kind_how_long_it_may_be_kept_and_what_no_page_may_do(
    host: Host, pattern: str, kind: str, kept: str
) -> None:
    path = next(host.site.glob(pattern)).relative_to(host.site).as_posix()
    answer = host.get(path)
    assert answer.status == 200
    assert kind in answer.headers["content-type"]
    assert answer.headers["cache-control"] == kept
    assert {name: answer.headers.get(name) for name in SAFE} == SAFE
    assert not re.search(r"\d", answer.headers.get("server", ""))


def test_a_page_that_has_not_changed_is_not_sent_again(host: Host) -> None:
    for encoding in ("", "br"):
        tag = host.get("", Accept_Encoding=encoding).headers["etag"]
        again = host.get("", Accept_Encoding=encoding, If_None_Match=tag)
        assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["respond/paid", "en/respond/paid", "en"])
def test_an_address_without_its_slash_leads_to_the_page(host: Host, path: str) -> None:
    answer = host.get(path)
    assert answer.status in (301, 308)
    assert answer.headers["location"] == f"{host.at}{path}/"


@pytest.mark.parametrize(
    ("path", "lang"),
    [
        ("nowhere", "zh-Hans"),
        ("nowhere/at/all/", "zh-Hans"),
        ("english/", "zh-Hans"),
        ("assets/", "zh-Hans"),
        ("respond/", "zh-Hans"),
        ("assets/guidance.00000000.js", "zh-Hans"),
        ("en/nowhere", "en"),
        ("en/nowhere/at/all/", "en"),
        ("en/respond/", "en"),
    ],
)
def test_who_is_lost_gets_the_404_page_of_the_edition_and_no_list_of_files(
    host: Host, path: str, lang: str
) -> None:
    for accepted in ("", "gzip, deflate, br"):
        answer = host.get(path, Accept_Encoding=accepted)
        page = UNPACK[answer.headers.get("content-encoding", "")](answer.body)
        own = "en/404.html" if lang == "en" else "404.html"
        assert answer.status == 404
        assert page == (host.site / own).read_bytes()
        assert f'lang="{lang}"' in page.decode()
        assert answer.headers["cache-control"] == SHORT
        assert {name: answer.headers.get(name) for name in SAFE} == SAFE


def test_nothing_outside_the_guide_is_served(host: Host) -> None:
    for path in ("/../guide.conf", "/%2e%2e/guide.conf", "/..%2fguide.conf", "/.git/config"):
        assert host.get(path).status in (400, 404)
