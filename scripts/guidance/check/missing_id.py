from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from guidance.check import Fault, Faults, rule
from guidance.check._source import shown
from guidance.model import Heading, Item, Page, Site

Named = TypeVar("Named", Heading, Item)

END = "end the line with a space and {{ #{} }}"
MEND = f"{END.format('…')}, a few English words for the …, the same in every edition"


@rule("missing-id", stage="structure")
def check(site: Site) -> Faults:
    """A heading or a checklist item has no id, or a part of the item has it.

    Bad:  ## 先停手   - [ ] 打 [95188](contact:lender){ #call }
    Good: ## 先停手 { #stop }   - [ ] 打 [95188](contact:lender) { #call }

    Without one a Chinese heading gets the address #_1, and the editions cannot be compared.
    """
    for page in site.pages:
        mend = _mend(page)
        others = [one for one in site.pages if one.name == page.name and one is not page]
        outlines = [other.headings for other in others]
        for heading, twin in _with_twin(page.headings, outlines):
            if not heading.id:
                what = f"the heading {shown(heading.title)} has no id"
                yield Fault(heading.at, what, twin or mend)
        for checklist in page.checklists:
            lists = [
                one.items for other in others for one in other.checklists if one.id == checklist.id
            ]
            for item, twin in _with_twin(checklist.items, lists):
                if item.misplaced:
                    what = f"the id of the item {shown(item.text)} stands on a part of it"
                    mend = "put a space before the { at the end of the line"
                    yield Fault(item.at, what, mend)
                elif not item.id:
                    yield Fault(item.at, f"the item {shown(item.text)} has no id", twin or MEND)


def _with_twin(
    mine: Sequence[Named], others: Iterable[Sequence[Heading | Item]]
) -> Iterator[tuple[Named, str]]:
    """Each with the cure that names its id in another edition, if only this one lacks it."""
    own = {one.id for one in mine}
    same = [theirs for theirs in others if len(theirs) == len(mine)]
    for number, one in enumerate(mine):
        twin = next((theirs[number] for theirs in same if theirs[number].id not in own), None)
        named = f"{END.format(twin.id)}, as in {twin.at.path}:{twin.at.line}" if twin else ""
        yield one, named


def _mend(page: Page) -> str:
    """The cure for a heading; with the id itself where a link of the page names the only one."""
    nameless = [heading for heading in page.headings if not heading.id]
    named = {link.href[1:] for link in page.links if link.href.startswith("#")}
    wanted = named - {heading.id for heading in page.headings}
    if len(nameless) == len(wanted) == 1:
        return f"{END.format(wanted.pop())}, where a link leads"
    return MEND
