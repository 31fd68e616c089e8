from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._source import body_lines
from guidance.components.figure import AFTER_NAME, BETWEEN, TELLS
from guidance.model import Heading, Page, Site

ITEM = re.compile(r"\d+\.\s+")
NAME = re.compile(rf"\*\*[^*]+\*\*{AFTER_NAME.pattern}")
LINK = re.compile(r"\[[^\]]*\]\([^)]*\)")


@rule("unfinished-stage", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """A stage of a figure has no name, or does not tell three things.

    Bad:  1. **逾期**：过了还款日没还；看账单
    Good: 1. **逾期**：过了还款日没还；要付逾期利息；看账单，能还先还

    What happens, what it means, what the reader can still do: the signs ; or ； part them.
    """
    for page in site.pages:
        for figure in page.headings:
            if "figure" in figure.classes and not figure.nested:
                yield from _faults(page, figure)


def _faults(page: Page, figure: Heading) -> Iterator[Fault]:
    end = next((h.at.line for h in page.headings if h.at.line > figure.at.line), None)
    for line, item in _items(page, figure.at.line, end):
        name = NAME.match(item)
        parts = len(BETWEEN.split(LINK.sub("", item)))
        if name and parts == len(TELLS):
            continue
        wrong = f"the stage has {parts} parts" if name else "the stage has no name in bold"
        mend = "write **name**: what happens; what it means; what you can still do"
        yield Fault(page.at(line), wrong, mend)


def _items(page: Page, start: int, end: int | None) -> Iterator[tuple[int, str]]:
    """Line and words of each numbered item of a section, with the lines that go on below it."""
    first, words = 0, ""
    for number, text in body_lines(page):
        if number <= start or (end is not None and number >= end):
            continue
        begins = ITEM.match(text)
        if first and not begins and text.strip():
            words += f" {text.strip()}"
        elif first:
            yield first, words
            first = 0
        if begins:
            first, words = number, text[begins.end() :]
    if first:
        yield first, words
