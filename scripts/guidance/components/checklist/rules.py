"""Rules about checklists."""

from guidance.check import Fault, Faults, rule
from guidance.check._causes import section_at
from guidance.check._pairs import twins, unlike
from guidance.model import Site


@rule("empty-checklist", stage="structure")
def empty_checklist(site: Site) -> Faults:
    """A checklist has nothing to tick.

    Bad:  ## 回电话之前 { #before-calling .checklist } with text only
    Good: the same, and items such as - [ ] 准备纸和笔 { #pen }
    """
    for page in site.pages:
        for checklist in page.checklists:
            if not checklist.items:
                what = f"the checklist {checklist.title!r} has no items"
                yield Fault(checklist.at, what, "add lines such as - [ ] … { #id }")


@rule("plain-item", stage="syntax")
def plain_item(site: Site) -> Faults:
    """A line of a checklist has no box, or lies inside another item.

    Bad:  - 准备纸和笔 { #pen }
    Good: - [ ] 准备纸和笔 { #pen }
    """
    for page in site.pages:
        for checklist in page.checklists:
            for at in checklist.plain_items:
                yield Fault(at, "this item has no box to tick", "begin it with - [ ] and a space")
            for at in checklist.nested_items[:1]:
                what = f"a list lies inside an item of the checklist {checklist.id!r}"
                yield Fault(at, what, "make each line an item of its own, with a box and an id")


@rule("stray-box", stage="structure")
def stray_box(site: Site) -> Faults:
    """A box to tick stands outside a checklist.

    Bad:  - [ ] 截图 in an ordinary section
    Good: give the section's heading the class .checklist

    """
    for page in site.pages:
        told: set[str] = set()
        for at in page.stray_ticks:
            section = section_at(page, at.line)
            if section not in told:
                told.add(section)
                yield Fault(
                    at,
                    "a box to tick stands outside a checklist",
                    "give the heading above { #id .checklist }, or write a plain list",
                )


@rule("item-parity", stage="parity", group="editions")
def item_parity(site: Site) -> Faults:
    """A checklist has other items in another edition.

    Bad:  five items in Chinese, four in English
    Good: the same item ids in the same order
    """
    for source, other in twins(site):
        for mine, theirs in zip(source.checklists, other.checklists, strict=True):
            begins = (mine.at, theirs.at)
            yield from unlike("item", mine.items, theirs.items, begins, lambda one: f"#{one.id}")
