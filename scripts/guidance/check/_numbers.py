"""Links that hold the number of a contact, wherever they are written.

Readers see the number of the record whatever a link holds (``guidance.registry.shown``). Here is
told whether a link lags behind its record, or holds a slip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from guidance.check._records import place_of
from guidance.model import Link, Position, Site, once
from guidance.registry import CITED, NUMBER, Contact, Fact


class Cited(NamedTuple):
    """A number in a link to a contact, and where the link stands."""

    at: Position
    number: str


def wrong_numbers(site: Site) -> dict[str, list[Cited]]:
    """Links that hold another number than their contact has, by its id."""
    return _read(site)[0]


def renumbered(site: Site) -> dict[str, str]:
    """Contacts whose record was changed, by id the number of before, which most links hold."""
    return _read(site)[1]


def is_number(link: Link, record: Fact) -> bool:
    """Whether a link holds a contact's number, or leaves it to the record."""
    return isinstance(record, Contact) and bool(record.number and NUMBER.fullmatch(link.written))


def number_at(site: Site, identifier: str) -> Position:
    """Where a contact's number stands."""
    return place_of(site, "contact", identifier, "number")


@once
def _read(site: Site) -> tuple[dict[str, list[Cited]], dict[str, str]]:
    wrong: dict[str, list[Cited]] = {}
    right: Counter[str] = Counter()
    for identifier, cited in _links(site):
        contact = site.registry.contacts.get(identifier)
        if contact is None or not contact.number or not cited.number:
            continue
        if cited.number == contact.number:
            right[identifier] += 1
        elif NUMBER.fullmatch(cited.number):
            wrong.setdefault(identifier, []).append(cited)
    before = {}
    for identifier, links in wrong.items():
        ((number, count),) = Counter(cited.number for cited in links).most_common(1)
        if count > max(right[identifier], 1):
            before[identifier] = number
    return wrong, before


def _links(site: Site) -> Iterator[tuple[str, Cited]]:
    for page in site.pages:
        for link in page.facts("contact"):
            yield link.fact_id, Cited(link.at, link.written)
        for number, line in enumerate(page.lines[: page.body_line - 1], 1):
            for one in CITED.finditer(line):
                yield one["id"], Cited(page.at(number, one.start() + 1), one["words"])
    for citation in site.registry.citations:
        yield citation.id, Cited(citation.at, citation.words)
