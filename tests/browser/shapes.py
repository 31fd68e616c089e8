"""The few pages that show between them every part of the site in every place where it may stand."""

from functools import cache
from pathlib import Path

from tests.helpers.html import Element, read
from tests.helpers.project import PAGES, Address

#: What stands in any text, and looks the same there.
WORDS = set("a br code em span strong sup".split())


@cache
def distinct(site: Path, locale: str) -> tuple[Address, ...]:
    """Pages of an edition which leave out no kind of element below any other kind."""
    kinds = {
        one: frozenset(_kinds(read(site / one.file).one("body")))
        for one in PAGES
        if one.locale == locale
    }
    missing = set().union(*kinds.values())
    chosen = []
    while missing:
        best = max(kinds, key=lambda one: len(kinds[one] & missing))
        missing -= kinds[best]
        chosen.append(best)
    return tuple(chosen)


def _kinds(element: Element) -> set[tuple[str, str]]:
    found = set()
    for child in element.elements:
        if child.tag in WORDS and not child.classes:
            continue
        found |= {(_kind(element), _kind(child)), *_kinds(child)}
    return found


def _kind(element: Element) -> str:
    return ".".join([element.tag, *sorted(element.classes)])
