"""The look of a flow chart: our tokens and flow-chart.css, written into each picture.

A picture within a page is a document of its own that the page's sheet does not reach.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2

from guidance.model import TONES
from guidance.overrides import language_sheets

TOKENS, SHEET = "assets/tokens.css", "components/decision_tree/flow-chart.css"
#: Rules of the tokens that a picture needs; those for wide windows are not for it.
SELECTORS = (":root", "[lang]", ".danger", ".warning", ".info, .note", ".success")
SCHEME = "prefers-color-scheme"
USED = re.compile(r"var\(--([\w-]+)\)")
SPACE = re.compile(r"\s+")
AROUND = re.compile(" ?([{};]) ?")


@dataclass(frozen=True)
class Look:
    """A style sheet, and the outline of each tone's sign within 24 by 24."""

    style: str
    signs: Mapping[str, str]


def read_look(overrides: Path) -> Look:
    """The look from the sheets of ``overrides``. Raises ValueError without a sign."""
    sheets = (overrides / TOKENS, *language_sheets(overrides))
    tokens = "".join(path.read_text("utf-8") for path in sheets)
    sheet = tinycss2.serialize(
        tinycss2.parse_stylesheet((overrides / SHEET).read_text("utf-8"), skip_comments=True)
    )
    found = list(_declared(tinycss2.parse_stylesheet(tokens, skip_comments=True)))
    used = set(USED.findall(sheet))
    used |= {name for _, _, key, value in found if key in used for name in USED.findall(value)}
    grouped: dict[tuple[str, str], list[str]] = {}
    for media, selector, name, value in found:
        if name in used:
            grouped.setdefault((media, selector), []).append(f"--{name}:{value}")
    rules = (
        f"{media}{{{selector}{{{';'.join(lines)}}}}}"
        if media
        else f"{selector}{{{';'.join(lines)}}}"
        for (media, selector), lines in grouped.items()
    )
    style = SPACE.sub(" ", "".join(rules) + sheet)
    style = AROUND.sub(r"\1", style).replace(": ", ":").replace(", ", ",").replace(";}", "}")
    return Look(style.strip(), {tone: _sign(tokens, tone) for tone in TONES})


def _declared(nodes: Any, media: str = "") -> Iterator[tuple[str, str, str, str]]:
    """Custom properties: the medium around them, selector, name, value."""
    for node in nodes:
        if node.type == "at-rule" and node.content is not None:
            prelude = tinycss2.serialize(node.prelude).strip()
            if node.at_keyword == "media" and SCHEME not in prelude:
                continue
            around = f"@media {prelude}" if node.at_keyword == "media" else media
            inside = tinycss2.parse_rule_list(node.content, skip_comments=True)
            yield from _declared(inside, around)
        elif node.type == "qualified-rule":
            selector = SPACE.sub(" ", tinycss2.serialize(node.prelude)).strip()
            if selector in SELECTORS or selector.startswith("[lang|="):
                for one in tinycss2.parse_blocks_contents(node.content, skip_comments=True):
                    if one.type == "declaration" and one.name.startswith("--"):
                        value = tinycss2.serialize(one.value).strip()
                        yield media, selector, one.name[2:], value


def _sign(tokens: str, tone: str) -> str:
    found = re.search(rf"--shape-{tone}: url\(\"[^\"]* d='([^']+)'", tokens)
    if found is None:
        raise ValueError(f"{TOKENS} has no --shape-{tone} with a path to draw")
    return found[1]
