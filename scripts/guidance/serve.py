"""A preview that outlives every edit: what cannot be built leaves the page as it was.

MkDocs' own ``serve`` empties the site before it builds, and answers nothing after a build that
failed. Here each build is written beside the last one, and what ``guidance check`` finds stands
above the page in the browser.
"""

import html
import logging
import shutil
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from mkdocs.livereload import _Handler as _PlainHandler

from guidance.build import NotBuiltError, log_shown, run_mkdocs, swap
from guidance.check import run_rules
from guidance.component import ROOMS
from guidance.config import read_config, settings_from
from guidance.language import LANGUAGES
from guidance.model import Finding
from guidance.parse.site import read_site
from guidance.report import as_text
from guidance.settings import SettingsError
from guidance.strings import reports

MEND = "mend the findings above; the page follows by itself"
NOTICE = (
    '<details{open} style="padding:1em;background:#fff3c4;color:#000;font:16px/1.5 sans-serif">'
    '<summary>{title}</summary><pre style="white-space:pre-wrap;font:inherit">{lines}</pre>'
    "</details>"
)
HERE = ("127.0.0.1", "localhost")
LONGEST = 1_000  # characters of an address
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def serve(config_file: str, port: int) -> int:
    """Serve the site and rebuild it on every change; returns the exit status.

    Raises SettingsError when the port is taken or ``mkdocs.yml`` cannot be used.
    """
    _ask_for(port)
    config = read_config(config_file)
    settings = settings_from(config)
    watched = [settings.docs_dir, config_file, LANGUAGES, ROOMS]
    watched += [config.theme.custom_dir] if config.theme.custom_dir else []
    with tempfile.TemporaryDirectory(prefix="guidance-") as folder, log_shown(logging.INFO):
        preview = Preview(config_file, Path(folder, "site"), f"http://127.0.0.1:{port}/")
        preview.rebuild()
        server = _Server(preview.rebuild, port, str(preview.site))
        server.error_handler = preview.error_page
        server.set_app(preview.above(server.serve_request))
        for path in watched:
            server.watch(str(path))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            print("guidance: the preview has ended", file=sys.stderr)
        finally:
            server.shutdown()
    return 0


class _Handler(_PlainHandler):
    timeout = 30  # seconds for a caller who says nothing


class _Server(LiveReloadServer):
    """MkDocs' server, which whoever calls and hangs up cannot fill with threads or tracebacks."""

    request_queue_size = 256

    def __init__(self, build: Callable[[], None], port: int, root: str) -> None:
        super().__init__(build, HERE[0], port, root, polling_interval=0.1)  # seconds to an edit
        self.RequestHandlerClass = _Handler

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a caller who has gone."""


class Preview:
    """The site as it could last be built, and the notice above its pages."""

    def __init__(self, config_file: str, site: Path, address: str) -> None:
        self.config_file, self.site, self.address = config_file, site, address
        self.notice = ""

    def rebuild(self) -> None:
        """Check and build anew. Never raises: an edit can break whatever reads it."""
        findings: list[Finding] = []
        is_old, failed = True, ""
        try:
            site = read_site(settings_from(read_config(self.config_file)))
            findings = run_rules(site)
            print(as_text(findings), end="", flush=True)
            beside = self.site.with_name("beside")
            shutil.rmtree(beside, ignore_errors=True)
            run_mkdocs(read_config(self.config_file, site_url=self.address), beside, site)
            swap(beside, self.site)
            is_old = False
        except (NotBuiltError, SettingsError) as error:
            failed = str(error)
        except Exception as error:
            if not any(finding.severity == "error" for finding in findings):
                failed = f"{type(error).__name__}: {error}"
                traceback.print_exc()
        if is_old:
            print(f"guidance: {failed or MEND}", file=sys.stderr, flush=True)
            self._be_something_to_reload()
        self.notice = _notice(findings, failed, is_old=is_old)

    def _be_something_to_reload(self) -> None:
        if not self.site.exists():
            self.site.mkdir(parents=True)
            (self.site / "index.html").write_text("<!doctype html><body></body>", "utf-8")

    def error_page(self, code: int) -> bytes | None:
        """The site's own page for an address that it does not have."""
        path = self.site / f"{code}.html"
        return path.read_bytes() if path.is_file() else None

    def above(self, app: App) -> App:
        """The same answers, with the notice above each page."""

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
            if not _is_for_us(environ):
                start_response("400 Bad Request", [("Content-Type", "text/plain")])
                return [b"400 Bad Request"]
            begun: list[Any] = []
            body = b"".join(app(environ, lambda *status: begun.extend(status)))
            status, headers, *_ = begun
            if dict(headers).get("Content-Type") == "text/html":
                head, tag, rest = body.partition(b"<body")
                inside = rest.find(b">") + 1
                body = head + tag + rest[:inside] + self.notice.encode() + rest[inside:]
            headers = [one for one in headers if one[0] != "Content-Length"]
            start_response(status, [*headers, ("Content-Length", str(len(body)))])
            return [body]

        return answer


def _is_for_us(environ: Mapping[str, Any]) -> bool:
    """Whether a request is a browser's for this preview.

    Another host's name is that of a page elsewhere which leads its name here to read along; what
    names no file would end in a traceback.
    """
    host = environ.get("HTTP_HOST", HERE[0]).partition(":")[0]
    return host in HERE and len(environ["PATH_INFO"]) < LONGEST and "\0" not in environ["PATH_INFO"]


def _notice(findings: list[Finding], failed: str, *, is_old: bool) -> str:
    """What is to be said above a page; empty when there is nothing. Warnings alone are folded."""
    errors = sum(finding.severity == "error" for finding in findings)
    said = reports()
    counted = said["counted"].format(errors=errors, warnings=len(findings) - errors)
    if not (findings or is_old):
        return ""
    return NOTICE.format(
        open=" open" if errors or is_old else "",
        title=" — ".join([*[said["last_built"]] * is_old, *[counted] * bool(findings)]),
        lines=html.escape(as_text(findings) + failed),
    )


def _ask_for(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            another = port + 1 if 1024 <= port < 65535 else 8001
            raise SettingsError(
                f"port {port} is taken or not allowed: try make serve PORT={another}"
            ) from error
