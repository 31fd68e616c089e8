from guidance.check import Faults, rule
from guidance.check._pairs import twins, unlike
from guidance.model import Site


@rule("item-parity", stage="parity", group="editions")
def check(site: Site) -> Faults:
    """A checklist has other items in another edition.

    Bad:  five items in Chinese, four in English
    Good: the same item ids in the same order
    """
    for source, other in twins(site):
        for mine, theirs in zip(source.checklists, other.checklists, strict=True):
            begins = (mine.at, theirs.at)
            yield from unlike("item", mine.items, theirs.items, begins, lambda one: f"#{one.id}")
