from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._source import shown
from guidance.model import Site


@rule("misplaced-id", stage="file")
def check(site: Site) -> Iterator[Fault]:
    """The id of a checklist item landed on a link or a bold word inside the item.

    Bad:  - [ ] 打 [95188](contact:lender){ #call }
    Good: - [ ] 打 [95188](contact:lender) { #call }
    """
    for page in site.pages:
        for checklist in page.checklists:
            for item in checklist.items:
                if item.misplaced:
                    yield Fault(
                        item.at,
                        f"the id of the item {shown(item.text)} stands on a part of it",
                        "put a space before the { at the end of the line",
                    )
