"""Build and serve the site through MkDocs: one that fails leaves the last good one whole."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.exceptions import Abort, BuildError

from guidance.check import run_rules
from guidance.model import Site
from guidance.pack.index import keep
from guidance.parse.site import read_site
from guidance.render import csp, first_view
from guidance.report import as_text
from guidance.settings import SettingsError, read_config, settings_from


@dataclass(frozen=True)
class Built:
    """What a build wrote."""

    pages: int
    editions: tuple[str, ...]


def build(config_file: str) -> Built | None:
    """Check, build beside the site, swap. None when something is wrong; the reason is printed.

    Raises SettingsError when ``mkdocs.yml`` cannot be used.
    """
    settings = settings_from(read_config(config_file))
    site = read_site(settings)
    errors = [finding for finding in run_rules(site) if finding.severity == "error"]
    if errors:
        sys.stdout.write(as_text(errors))
        print(f"guidance: {len(errors)} errors, so the site was not built", file=sys.stderr)
        return None
    target = Path(read_config(config_file).site_dir)
    beside = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        if not _run_mkdocs(config_file, beside, site):
            return None
        keep(target, beside, settings)
        first_view.trim(beside)
        csp.protect(beside)
        _swap(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Built(len(site.pages), settings.locales)


def _run_mkdocs(config_file: str, site_dir: Path, site: Site) -> bool:
    last_site = read_config(config_file).site_dir
    config = read_config(config_file, site_dir=str(site_dir), strict=True)
    config.extra["last_site"] = last_site  # where the print pack lies
    config.plugins["guidance"].site = site  # type: ignore[attr-defined]  # read and checked already
    with _log_shown(logging.WARNING):
        try:
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build(config)
            finally:
                config.plugins.on_shutdown()
        except (Abort, BuildError) as error:
            print(f"guidance: {' '.join(str(error).split())}", file=sys.stderr)
            return False
        except TemplateError as error:
            print(f"guidance: a template in overrides/ is broken: {error}", file=sys.stderr)
            return False
    return True


def _swap(new: Path, target: Path) -> None:
    old = target.with_name(f".{target.name}-old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def serve(config_file: str, port: int) -> int:
    """Serve the site and rebuild it on every change; returns the exit status.

    Raises SettingsError when the port is taken or ``mkdocs.yml`` cannot be used.
    """
    _ask_for(port)
    settings = settings_from(read_config(config_file))
    report_findings(read_site(settings))
    words = Path(__file__).with_name("strings")
    with _log_shown(logging.INFO):
        try:
            mkdocs_serve(
                config_file,
                livereload=True,
                watch=[str(words), *_theme_folders(config_file)],
                dev_addr=f"127.0.0.1:{port}",
                site_url=f"http://127.0.0.1:{port}/",
            )
        except (Abort, BuildError) as error:
            print(f"guidance: {' '.join(str(error).split())}", file=sys.stderr)
            return 1
        except UnicodeDecodeError as error:
            print(f"guidance: a page is not UTF-8 text: {error.reason}", file=sys.stderr)
            return 1
    return 0


def report_findings(site: Site) -> bool:
    """Print what the rules find; returns whether there are errors."""
    findings = run_rules(site)
    sys.stdout.write(as_text(findings))
    sys.stdout.flush()
    return any(finding.severity == "error" for finding in findings)


def _theme_folders(config_file: str) -> list[str]:
    custom = read_config(config_file).theme.custom_dir
    return [custom] if custom else []


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


@contextmanager
def _log_shown(level: int) -> Iterator[None]:
    log = logging.getLogger("mkdocs")
    shown = logging.StreamHandler(sys.stderr)
    shown.setLevel(level)
    shown.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(shown)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(shown)
