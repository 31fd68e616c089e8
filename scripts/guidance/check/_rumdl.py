"""Markdown style as rumdl finds it.

rumdl knows Markdown better than we ever shall; its rules get our names and our mending sentences.
Links, anchors and HTML are ours: our model knows which of them follow from another fault.
"""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from guidance.model import Position, Site, all_once
from guidance.programs import program

#: What our rules tell: title-in-body (MD025, and MD041, for the title is in the front matter),
#: raw-html, unknown-word, dead-link (MD042, MD051, MD057), click-here, unreadable-file.
OURS = "MD025,MD033,MD034,MD041,MD042,MD051,MD057,MD059,MD094"
FAILURES = (OSError, subprocess.SubprocessError, ValueError)
SECONDS = 30  # for a program that needs a fraction of one


@dataclass(frozen=True)
class Entry:
    """What rumdl says of one place."""

    rule: str
    at: Position
    message: str
    fixable: bool


Ask = Callable[[str, Sequence[str]], list[Entry]]
#: In place of the program for a site: what one run of it said of many guides.
HANDED_IN: WeakKeyDictionary[Site, Ask] = WeakKeyDictionary()


@all_once
def entries(site: Site) -> Iterator[Entry]:
    """What rumdl finds in all pages that can be read; one entry when it cannot run."""
    paths = [page.path for page in site.pages if not page.unread]
    try:
        yield from HANDED_IN.get(site, ask)(site.root, paths) if paths else ()
    except FAILURES as error:
        said = " ".join(str(error).split())[:200]
        yield Entry("rumdl", Position("pyproject.toml"), said, fixable=False)


def ask(folder: str, paths: Sequence[str]) -> list[Entry]:
    """What rumdl finds in some pages of a folder. Raises one of ``FAILURES`` when it cannot run."""
    options = ["--no-cache", "--output-format", "json", "--extend-disable", OURS]
    command = [program("rumdl"), "check", *options, *paths]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    if done.returncode not in (0, 1):
        raise ValueError(done.stderr or f"status {done.returncode}")
    return [
        Entry(
            entry["rule"],
            Position(_asked(entry["file"], paths), entry["line"], entry["column"]),
            _plain(entry["message"]),
            entry["fixable"],
        )
        for entry in json.loads(done.stdout or "[]")
    ]


def _asked(file: str, paths: Sequence[str]) -> str:
    """The path as it was asked for: rumdl names it from the repository, which may lie above."""
    return next((path for path in paths if f"/{file}".endswith(f"/{path}")), file)


def _plain(message: str) -> str:
    words = message.rstrip(".")
    return words[:1].lower() + words[1:]
