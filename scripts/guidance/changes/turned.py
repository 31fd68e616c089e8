"""Sentences that a change has made, or may have turned round."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from itertools import pairwise

from guidance.check._plain import any_of, plain
from guidance.model import Page, Position, Site

ALIKE = 0.6  # of all characters: a sentence that keeps so many is the same one, reworded
SLIP = 4  # signs that are gone or new: of a letter, a mark, a word of two
#: Where a link leads, what a block is, and what a search or a chat shows of a page.
LEADS = re.compile(r"\]\([^()]*\)|\{[^{}]*\}|^(?:title|description): .*")


@dataclass(frozen=True)
class Turned:
    """A sentence where it stands now, before and after; ``old`` or ``new`` is empty without one."""

    at: Position
    old: str
    new: str


def turned(base: Site, head: Site) -> Iterator[Turned]:
    """Sentences of pages in both states that are new, gone, or changed by more than a slip.

    However small the change: another "not" or "must", or a link that leads elsewhere.
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
            if _is_another(was, text, page.locale):
                yield Turned(at, was, text)
        place = after[min(start, len(after) - 1)][1] if after else page.at()
        yield from (Turned(place, was, "") for was in left if _is_another(was, "", page.locale))


def _is_another(was: str, text: str, locale: str) -> bool:
    alike = sum(same.size for same in SequenceMatcher(None, was, text, False).get_matching_blocks())
    is_slip = was and text and len(was) + len(text) - 2 * alike <= SLIP
    return not is_slip or _turning(was, locale) != _turning(text, locale)


def _turning(sentence: str, locale: str) -> Counter[str]:
    words: list[str] = any_of(plain(locale).turning).findall(sentence)
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
