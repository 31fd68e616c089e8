"""Sentences that a change may have turned round, and those that make a reader act otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from guidance.check._plain import any_of, plain, said_on
from guidance.model import Page, Position, Site

ALIKE = 0.6  # of all characters: a sentence that keeps so many is the same one, reworded


@dataclass(frozen=True)
class Turned:
    """A sentence where it stands now, before and after; ``old`` or ``new`` is empty without one."""

    at: Position
    old: str
    new: str


def turned(base: Site, head: Site) -> Iterator[Turned]:
    """Sentences of pages in both states with another "not", "must", "pay", "call" or the like."""
    for page in head.pages:
        old = base.edition(page.locale).get(page.name)
        if old is not None and old.lines != page.lines:
            yield from _of_page(_sentences(base, old), _sentences(head, page), page)


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
            if _turning(was, page.locale) != _turning(text, page.locale):
                yield Turned(at, was, text)
        place = after[min(start, len(after) - 1)][1] if after else page.at()
        yield from (Turned(place, was, "") for was in left if _turning(was, page.locale))


def _turning(sentence: str, locale: str) -> Counter[str]:
    words: list[str] = any_of(plain(locale).turning + plain(locale).acting).findall(sentence)
    return Counter(word.lower() for word in words)


def _sentences(site: Site, page: Page) -> list[tuple[str, Position]]:
    found = []
    for block in said_on(site, page):
        for start, sentence in block.sentences():
            if words := sentence.strip():
                found.append((words, block.at(start)))
    return found
