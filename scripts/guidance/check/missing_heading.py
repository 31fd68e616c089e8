from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._causes import page_thing, section_thing
from guidance.check._outlines import compared
from guidance.check._pairs import OR_LEAVE_IT, pairs, shape
from guidance.model import Heading, Page, Site


@rule("missing-heading", stage="section", group="editions")
def check(site: Site) -> Iterator[Fault]:
    """A page has a heading that the same page of the other edition lacks.

    Bad:  ## 先停手 { #stop } in Chinese, no heading with that id in English
    Good: ## Stop first { #stop } at the same place in English
    """
    for source, other in pairs(site):
        outlines = compared(source, other)
        for before, heading in outlines.lost:
            yield _fault(other, before, source, heading, f"of {source.path}")
        for before, heading in outlines.extra:
            yield _fault(source, before, other, heading, f"of {other.path}")


def _fault(lacking: Page, before: Heading | None, having: Page, lost: Heading, of: str) -> Fault:
    at = before.at if before else lacking.at(lacking.body_line)
    where = f"below the section #{before.id}" if before else "before the first section"
    return Fault(
        at,
        f"the heading {shape(lost)} {of}:{lost.at.line} is missing here",
        f"add it {where}, {OR_LEAVE_IT}",
        breaks=(page_thing(lacking.name, lost.id),),
        needs=(
            page_thing(lacking.name, lost.id),
            section_thing(lacking, at),
            section_thing(having, lost.at),
        ),
    )
