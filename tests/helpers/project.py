"""The project under test: its model, copies of it, and its command."""

import io
import os
import re
import shutil
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import yaml
from guidance.__main__ import main
from guidance.config import read_config, settings_from
from guidance.model import Site
from guidance.parse.site import read_site
from guidance.strings import load

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
#: ``pyproject.toml``: settings of the checkers that ``guidance check`` calls.
PARTS = ("mkdocs.yml", "pyproject.toml", "docs", "overrides")
ADDRESS, DAY = "GUIDANCE_SITE_URL", "GUIDANCE_TODAY"
#: For what must not take from others what they have made: a folder that cannot be.
NOTHING_KEPT = {"GUIDANCE_CACHE": f"{os.devnull}/0"}
#: Seconds for a command: it hangs, rather than being slow.
LONGEST = 600
#: The day on which tests look at the guide: no fact of it is older than its review.
TODAY = date(2026, 11, 29)
SMALL = Path(__file__).parents[1] / "site/small"
WORDS = "docs/_facts/words.yml"


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
#: What each listed page has that is also a page in two languages, by the page's name.
PARTS_OF = {
    name: re.findall(r"\{ #(\S+) \.(?:checklist|decision-tree|letter)\b", text)
    for name in NAMES
    if "\nhide: [search" not in (text := (ROOT / f"docs/zh/{name}.md").read_text("utf-8"))
}
SHEETS = tuple(
    Address(locale, f"tools/both/{part}")
    for locale in LOCALES
    for parts in PARTS_OF.values()
    for part in parts
)


@cache
def interface(locale: str) -> dict[str, str]:
    """The words around the pages: the generator's, and what the guide says in their place."""
    own = yaml.safe_load((ROOT / "docs/_guide/guide.yml").read_text("utf-8"))
    return {**load(locale), **own["words"][locale]}


@cache
def guide() -> Site:
    """The guide as our parser reads it."""
    return read_site(settings_from(read_config(ROOT / "mkdocs.yml")), today=TODAY)


def copy_project(target: Path, *parts: str) -> Path:
    """What a build reads, in a folder that may be spoilt."""
    target.mkdir(parents=True, exist_ok=True)
    for part in parts or PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copy2(source, target / part)
    return target


def small_project(target: Path) -> Path:
    """Two short pages and two lists in the real theme, dialect and plugins."""
    copy_project(target, "pyproject.toml", "overrides")
    shutil.copytree(SMALL, target, dirs_exist_ok=True)
    shutil.copy2(ROOT / WORDS, target / WORDS)
    settings, _, _ = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")
    (target / "mkdocs.yml").write_text(settings, "utf-8")
    return target


def environment(address: str = "", today: date = TODAY) -> dict[str, str]:
    """The caller's variables, but for those that decide what a build writes."""
    kept = {key: value for key, value in os.environ.items() if key != ADDRESS}
    return {**kept, DAY: today.isoformat(), **({ADDRESS: address} if address else {})}


def guidance(
    folder: Path, *arguments: str, address: str = "", today: date = TODAY
) -> subprocess.CompletedProcess[str]:
    """What the command says in a folder; called here, since a new Python takes a second to start.

    That the program itself does the same is a promise of tests/test_command.py.
    """
    said, complained = io.StringIO(), io.StringIO()
    with (
        chdir(folder),
        patch.dict(os.environ, environment(address, today), clear=True),
        redirect_stdout(said),
        redirect_stderr(complained),
    ):
        status = main(arguments)
    return subprocess.CompletedProcess(
        ["guidance", *arguments], status, said.getvalue(), complained.getvalue()
    )


def run(
    folder: Path, command: str, *arguments: str, address: str = "", today: date = TODAY
) -> subprocess.CompletedProcess[str]:
    """Run a command of the virtual environment in a project's folder."""
    return subprocess.run(
        [BIN / command, *arguments],
        cwd=folder,
        env=environment(address, today),
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


def build(folder: Path, address: str = "", today: date = TODAY) -> Path:
    """Build the project in ``folder``; the site's folder."""
    result = guidance(folder, "build", address=address, today=today)
    if result.returncode != 0:  # every test that needs the site says so: in few words
        said = (result.stdout + result.stderr).splitlines()
        raise AssertionError("the site was not built: " + "\n".join(said[:3] + said[-1:]))
    return folder / "site"
