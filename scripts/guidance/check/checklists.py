from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.model import Site


@rule("empty-checklist")
def empty(site: Site) -> Iterator[Fault]:
    """A checklist has nothing to tick.

    Bad:  ## 回电话之前 { #before-calling .checklist } with text only
    Good: the same, and items such as - [ ] 准备纸和笔 { #pen }
    """
    for page in site.pages:
        for checklist in page.checklists:
            if not checklist.items:
                yield Fault(
                    checklist.at,
                    f"the checklist {checklist.title!r} has no items",
                    "add lines such as - [ ] 准备纸和笔 { #pen }",
                )


@rule("plain-item")
def plain(site: Site) -> Iterator[Fault]:
    """A line of a checklist has no box.

    Bad:  - 准备纸和笔 { #pen }
    Good: - [ ] 准备纸和笔 { #pen }
    """
    for page in site.pages:
        for checklist in page.checklists:
            for at in checklist.plain_items:
                yield Fault(at, "this item has no box to tick", "begin it with - [ ] and a space")


@rule("stray-box")
def stray(site: Site) -> Iterator[Fault]:
    """A box to tick stands outside a checklist.

    Bad:  - [ ] 截图 in an ordinary section
    Good: give the section's heading the class .checklist
    """
    for page in site.pages:
        for at in page.stray_ticks:
            yield Fault(
                at,
                "a box to tick stands outside a checklist",
                "give the heading above { #id .checklist }, or write a plain list",
            )
