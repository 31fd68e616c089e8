"""What an author lists in a section."""

import re
from collections.abc import Iterator

from guidance.check._source import body_lines
from guidance.model import Heading, Page, Position, Site

ITEM = re.compile(r"(\d+\.|[-*])\s+")


def items(site: Site, kind: str) -> Iterator[tuple[Position, str, str]]:
    """Place, sign and source, on one line, of each list's items in the sections of a class."""
    for page in site.pages:
        for heading in page.headings:
            if kind in heading.classes and not heading.nested:
                yield from _items(page, heading)


def _items(page: Page, heading: Heading) -> Iterator[tuple[Position, str, str]]:
    end = next((h.at.line for h in page.headings if h.at.line > heading.at.line), None)
    first, sign, words = 0, "", ""
    for number, text in body_lines(page):
        if number <= heading.at.line or (end is not None and number >= end):
            continue
        begins = ITEM.match(text)
        if first and not begins and text.strip():
            words += f" {text.strip()}"
        elif first:
            yield page.at(first), sign, words
            first = 0
        if begins:
            first, sign, words = number, begins[1], text[begins.end() :]
    if first:
        yield page.at(first), sign, words
