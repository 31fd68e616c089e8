from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._plain import any_of, plain, uses
from guidance.check._source import shown
from guidance.model import Site


@rule("click-here", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Iterator[Fault]:
    """A link does not say where it leads.

    Bad:  查账单请点击[这里](bill.md)。   [Click here](bill.md) to check your bill.
    Good: [查账单](bill.md)   [Check your bill](bill.md)

    Read aloud or printed, "here" leads nowhere.
    """
    told: set[tuple[str, int]] = set()
    for at, words in uses(site, "click_here"):
        told.add((at.path, at.line))
        yield Fault(
            at,
            f"{shown(words)} does not say where it leads",
            "make the name of the page or the thing the link",
        )
    for page in site.pages:
        empty = any_of(plain(page.locale).empty_links)
        for link in page.links:
            if empty.fullmatch(link.text.strip()) and (page.path, link.at.line) not in told:
                yield Fault(
                    link.at,
                    f"the link {shown(link.text)} does not say where it leads",
                    "make the name of the page or the thing the link",
                )
