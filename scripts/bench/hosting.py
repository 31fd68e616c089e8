"""A static host that sends everything as ``gzip -9``, compressed once."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


@cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 9, mtime=0)


@dataclass
class Host:
    """An address, and the size of each body sent from it, by path."""

    url: str = ""
    sent: dict[str, int] = field(default_factory=dict)


class _Files(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Path
    host: Host

    def do_GET(self) -> None:
        file = self.site / unquote(urlsplit(self.path).path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file()
        body = _compressed(file) if found else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Cache-Control", "max-age=600")
        if found:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.host.sent[self.path] = len(body)
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves early is no error."""


@contextmanager
def hosted(site: Path) -> Iterator[Host]:
    """A site on this machine."""
    host = Host()
    handler = type("Files", (_Files,), {"site": site, "host": host})
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        host.url = f"http://127.0.0.1:{server.server_port}/"
        yield host
    finally:
        server.shutdown()
        server.server_close()
