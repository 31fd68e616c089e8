from guidance.check import Fault, Faults, rule
from guidance.check._causes import page_thing, section_thing
from guidance.check._outlines import compared
from guidance.check._pairs import OR_LEAVE_IT, OR_TAKE_IT_OUT, pairs
from guidance.check._source import shown
from guidance.freshness import key
from guidance.model import Heading, Page, Site


@rule("missing-heading", stage="section", group="editions")
def check(site: Site) -> Faults:
    """A page has a heading that the same page of the other edition lacks.

    Bad:  ## 先停手 { #stop } in Chinese, no heading with that id in English
    Good: ## Stop first { #stop } at the same place in English
    """
    for source, other in pairs(site):
        outlines = compared(source, other)
        for before, heading in outlines.lost:
            yield _fault(site, other, before, source, heading)
        for before, heading in outlines.extra:
            yield _fault(site, source, before, other, heading)


def _fault(site: Site, lacking: Page, before: Heading | None, having: Page, lost: Heading) -> Fault:
    at = before.at if before else lacking.at(lacking.body_line)
    where = f"below the section #{before.id}" if before else "before the first section"
    compared_in = having.locale if lacking.locale == site.source else lacking.locale
    was_here = key(having, lost.id) in site.checked[compared_in]
    take_it_out = f"if nobody needs it, take it out of {having.path} too; otherwise put it back"
    return Fault(
        at,
        f"the heading {shown(having.lines[lost.at.line - 1], 80)} of {having.path}:{lost.at.line} "
        "is missing here",
        f"{take_it_out} {where}, {OR_LEAVE_IT}"
        if was_here
        else f"add it {where}, {OR_TAKE_IT_OUT}",
        breaks=(page_thing(lacking.name, lost.id),),
        needs=(
            page_thing(lacking.name, lost.id),
            section_thing(lacking, at),
            section_thing(having, lost.at),
        ),
    )
