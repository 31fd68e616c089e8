from guidance.check import Fault, Faults, rule
from guidance.model import Site


@rule("plain-item", stage="syntax")
def check(site: Site) -> Faults:
    """A line of a checklist has no box, or lies inside another item.

    Bad:  - 准备纸和笔 { #pen }
    Good: - [ ] 准备纸和笔 { #pen }
    """
    for page in site.pages:
        for checklist in page.checklists:
            for at in checklist.plain_items:
                yield Fault(at, "this item has no box to tick", "begin it with - [ ] and a space")
            for at in checklist.nested_items[:1]:
                yield Fault(
                    at,
                    f"a list lies inside an item of the checklist {checklist.id!r}",
                    "make each line an item of its own, with a box and an id",
                )
