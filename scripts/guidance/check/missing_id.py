from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._source import shown
from guidance.model import Site

MEND = "end the line with a space and { #short-english-words }"


@rule("missing-id", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """A heading or a checklist item has no id.

    Bad:  ## 先停手
    Good: ## 先停手 { #stop }

    Without one a Chinese heading gets the address #_1, and the editions cannot be compared.
    """
    for page in site.pages:
        for heading in page.headings:
            if not heading.id:
                yield Fault(heading.at, f"the heading {shown(heading.title)} has no id", MEND)
        for checklist in page.checklists:
            for item in checklist.items:
                if not item.id and not item.misplaced:
                    yield Fault(item.at, f"the item {shown(item.text)} has no id", MEND)
