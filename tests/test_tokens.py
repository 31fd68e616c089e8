"""The tokens of colour: what is read or seen stands out from what is behind it, in every scheme."""

from collections.abc import Iterator
from functools import cache

import pytest
from guidance.model import TONES
from guidance.render.styles import Group, Rule, Sheet

from tests.helpers.contrast import contrast
from tests.helpers.project import ROOT

#: The media whose tokens hold, from the weakest.
SCHEMES = {
    "light": ("",),
    "dark": ("", "screen and (prefers-color-scheme: dark)"),
    "paper": ("", "print"),
}
WORDS, SHAPES = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
GROUNDS = ("paper", "surface")


def declared(sheet: Sheet | Group, media: str = "") -> Iterator[tuple[str, str, str, str]]:
    """Medium, selectors, name and value of each token of a sheet."""
    for rule in sheet.rules:
        if isinstance(rule, Group):
            yield from declared(rule, rule.prelude if rule.name == "media" else media)
        elif isinstance(rule, Rule):
            selectors = ",".join(selector for selector, _ in rule.selectors)
            for one in rule.declarations:
                if one.name.startswith("--"):
                    yield media, selectors, one.name, one.text.partition(":")[2]


@cache
def tokens() -> dict[str, list[tuple[str, str, str]]]:
    """By medium: selectors, name and value, in the order of the sheets."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for file in ("tokens.css", "print.css"):
        sheet = Sheet.parse((ROOT / "overrides/assets" / file).read_text("utf-8"))
        for media, selectors, name, value in declared(sheet):
            found.setdefault(media, []).append((selectors, name, value))
    return found


def colour(scheme: str, name: str, tone: str = "") -> str:
    """The colour that a token ends in, at the root or within a tone. Raises KeyError without one."""
    held = {
        key: value
        for medium in SCHEMES[scheme]
        for selectors, key, value in tokens()[medium]
        if selectors == ":root" or (tone and f".{tone}" in selectors)
    }
    value = held[f"--{name}"]
    while "var(" in value:
        value = held[value.partition("var(")[2].rstrip(")")]
    return held["--paper"] if value == "transparent" else value.rpartition(" ")[2]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("seen", "ground", "least"),
    [
        *((words, ground, WORDS) for words in ("ink", "muted", "action") for ground in GROUNDS),
        ("action-hover", "paper", WORDS),
        ("on-action", "action", WORDS),
        ("on-action", "action-hover", WORDS),
        *(("control", ground, SHAPES) for ground in GROUNDS),
        *(("focus-outline", ground, SHAPES) for ground in GROUNDS),
    ],
)
def test_what_is_read_or_tapped_stands_out(
    scheme: str, seen: str, ground: str, least: float
) -> None:
    assert contrast(colour(scheme, seen), colour(scheme, ground)) >= least


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize(
    ("seen", "ground", "least"),
    [
        ("on-band", "band", WORDS),
        ("tone-ink", "tint", WORDS),
        *((words, "tint", WORDS) for words in ("ink", "muted", "action")),
        ("control", "tint", SHAPES),
        ("focus-outline", "tint", SHAPES),
        ("tone-ink", "paper", SHAPES),  # the frame
    ],
)
def test_every_tone_stands_out(
    scheme: str, tone: str, seen: str, ground: str, least: float
) -> None:
    assert contrast(colour(scheme, seen, tone), colour(scheme, ground, tone)) >= least


def test_the_focus_is_seen_on_a_filled_button_too() -> None:
    """In light the outline is almost the button's colour; the ring around it is not."""
    assert contrast(colour("light", "focus"), colour("light", "focus-outline")) >= SHAPES
    assert contrast(colour("light", "focus-ring"), colour("light", "action")) >= SHAPES
    assert contrast(colour("dark", "focus-outline"), colour("dark", "paper")) >= SHAPES
