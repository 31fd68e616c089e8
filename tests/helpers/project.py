"""The project under test: its model, copies of it, and its command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

from guidance.model import Site
from guidance.parse.site import read_site
from guidance.settings import read_config, settings_from

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
#: ``pyproject.toml``: settings of the checkers that ``guidance check`` calls.
PARTS = ("mkdocs.yml", "pyproject.toml", "docs", "overrides")
ADDRESS = "GUIDANCE_SITE_URL"


class Address(NamedTuple):
    """A page of one edition, and where it stands in the site."""

    locale: str
    name: str

    @property
    def url(self) -> str:
        """Relative to the site's root; empty for the first page of the default edition."""
        prefix = "" if self.locale == "zh" else f"{self.locale}/"
        return prefix + ("" if self.name == "index" else f"{self.name}/")

    @property
    def file(self) -> str:
        return f"{self.url}index.html"

    def __str__(self) -> str:
        return f"{self.locale}/{self.name}"


LOCALES = ("zh", "en")
NAMES = tuple(
    path.relative_to(ROOT / "docs/zh").with_suffix("").as_posix()
    for path in sorted((ROOT / "docs/zh").rglob("*.md"))
)
PAGES = tuple(Address(locale, name) for locale in LOCALES for name in NAMES)


@cache
def guide() -> Site:
    """The guide as our parser reads it."""
    return read_site(settings_from(read_config(ROOT / "mkdocs.yml")))


def copy_project(target: Path) -> Path:
    """What a build reads, in a folder that may be spoilt."""
    target.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copy2(source, target / part)
    return target


def environment(address: str = "") -> dict[str, str]:
    """The caller's variables, with this public address or none."""
    kept = {key: value for key, value in os.environ.items() if key != ADDRESS}
    return {**kept, **({ADDRESS: address} if address else {})}


def guidance(folder: Path, *arguments: str, address: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command as a contributor does."""
    return subprocess.run(
        [BIN / "guidance", *arguments],
        cwd=folder,
        env=environment(address),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def build(folder: Path, address: str = "") -> Path:
    """A copy of the project built in ``folder``; the site's folder."""
    result = guidance(copy_project(folder), "build", address=address)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "site"
