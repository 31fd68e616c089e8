"""The source lines of a page as rules read them: code blanked, columns kept."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import takewhile
from operator import eq

from guidance.model import Page, Position
from guidance.parse.marks import fenced_lines

CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


def body_lines(page: Page) -> Iterator[tuple[int, str]]:
    """Line number and text of each body line outside code fences; code spans are spaces."""
    if not page.unread:
        for offset, text in _without_code(page.lines[page.body_line - 1 :]):
            yield page.body_line + offset, text


@lru_cache(maxsize=512)  # a dozen rules read the same lines
def _without_code(lines: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    return tuple(
        (offset, CODE_SPAN.sub(lambda m: " " * len(m[0]), text) if "`" in text else text)
        for offset, (text, is_code) in enumerate(zip(lines, fenced_lines(lines), strict=True))
        if not is_code
    )


def first_place(path: str, lines: Iterable[str], words: str, otherwise: int = 1) -> Position:
    """Where words stand first in the lines of a file; else the beginning of a line of it."""
    found = ((n, line.index(words) + 1) for n, line in enumerate(lines, 1) if words in line)
    return Position(path, *next(found, (otherwise, 1)))


def place_in_front_matter(page: Page, words: str) -> Position:
    """Where a value of the front matter begins; its first line if it was folded."""
    return first_place(page.path, page.lines[: page.body_line], words, 2)


def nearest(wrong: str, known: Iterable[str], otherwise: str, *, likeness: float = 0.6) -> str:
    """Advice: the known word most like the wrong one, else ``otherwise``."""
    close = get_close_matches(wrong, list(known), n=1, cutoff=likeness)
    return f"write {close[0]!r}" if close else otherwise


def shown(text: str, limit: int = 40) -> str:
    """Words of an author in quotes, cut where a message would grow too long."""
    return repr(text if len(text) <= limit else f"{text[:limit]}…")


def same_start(old: str, new: str) -> int:
    """How many characters both begin with."""
    return sum(takewhile(bool, map(eq, old, new)))
