from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._pairs import OR_LEAVE_IT, OR_TAKE_IT_OUT, twins
from guidance.model import Checklist, Page, Site


@rule("item-parity", stage="parity", group="editions")
def check(site: Site) -> Iterator[Fault]:
    """A checklist has other items in another edition.

    Bad:  five items in Chinese, four in English
    Good: the same item ids in the same order
    """
    for source, other in twins(site):
        for mine, theirs in zip(source.checklists, other.checklists, strict=True):
            if [item.id for item in mine.items] != [item.id for item in theirs.items]:
                yield _fault(source, mine, theirs)


def _fault(source: Page, mine: Checklist, theirs: Checklist) -> Fault:
    here, there = [item.id for item in mine.items], [item.id for item in theirs.items]
    lost = [identifier for identifier in here if identifier not in there]
    extra = [item for item in theirs.items if item.id not in here]
    said = []
    if lost:
        said.append(f"missing: {', '.join(lost)}")
    if extra:
        said.append(f"only here: {', '.join(item.id for item in extra)}")
    return Fault(
        extra[0].at if extra else theirs.at,
        f"the checklist {theirs.id!r} differs from {source.path}:{mine.at.line} "
        f"({'; '.join(said) or 'the order differs'})",
        f"make the item ids equal in both editions, {OR_LEAVE_IT}"
        if bool(lost) == bool(extra)
        else f"add the item to {(theirs if lost else mine).at.path}, {OR_TAKE_IT_OUT}",
    )
