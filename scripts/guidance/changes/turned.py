"""Sentences that a change may have turned round, and those that make a reader act otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from itertools import pairwise

from guidance.check._plain import any_of, plain
from guidance.model import Page, Position, Site

ALIKE = 0.6  # of all characters: a sentence that keeps so many is the same one, reworded
SAME = 0.9  # the same of a slip of the pen
SLIP = 5  # signs that are gone or new, in however short a sentence
#: Where a link leads, what a block is, and what a search or a chat shows of a page.
LEADS = re.compile(r"\]\([^()]*\)|\{[^{}]*\}|^(?:title|description): .*")


@dataclass(frozen=True)
class Turned:
    """A sentence where it stands now, before and after; ``old`` or ``new`` is empty without one."""

    at: Position
    old: str
    new: str


def turned(base: Site, head: Site) -> Iterator[Turned]:
    """Sentences of pages in both states that are new, or changed by more than a slip of the pen.

    However small the change: another "not", "must", "pay", "call" or the like.
    """
    for page in head.pages:
        old = base.edition(page.locale).get(page.name)
        if old is not None and old.lines != page.lines:
            yield from _of_page(_sentences(old), _sentences(page), page)


def _of_page(
    before: list[tuple[str, Position]], after: list[tuple[str, Position]], page: Page
) -> Iterator[Turned]:
    olds, news = [text for text, _ in before], [text for text, _ in after]
    for how, begin, end, start, stop in SequenceMatcher(None, olds, news, False).get_opcodes():
        if how == "equal":
            continue
        left, new = olds[begin:end], after[start:stop]
        for index, (text, at) in enumerate(new):
            likest = get_close_matches(text, left, n=1, cutoff=ALIKE)
            if end - begin == stop - start:
                likest = [olds[begin + index]]
            was = likest[0] if likest else ""
            if was:
                left.remove(was)
            if not _is_small(was, text) or _turning(was, page.locale) != _turning(
                text, page.locale
            ):
                yield Turned(at, was, text)
        place = after[min(start, len(after) - 1)][1] if after else page.at()
        yield from (Turned(place, was, "") for was in left if _turning(was, page.locale))


def _is_small(was: str, text: str) -> bool:
    """Whether a sentence says the same, as far as the number of its changed signs tells."""
    both = len(was) + len(text)
    alike = SequenceMatcher(None, was, text, False).ratio()
    return (1 - alike) * both <= max(SLIP, (1 - SAME) * both)


def _turning(sentence: str, locale: str) -> Counter[str]:
    words: list[str] = any_of(plain(locale).turning + plain(locale).acting).findall(sentence)
    return Counter(word.lower() for word in [*words, *LEADS.findall(sentence)])


def _sentences(page: Page) -> list[tuple[str, Position]]:
    """As they are written: in quotes, in examples and in another language too."""
    return [
        (words, page.at(number))
        for number, line in enumerate(page.lines, 1)
        for start, end in pairwise([0, *_ends(line, page.locale), len(line)])
        if (words := line[start:end].strip())
    ]


def _ends(line: str, locale: str) -> list[int]:
    return [found.end() for found in re.finditer(plain(locale).sentence_end, line)]
