from guidance.check import Fault, Faults, rule
from guidance.model import Site


@rule("empty-checklist", stage="structure")
def check(site: Site) -> Faults:
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
                    "add lines such as - [ ] … { #id }",
                )
