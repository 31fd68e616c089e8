"""Build the site through MkDocs: a build that fails leaves the last good site whole."""

import ctypes
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError

from guidance import manifest
from guidance.check import run_rules
from guidance.config import read_config, settings_from
from guidance.model import Site
from guidance.overrides import inline_scripts
from guidance.pack.index import keep
from guidance.parse.site import read_site
from guidance.render import csp, first_view
from guidance.render.theme import overrides
from guidance.report import as_text
from guidance.seen import strangers
from guidance.settings import SettingsError


class NotBuiltError(Exception):
    """MkDocs could not build the site; the message is one sentence."""


@dataclass(frozen=True)
class Built:
    """What a build wrote."""

    pages: int
    editions: tuple[str, ...]


def build(config_file: str, single: bool = False) -> Built | None:
    """Check, build beside the site, swap. None when something is wrong; the reason is printed.

    ``single``: first write each edition as one file and as an e-book, which the site then offers.

    Raises SettingsError when ``mkdocs.yml`` cannot be used.
    """
    config = read_config(config_file, strict=True)
    settings = settings_from(config)
    site = read_site(settings)
    # Of a copy: what the rules remember of it goes with it.
    errors = [finding for finding in run_rules(replace(site)) if finding.severity == "error"]
    if errors:
        sys.stdout.write(as_text(errors))
        print(f"guidance: {len(errors)} errors, so the site was not built", file=sys.stderr)
        return None
    target = Path(config.site_dir)
    new = beside(target)
    try:
        if single:
            _write_copies(config, site)
        with log_shown(logging.WARNING):
            run_mkdocs(config, new, site)
        if found := next(strangers(new, site, _ours(config), _names(config)), None):
            raise NotBuiltError(found)
        sheets = first_view.trim(new)
        csp.protect(new, sheets | inline_scripts(overrides(config)))
        keep(target, new, settings)
        manifest.write(new, settings)
        swap(new, target)
    except (NotBuiltError, csp.UnsafePageError) as error:
        print(f"guidance: {error}", file=sys.stderr)
        return None
    finally:
        _remove(new)
    return Built(len(site.pages), settings.locales)


def _write_copies(config: MkDocsConfig, site: Site) -> None:
    """Raises NotBuiltError where a template is broken."""
    from guidance.pack.copies import add_copies  # it swaps as we do
    from guidance.pack.source import Source

    try:
        add_copies(Source(config, site=site))
    except TemplateError as error:
        raise NotBuiltError(f"a template in overrides/ is broken: {error}") from error


def _ours(config: MkDocsConfig) -> list[str]:
    """Addresses that the settings name: of the site, of its source, of who corrects it."""
    plugin: Any = config.plugins["guidance"]
    mail = plugin.config.corrections
    return [config.site_url or "", config.repo_url or "", mail and f"mailto:{mail}"]


def _names(config: MkDocsConfig) -> str:
    """What the settings call the guide, its editions and the parts of its menu."""
    i18n: Any = config.plugins["i18n"]
    return f"{config.site_name} {config.nav} {i18n.config}"


def run_mkdocs(config: MkDocsConfig, site_dir: Path, site: Site) -> None:
    """Write the pages of ``site``, which was read and checked already, to ``site_dir``.

    Raises NotBuiltError when MkDocs gives up or a template is broken.
    """
    plugin: Any = config.plugins["guidance"]
    plugin.site, plugin.last_site = site, config.site_dir
    config.site_dir = str(site_dir)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
            plugin.keep_pages()
        finally:
            config.plugins.on_shutdown()
    except (Abort, BuildError, ValidationError) as error:
        raise NotBuiltError(" ".join(str(error).split())) from error
    except TemplateError as error:
        raise NotBuiltError(f"a template in overrides/ is broken: {error}") from error


def beside(target: Path) -> Path:
    """Where to write what will stand at ``target``; what killed processes left there is cleared.

    Raises SettingsError where nothing can take the place of ``target``.
    """
    if target.is_mount():
        raise SettingsError(
            f"{target} is another disk, mounted there, and a new site takes its place as a whole: "
            "unmount it, and copy the site to it when it is built"
        )
    for left in target.parent.glob(f".{target.name}-*"):
        if _is_gone(left.name.rpartition("-")[2]):
            if not target.exists() and left.name.startswith(f".{target.name}-old-"):
                left.rename(target)  # killed between the two steps of swap
            _remove(left)
    return target.with_name(f".{target.name}-{os.getpid()}")


def _is_gone(process: str) -> bool:
    """Whether the number is that of a process which has ended."""
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError, ValueError):
        pass  # it runs as somebody else, or is no number
    return False


def swap(new: Path, target: Path) -> None:
    """Put a folder where another was, if there was one; in one step where the system can."""
    try:
        new.rename(target)
    except OSError:  # something stands there, perhaps since this instant
        if not _exchange(new, target):
            old = target.with_name(f".{target.name}-old-{os.getpid()}")
            target.rename(old)
            new.rename(target)
            new = old
        _remove(new)


def _remove(path: Path) -> None:
    """Delete a folder, or the link or file that stood where one should."""
    if path.is_symlink() or path.is_file():
        path.unlink(missing_ok=True)
    shutil.rmtree(path, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Whether two folders changed their names at the same instant: Linux can, few systems else."""
    system: Any = ctypes.CDLL(None)
    if not hasattr(system, "renameat2"):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(system.renameat2(here, bytes(one), here, bytes(other), exchange) == 0)


@contextmanager
def log_shown(level: int) -> Iterator[None]:
    """What MkDocs says, on standard error."""
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
