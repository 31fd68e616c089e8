"""Who says so, and how it was checked: the honest half of every claim."""

from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element

from guidance.model import Link, Page
from guidance.registry import Claim, Contact, Law, Registry, Sourced
from guidance.render.html import add

Cited = Mapping[tuple[str, str], list[Link]]


def cited_by(page: Page, registry: Registry) -> Cited:
    """The links that cite a contact, law or claim, by its scheme and id, as the list has them.

    In the order of the page, which numbers them; contacts, which have no number, at the end.
    """
    cited: dict[tuple[str, str], list[Link]] = {}
    for link in page.facts("fact", "law", "contact"):
        if registry.get(link.scheme, link.key) is not None:
            cited.setdefault((link.scheme, link.fact_id), []).append(link)
    return dict(sorted(cited.items(), key=lambda one: one[0][0] == "contact"))


def place_of(scheme: str, identifier: str) -> str:
    """The id of a record's entry in the list."""
    return f"source-{identifier}" if scheme == "fact" else f"source-{scheme}-{identifier}"


def add_source(parent: Element, record: Sourced, title: str, **attributes: str) -> Element:
    """The title of the record's source as a last child: a link where it has an address."""
    if record.source.url:
        address = {"href": record.source.url, "rel": "noopener noreferrer"}
        return add(parent, "a", title, **address, **attributes)
    return add(parent, "span", title, **attributes)


def checked_line(record: Sourced, words: Mapping[str, str], today: date) -> str:
    """How binding the fact is, how and when somebody looked, and whether a review is overdue."""
    how = words[f"how_{(record.how or 'knowledge').replace(' ', '_')}"]
    parts = [how, words["sources_checked"].format(date=record.checked.isoformat())]
    binding = getattr(record, "binding", None)
    if binding:
        parts.insert(0, words[f"binding_{binding.replace('-', '_')}"])
    if record.age(today) in ("unconfirmed", "withheld"):
        parts.append(words["sources_unconfirmed"].format(date=record.review_by.isoformat()))
    return " · ".join(parts)


def dates_line(words: Mapping[str, str], checked: date | None, today: date) -> str:
    """When the facts of a sheet of paper were checked, if it cites any, and when it was made.

    ``words`` are those of ``guidance.pack.words``.
    """
    made = words["made"].format(date=today)
    return f"{words['checked'].format(date=checked)} · {made}" if checked else made


def first_review(registry: Registry) -> date | None:
    """The first day on which somebody is to look again at anything that the guide says.

    Emergency numbers are not asked: no page ever doubts them.
    """
    records = (record for _, record in registry.records() if isinstance(record, Sourced))
    return min((one.review_by for one in records if not one.is_emergency), default=None)


def oldest_check(page: Page, registry: Registry, *sections: str) -> date | None:
    """The oldest check of the facts that a page cites in these sections; None when it cites none.

    All sections when none is named, or when these cite nothing: a sheet is as current as its oldest
    fact.
    """
    days = [
        record.checked
        for link in page.facts("contact", "law", "fact")
        if not sections or link.section in sections
        if isinstance(record := registry.get(link.scheme, link.key), Sourced)
    ]
    if not days and sections:
        return oldest_check(page, registry)
    return min(days, default=None)


def said_of(record: Sourced, locale: str, words: Mapping[str, str], today: date) -> str:
    """What the record says; not the figure itself when pages may no longer show it."""
    withheld = record.age(today) == "withheld"
    if isinstance(record, Contact):
        shown = words["fact_withheld_number"] if withheld else record.number or record.site
        return f"{record.name[locale]} {shown}"
    if isinstance(record, Law):
        return record.title[locale]
    if isinstance(record, Claim) and not withheld:
        return record.claim[locale]
    return f"{record.id} {words['fact_withheld_figure']}"
