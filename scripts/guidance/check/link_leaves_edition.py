from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.model import Site


@rule("link-leaves-edition", stage="block", by_page=True)
def check(site: Site) -> Iterator[Fault]:
    """A link goes into another edition or to an absolute path.

    Bad:  [Chinese](../../zh/respond/paid.md)   [付了钱](/respond/paid/)
    Good: [付了钱](../respond/paid.md)
    """
    for page in site.pages:
        for link in page.links:
            if link.href.startswith("/"):
                yield Fault(link.at, "the link is an absolute path", "write the way from this page")
            elif link.place and link.place.page.startswith(".."):
                yield Fault(
                    link.at,
                    "the link leaves this edition",
                    "link to the page of the same edition; readers have the language switch",
                )
