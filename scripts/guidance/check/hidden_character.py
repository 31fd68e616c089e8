from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from guidance.check import Fault, rule
from guidance.check._causes import line_thing
from guidance.check._disguise import UNSEEN
from guidance.check._records import lines_of_facts, shown_facts
from guidance.model import Page, Position, Site

HIDDEN = re.compile(
    UNSEEN.pattern.removesuffix("+")
    + "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]"  # control characters
    "|[\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff\U000f0000-\U0010ffff]"  # no font shows them alike
    "|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0]"  # spaces that are none
)
NAMES = {"Zs": "the odd space", "Co": "the private sign", "Cn": "the sign without meaning"}


@rule("hidden-character", stage="file")
def check(site: Site) -> Iterator[Fault]:
    """A character that nobody sees, or that turns the text around it.

    Bad:  打 95<U+200B>188   <U+202E>88159   a no-break space   a private-use sign
    Good: 打 [95188](contact:alipay)

    It hides a number from every check, or shows another one than the file holds. Mostly it comes
    along when words are copied from a web page. Told once a line.
    """
    for page in site.pages:
        yield from _in_lines(page.path, enumerate(page.lines, 1))
        words = (page.title, page.description, *page.search_tags)
        if any(map(HIDDEN.search, words)) and not _seen(page):
            yield _fault(next(filter(None, map(HIDDEN.search, words))), page.at(2), "escaped")
    told = set()
    for path, lines in lines_of_facts(site):
        for fault in _in_lines(path, enumerate(lines, 1)):
            told.add(path)
            yield fault
    for at, text in shown_facts(site):
        if at.path not in told and (found := HIDDEN.search(text)):
            yield _fault(found, at, "escaped")


def _in_lines(path: str, lines: Iterable[tuple[int, str]]) -> Iterator[Fault]:
    for number, line in lines:
        if found := HIDDEN.search(line):
            yield _fault(found, Position(path, number, found.start() + 1))


def _seen(page: Page) -> bool:
    return any(map(HIDDEN.search, page.lines[: page.body_line]))


def _fault(found: re.Match[str], at: Position, how: str = "") -> Fault:
    char = found[0][0]
    kind = NAMES.get(unicodedata.category(char), "the invisible character")
    name = unicodedata.name(char, "")
    is_space = unicodedata.category(char) == "Zs"
    return Fault(
        at,
        f"{kind} U+{ord(char):04X}{f' ({name})' if name else ''} is {how or 'here'}",
        "type an ordinary space instead" if is_space else "delete it and type the word anew",
        breaks=(line_thing(at),),
    )
