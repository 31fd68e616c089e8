from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.model import Site


@rule("nested-list", stage="syntax")
def check(site: Site) -> Iterator[Fault]:
    """A list lies inside an item of a checklist.

    Bad:  - [ ] 带上材料 { #bring } and below it, indented, - 身份证
    Good: - [ ] 带上身份证 { #bring-id }
    """
    for page in site.pages:
        for checklist in page.checklists:
            for at in checklist.nested_items[:1]:
                yield Fault(
                    at,
                    f"a list lies inside an item of the checklist {checklist.id!r}",
                    "make each line an item of its own, with a box and an id",
                )
