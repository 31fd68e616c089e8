from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._plain import uses
from guidance.check._source import shown
from guidance.model import Site


@rule("colour-only", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Iterator[Fault]:
    """A step names a thing by its colour alone.

    Bad:  点红色按钮。   Tap the red button.
    Good: 点“立即还款”。   Tap the red button “Repay now”.

    Some readers see no red; a screen reader speaks words, not colours; apps change their look.
    """
    for at, words in uses(site, "colour_only"):
        yield Fault(
            at,
            f"{shown(words)} names a thing by its colour alone",
            "write the words that stand on it, in quotes",
        )
