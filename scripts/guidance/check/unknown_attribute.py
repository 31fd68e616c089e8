import re

from markdown.extensions.attr_list import sanitize_name

from guidance.check import Fault, Faults, rule
from guidance.check._causes import page_thing
from guidance.check._source import body_lines, shown
from guidance.component import kinds
from guidance.model import TONES, Page, Site

BRACES = re.compile(r"\{:?(?P<inside>[^{}\n]*)\}")
HEADING = re.compile(r"^\s*#{1,6}\s")
ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]?\]\s?")


@rule("unknown-attribute", stage="block", by_page=True)
def check(site: Site) -> Faults:
    """Braces give something else than an id and a class, or stand where none is read.

    Bad:  ## 先停手 { #stop onclick=… }   or   [按钮](a.md){ .button }
    Good: ## 先停手 { #stop }

    Markdown would put any attribute into the page, scripts included.
    """
    for page in site.pages:
        for number, text in body_lines(page):
            for found in BRACES.finditer(text):
                if _gives_attributes(found["inside"], page.valueless):
                    yield from _fault_of(found, text, page, number)


def _gives_attributes(inside: str, valueless: frozenset[str]) -> bool:
    words = inside.split()
    return bool(words) and (
        words[0][0] in ".#:" or "=" in inside or not valueless.isdisjoint(map(sanitize_name, words))
    )


def _fault_of(found: re.Match[str], text: str, page: Page, number: int) -> Faults:
    at = page.at(number, found.start() + 1)
    is_read = (HEADING.match(text) or ITEM.match(text)) and found.end() == len(text.rstrip())
    words = found["inside"].split()
    wrong = next((w for w in words if not w.startswith((".", "#"))), None)
    breaks = tuple(page_thing(page.name, word.lstrip("#.")) for word in words)
    if wrong and ("=" in wrong or not is_read):
        yield Fault(
            at,
            f"{shown(wrong)} is no id and no class",
            "keep only { #id } or { #id .class } at the end of a heading",
        )
    elif wrong:
        yield Fault(
            at,
            f"{shown(wrong)} is no id and no class",
            "write " + "a space and " * (text[found.start() - 1] != " ") + _signed(words),
            breaks=breaks,
        )
    elif found["inside"].count("#") > 1:
        yield Fault(at, f"{shown(found[0])} gives two ids", "keep one")
    elif not is_read:
        yield Fault(
            at,
            f"{shown(found[0])} stands where no id or class is read",
            "ids belong at the end of a heading or of a checklist item",
            breaks=breaks,
        )


def _signed(words: list[str]) -> str:
    """The braces with the sign that a person forgot before a word: # of the id, . of a class."""
    bare = [word for word in words if not word.startswith((".", "#"))]
    named = [word for word in words if word.startswith("#")]
    classes = {word for word in bare if named or word in (*kinds(), *TONES)}
    ids = [word for word in bare if word not in classes]
    return (
        "{ "
        + " ".join(
            f".{word}" if word in classes else f"#{word}" if word in ids[:1] else word
            for word in words
        )
        + " }"
    )
