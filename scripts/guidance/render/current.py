"""How current the guide is: every fact with its check, its next review and its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from xml.etree.ElementTree import Element

from guidance.model import Page
from guidance.parse.links import relative
from guidance.registry import Claim, Contact, Law, Registry, Sourced
from guidance.render.html import add, heading, section_of, wrap
from guidance.render.provenance import checked_line

KINDS = ("contact", "fact", "law")


def render_current(
    root: Element,
    page: Page,
    registry: Registry,
    locale: str,
    words: Mapping[str, str],
    today: date,
    uses: Mapping[tuple[str, str], Sequence[str]],
    titles: Mapping[str, str],
) -> None:
    """Fill sections of class ``facts``, what is due first at the top of each kind.

    ``uses`` are page names by scheme and id, ``titles`` page titles by page name.
    """
    for found in page.headings:
        place = heading(root, found.id) if "facts" in found.classes else None
        if not place:
            continue
        parent, title = place
        box = wrap(parent, [title, *section_of(parent, title)], "section", class_="facts")
        box.set("data-search-exclude", "")
        title.attrib.pop("class", None)
        title.set("data-search-exclude", "")  # else the section leaves an empty entry
        for scheme in KINDS:
            add(box, "h3", words[f"facts_{scheme}"], id=f"all-{scheme}", data_search_exclude="")
            rows = add(box, "ul", class_="fact-rows")
            for record in _by_review(registry, scheme):
                row = add(rows, "li", class_=f"fact-row {record.age(today)}")
                _row(row, record, locale, words, today)
                _uses(row, page.name, uses.get((scheme, record.id), ()), titles, words)


def _by_review(registry: Registry, scheme: str) -> list[Sourced]:
    records = [r for r in registry.of(scheme).values() if isinstance(r, Sourced)]
    return sorted(records, key=lambda record: (record.review_by, record.id))


def _row(row: Element, record: Sourced, locale: str, words: Mapping[str, str], today: date) -> None:
    add(row, "p", _name(record, locale), class_="fact-name")
    line = add(row, "p", class_="checked")
    source = record.source
    if source.url:
        add(line, "a", source.title[locale], href=source.url, rel="noopener noreferrer")
    else:
        add(line, "span", source.title[locale])
    line[-1].tail = f" · {checked_line(record, words, today)}"
    if record.age(today) in ("fresh", "due"):
        due = words["facts_review"].format(date=record.review_by.isoformat())
        add(row, "p", due, class_="checked")


def _name(record: Sourced, locale: str) -> str:
    if isinstance(record, Contact):
        return f"{record.name[locale]} {record.number or record.site}"
    if isinstance(record, Law):
        return record.title[locale]
    return record.claim[locale] if isinstance(record, Claim) else record.id


def _uses(
    row: Element,
    here: str,
    names: Sequence[str],
    titles: Mapping[str, str],
    words: Mapping[str, str],
) -> None:
    used = words["facts_used"]
    line = add(row, "p", used if used.endswith("：") else f"{used} ", class_="checked")
    if not names:
        line.text = words["facts_unused"]
    for index, name in enumerate(names):
        if index:
            line[-1].tail = words["list_comma"]
        add(line, "a", titles.get(name, name), href=relative(here, name))
