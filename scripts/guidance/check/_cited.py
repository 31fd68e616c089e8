"""Links to records, wherever they are written."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from guidance.model import Position, Site, all_once
from guidance.registry import CITED, KINDS

CONTACT = "contact"


class Cited(NamedTuple):
    """A link to a record: where it stands, its words, and the editions whose texts it may have."""

    at: Position
    scheme: str
    key: str
    written: str
    locales: Sequence[str]

    @property
    def href(self) -> str:
        """As an author writes it."""
        return f"{self.scheme}:{self.key}"


@all_once
def cited(site: Site) -> Iterator[Cited]:
    """Those of pages, and the contacts that front matter and records name."""
    for page in site.pages:
        letters = {letter.id for letter in page.letters}
        own, both = (page.locale,), (page.locale, site.source)
        for link in page.facts(*KINDS):
            locales = both if link.section in letters else own
            yield Cited(link.at, link.scheme, link.key, link.written, locales)
        for number, line in enumerate(page.lines[: page.body_line - 1], 1):
            for one in CITED.finditer(line):
                if one["scheme"] == CONTACT:
                    at = page.at(number, one.start() + 1)
                    yield Cited(at, CONTACT, one["id"], one["words"], own)
    for named in site.registry.citations:
        if named.scheme == CONTACT:
            yield Cited(named.at, CONTACT, named.id, named.words, site.locales)
