from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._source import body_lines, shown
from guidance.model import Position, Site

BRACES = re.compile(r"\{:?(?P<inside>[^{}\n]*)\}")
HEADING_END = re.compile(r"^\s*#{1,6}\s.*\{:?[ ]*#[^{}]*\}\s*$")
ITEM_END = re.compile(r"^\s*[-*+]\s+\[[ xX]?\]\s?.*\{:?[ ]*#[^{}]*\}\s*$")


@rule(
    "unknown-attribute", after=("mistyped-syntax", "misplaced-id", "nested-heading", "plain-item")
)
def check(site: Site) -> Iterator[Fault]:
    """Braces give something else than an id and a class, or stand where none is read.

    Bad:  ## 先停手 { #stop onclick=… }   or   [按钮](a.md){ .button }
    Good: ## 先停手 { #stop }

    Markdown would put any attribute into the page, scripts included.
    """
    for page in site.pages:
        for number, text in body_lines(page):
            for found in BRACES.finditer(text):
                if _gives_attributes(found["inside"]):
                    yield from _fault_of(found, text, page.at(number, found.start() + 1))


def _gives_attributes(inside: str) -> bool:
    words = inside.split()
    return bool(words) and (words[0][0] in ".#:" or "=" in inside)


def _fault_of(found: re.Match[str], text: str, at: Position) -> Iterator[Fault]:
    wrong = next((w for w in found["inside"].split() if not w.startswith((".", "#"))), None)
    if wrong:
        yield Fault(
            at,
            f"{shown(wrong)} is no id and no class",
            "keep only { #id } or { #id .class } at the end of a heading",
        )
    elif found["inside"].count("#") > 1:
        yield Fault(at, f"{shown(found[0])} gives two ids", "keep one")
    elif not (HEADING_END.match(text) or ITEM_END.match(text)) or found.end() < len(text.rstrip()):
        yield Fault(
            at,
            f"{shown(found[0])} stands where no id or class is read",
            "ids belong at the end of a heading or of a checklist item",
        )
