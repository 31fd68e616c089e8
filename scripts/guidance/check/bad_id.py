import re
from collections.abc import Iterator

from guidance.check import Fault, Faults, rule
from guidance.model import Page, Position, Site

ID = re.compile(r"(?!(?:[a-z-]*\d){5})[a-z][a-z0-9-]*")
GENERATED = re.compile(r"sources|source-.+")  # the list below every page


@rule("bad-id", stage="block")
def check(site: Site) -> Faults:
    """An id holds something other than small letters, digits and hyphens, or is taken.

    Bad:  ## 先停手 { #Stop_First }   ## 客服 { #call-4001234567 }
    Good: ## 先停手 { #stop-first }

    An address shows it, so it holds no number to call.

    sources and source-… belong to the list of sources that ends every page.
    """
    for page in site.pages:
        for identifier, at in _ids(page):
            if not ID.fullmatch(identifier):
                yield Fault(
                    at,
                    f"the id {identifier!r} is not written in small letters, hyphens and a few "
                    "digits",
                    "write it like { #stop-first }, beginning with a letter",
                )
        for heading in page.headings:
            if GENERATED.fullmatch(heading.id):
                yield Fault(
                    heading.at,
                    f"the id {heading.id!r} belongs to the list of sources below the page",
                    "choose another id, the same in every edition",
                )


def _ids(page: Page) -> Iterator[tuple[str, Position]]:
    for heading in page.headings:
        if heading.id:
            yield heading.id, heading.at
    for checklist in page.checklists:
        for item in checklist.items:
            if item.id:
                yield item.id, item.at
