from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._source import shown
from guidance.model import Page, Site

MEND = "end the line with a space and { #short-english-words }, the same words in every edition"


@rule("missing-id", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """A heading or a checklist item has no id.

    Bad:  ## 先停手
    Good: ## 先停手 { #stop }

    Without one a Chinese heading gets the address #_1, and the editions cannot be compared.
    """
    for page in site.pages:
        mend = _mend(page)
        for heading in page.headings:
            if not heading.id:
                yield Fault(heading.at, f"the heading {shown(heading.title)} has no id", mend)
        for checklist in page.checklists:
            for item in checklist.items:
                if not item.id and not item.misplaced:
                    yield Fault(item.at, f"the item {shown(item.text)} has no id", MEND)


def _mend(page: Page) -> str:
    """The cure for a heading; with the id itself where a link of the page names the only one."""
    nameless = [heading for heading in page.headings if not heading.id]
    named = {link.href[1:] for link in page.links if link.href.startswith("#")}
    wanted = named - {heading.id for heading in page.headings}
    if len(nameless) == len(wanted) == 1:
        return f"end the line with a space and {{ #{wanted.pop()} }}, where a link leads"
    return MEND
