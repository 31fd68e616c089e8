"""What rumdl and typos say of a guide, each asked once however many rules want to know.

Who checks many guides may hand in what one run of a program said of all of them.
"""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from guidance.check import _rumdl, _typos
from guidance.check._plain import plain, said
from guidance.check._rumdl import Entry
from guidance.check._typos import Slip
from guidance.model import Position, Site, all_once

FAILURES = (OSError, subprocess.SubprocessError, ValueError)


@dataclass(frozen=True)
class Linters:
    """How the programs are asked: in a folder, about pages (by path) or about lines of text.

    Both raise one of ``FAILURES`` when their program cannot run.
    """

    rumdl: Callable[[str, Sequence[str]], list[Entry]] = _rumdl.ask
    typos: Callable[[str, Sequence[str], str], list[Slip]] = _typos.ask


PROGRAMS = Linters()


@dataclass(frozen=True)
class Misspelling:
    """A word that typos does not know; ``failure`` says why the program could not run."""

    at: Position
    word: str = ""
    better: tuple[str, ...] = ()
    failure: str = ""


#: Those that were handed in with a site.
HANDED_IN: WeakKeyDictionary[Site, Linters] = WeakKeyDictionary()


def linters(site: Site) -> Linters:
    """Those that were handed in with the site, or the programs themselves."""
    return HANDED_IN.get(site, PROGRAMS)


@all_once
def entries(site: Site) -> Iterator[Entry]:
    """What rumdl finds in all pages that can be read; one entry when it cannot run."""
    paths = [page.path for page in site.pages if not page.unread]
    if not paths:
        return
    try:
        yield from linters(site).rumdl(site.root, paths)
    except FAILURES as error:
        yield Entry("rumdl", Position("pyproject.toml"), _short(error), fixable=False)


@all_once
def misspellings(site: Site) -> Iterator[Misspelling]:
    """What typos finds in the editions that name a spelling; one entry when it cannot run."""
    for locale in site.locales:
        spelling = plain(locale).spelling
        blocks = [one for one in said(site) if one.locale == locale]
        if not spelling or not blocks:
            continue
        lines = [" ".join(one.text.split("\n")) for one in blocks]
        try:
            for found in linters(site).typos(site.root, lines, spelling):
                yield Misspelling(blocks[found.line].at(found.offset), found.word, found.better)
        except FAILURES as error:
            yield Misspelling(Position("pyproject.toml"), failure=_short(error))


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
