"""Names that a fraudster would imitate (``docs/_guide/guide.yml`` has them), and how he would.

A table of our own instead of Unicode's 6,000 confusables: letters of other scripts are refused
whatever they look like (look-alike), so that only Latin letters, digits and a few Han are left.
A language's look-alikes.yml has another end: it undoes what senders write to pass filters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache

from guidance.model import Site, once
from guidance.subject import Subject

#: What the eye takes for one and the same, after small letters were made of capital ones.
SAME = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("|", "l"), ("0", "o"))
TOKEN = re.compile(r"[A-Za-z0-9|]{4,}")


def skeleton(word: str) -> str:
    """The word as the eye takes it."""
    word = word.casefold()
    for looks, like in SAME:
        word = word.replace(looks, like)
    return word


class Imitations:
    """What lines write for names that they do not mean."""

    def __init__(self, subject: Subject) -> None:
        self.skeletons = {skeleton(name): name for name in subject.imitated}
        self.known = {name.casefold() for name in subject.imitated}
        self.patterns = [*_compiled(subject.look_like)]
        self._meant = lru_cache(2**15)(self._read)

    def _read(self, word: str) -> str | None:
        """The name that a word imitates."""
        meant = self.skeletons.get(skeleton(word))
        # gOogle is a slip; GoogIe, with a capital i for the l, reads the same and is none.
        return meant if word.casefold() not in self.known else None

    def first(self, line: str) -> tuple[int, str, str] | None:
        """Where a line imitates a name, what it writes and what it means."""
        for found in TOKEN.finditer(line):
            if meant := self._meant(found[0]):
                return found.start(), found[0], meant
        for pattern, name in () if line.isascii() else self.patterns:
            if match := pattern.search(line):
                return match.start(), match[0], name
        return None


def _compiled(patterns: Mapping[str, str]) -> Iterator[tuple[re.Pattern[str], str]]:
    for pattern, name in patterns.items():
        with suppress(re.error):  # invalid-guide tells
            yield re.compile(pattern), name


@once
def imitations(site: Site) -> Imitations:
    """Those of the names that a guide has."""
    return Imitations(site.subject)
