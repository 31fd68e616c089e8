from guidance.check import Fault, Faults, rule
from guidance.check._causes import page_thing, section_thing
from guidance.check._outlines import compared
from guidance.check._pairs import OR_LEAVE_IT, pairs, shape
from guidance.model import Heading, Page, Site


@rule("heading-parity", stage="outline", group="editions")
def check(site: Site) -> Faults:
    """A heading differs from the same heading of the other edition: id, order, level or class.

    Bad:  ## 先停手 { #stop } in Chinese, ## Stop first { #stop-first } in English
    Good: the same id in both
    """
    for source, other in pairs(site):
        outlines = compared(source, other)
        mend = f"make id, level and class equal in both editions, {OR_LEAVE_IT}"
        for mine, theirs in outlines.different:
            yield _fault(source, other, mine, theirs, "is", mend)
        mend = f"put the headings into the same order in both editions, {OR_LEAVE_IT}"
        for mine, theirs in outlines.moved:
            yield _fault(source, other, mine, theirs, "stands in the place of", mend)


def _fault(source: Page, other: Page, mine: Heading, theirs: Heading, is_: str, mend: str) -> Fault:
    return Fault(
        theirs.at,
        f"the heading {shape(theirs)} {is_} {shape(mine)} in {source.path}:{mine.at.line}",
        mend,
        breaks=(page_thing(other.name, mine.id),),
        needs=(section_thing(other, theirs.at), section_thing(source, mine.at)),
    )
