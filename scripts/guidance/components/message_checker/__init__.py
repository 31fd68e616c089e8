"""The message checker: a section and the signs that it looks for.

Without script the section is the whole list of warning signs, each with its reason, before the next
steps: the section's last list, the most dangerous first. A step links to the signs it is for; the
last is for all others. The data for ``signs.js`` come last in the section, behind all that is read:
no other page needs them, and nothing is fetched.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.model import Section
from guidance.registry import Registry, Sign
from guidance.render.context import Context
from guidance.render.html import add
from guidance.render.signs import SCHEME, sign_entry
from guidance.signs import alternatives, folding, look_alikes, traditional


def render(box: Element, section: Section, context: Context) -> None:
    """Put the list of signs before the section's next steps."""
    entries = Element("ol", {"class": "signs"})
    entries.tail = "\n"
    for sign in context.registry.signs.values():
        sign_entry(entries, sign, context.locale, f"sign-{sign.id}")
    lists = [one for one in section.body if one.tag == "ul"]
    at = list(box).index(lists[-1]) - 1 if lists else len(box)
    box.insert(at, entries)
    if lists:
        lists[-1].set("class", "checker-next")
        for step in lists[-1]:
            step.set("data-for", " ".join(_signs_of(step)))
    data = json.dumps(engine_data(context.registry), ensure_ascii=False, separators=(",", ":"))
    add(box, "div", class_="checker-data", hidden="hidden", data_signs=data).tail = "\n"


def _signs_of(step: Element) -> Iterator[str]:
    """The signs that a step is for; its links lead to them in the list above."""
    for link in step.iter("a"):
        href = link.get("href", "")
        if href.startswith(SCHEME):
            link.set("href", f"#sign-{href.removeprefix(SCHEME)}")
            yield href.removeprefix(SCHEME)


# ------------------------------------------------------------------------- data for the engine


def engine_data(registry: Registry) -> dict[str, Any]:
    """What signs.js describes at its beginning."""
    disguise = look_alikes()
    warnings = {
        side: [
            [one["within"], one["to"], one["gap"], _written(one["phrase"]), *one.get("signs", ())]
            for one in disguise["warnings"][side]
        ]
        for side in ("before", "after")
    }
    signs = ["/".join([sign.id, *_phrases(sign)]) for sign in registry.signs.values()]
    heart = [disguise["heart"]["after"], disguise["heart"]["stands_for"]]
    whole = "|".join(disguise["whole"])
    data = {"signs": signs, "heart": heart, "whole": whole, **warnings}
    return {**data, "fold": _folded(list(_letters(list(data.values()))))}


def _letters(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _letters(one)
    else:
        yield from str(value)


def _folded(letters: Sequence[str]) -> str:
    """The look-alikes of each different letter, in the order in which the letters come first."""
    stands = folding(iter(letters), traditional())
    alike: dict[str, list[str]] = {}
    for one, letter in stands.items():
        alike.setdefault(letter, []).append(one)
    first: dict[str, str] = {}
    for letter in dict.fromkeys(letters):
        first.setdefault(stands.get(letter, letter), letter)
    groups = []
    for letter in dict.fromkeys(letters):
        group = stands.get(letter, letter)
        others = [*alike.get(group, ()), group] if first[group] == letter else []
        groups.append("".join(one for one in others if one != letter))
    return " ".join(groups).rstrip()


def _phrases(sign: Sign) -> Iterator[str]:
    for language, phrases in sign.phrases.items():
        yield str(sign.gap_in(language))
        yield from map(_written, phrases)


def _written(phrase: Sequence[str]) -> str:
    return ";".join("|".join(alternatives(step)) for step in phrase)


COMPONENT = Component(
    "message-checker", render=render, scripts=("components/message_checker/signs.js",)
)
