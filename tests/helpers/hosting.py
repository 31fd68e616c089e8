"""A static host like GitHub Pages, on this machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


class _Pages(SimpleHTTPRequestHandler):
    """Files below a path, ``folder/`` for ``folder``, and the site's own 404 page."""

    protocol_version = "HTTP/1.1"
    site: Path
    at: str

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(self.at):
            self._send(HTTPStatus.NOT_FOUND, b"no site here", "text/plain")
            return
        file = self.site / path.removeprefix(self.at)
        if file.is_dir() and not path.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if file.is_dir():
            file = file / "index.html"
        found = file.is_file()
        file = file if found else self.site / "404.html"
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        self._send(status, file.read_bytes(), self.guess_type(file))

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves early is no error."""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a host, without a slash at its end."""
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def hosted(site: Path, at: str = "/") -> Iterator[str]:
    """The address under which ``site`` is served; ``at`` begins and ends with a slash."""
    with serving(type("Pages", (_Pages,), {"site": site, "at": at})) as host:
        yield f"{host}{at}"
