"""What can stand in two languages: the parts that an edition shares with the one beside it."""

from collections.abc import Iterator
from typing import NamedTuple

from guidance.model import Checklist, Letter, Page, Site, Tree

KIND = "two-languages"


class Half(NamedTuple):
    """A part in one language, and the page that it is from."""

    page: Page
    part: Checklist | Tree | Letter


class Pair(NamedTuple):
    """A part in the language of an edition and in the other.

    ``list`` is the page that lists it; its own, where none does.
    """

    list: str
    kind: str
    mine: Half
    twin: Half

    @property
    def name(self) -> str:
        """The name of the page with its sheet."""
        return f"{self.list}/{self.mine.part.id}"


def twin_of(site: Site, locale: str) -> str:
    """The edition beside this one: the source edition, or for that one the next; may be none."""
    return next((one for one in site.locales if one != locale), "")


def pairs_of(site: Site, locale: str) -> Iterator[Pair]:
    """The pairs of an edition in the order of its pages."""
    listing, twins = site.page_with(KIND, locale), site.edition(twin_of(site, locale))
    for page in site.edition(locale).values():
        other = twins.get(page.name)
        theirs = {part.id: part for _, part in other.parts} if other else {}
        for kind, part in page.parts if page.listed else ():
            if other and part.id in theirs:
                twin = Half(other, theirs[part.id])
                yield Pair((listing or page).name, kind, Half(page, part), twin)
