from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.model import Site


@rule("plain-item", stage="syntax")
def check(site: Site) -> Iterator[Fault]:
    """A line of a checklist has no box.

    Bad:  - 准备纸和笔 { #pen }
    Good: - [ ] 准备纸和笔 { #pen }
    """
    for page in site.pages:
        for checklist in page.checklists:
            for at in checklist.plain_items:
                yield Fault(at, "this item has no box to tick", "begin it with - [ ] and a space")
