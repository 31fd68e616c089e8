from guidance.check import Faults, rule
from guidance.check._plain import uses
from guidance.model import Site


@rule("colour-only", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Faults:
    """A step names a thing by its colour alone.

    Bad:  点红色按钮。   Tap the red button.
    Good: 点“立即还款”。   Tap the red button “Repay now”.

    Some readers see no red; a screen reader speaks words, not colours; apps change their look.
    """
    return uses(
        site,
        "colour_only",
        "{} names a thing by its colour alone",
        "write the words that stand on it, in quotes",
    )
