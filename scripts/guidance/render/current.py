"""How current the guide is: every fact with its check, its next review and its pages.

And what was wrong once, for those who read it then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from xml.etree.ElementTree import Element

from guidance.model import Page
from guidance.parse.links import relative
from guidance.registry import Claim, Contact, Law, Registry, Sourced
from guidance.render.html import add, sections
from guidance.render.provenance import add_source, checked_line

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
    """Fill sections of class ``facts``: a fold a day of review, open where it is due.

    ``uses`` are page names by scheme and id, ``titles`` page titles by page name. Records that one
    reading of one source bears stand together: each page view sends these lines.
    """
    for box, _ in sections(root, page, "facts"):
        box.set("data-search-exclude", "")
        box[0].set("data-search-exclude", "")  # else the section leaves an empty entry
        for scheme in KINDS:
            add(box, "h3", words[f"facts_{scheme}"], id=f"all-{scheme}", data_search_exclude="")
            for due, records in groupby(_by_review(registry, scheme), lambda one: one.review_by):
                listed = list(records)
                fold = add(box, "details")
                if listed[0].age(today) != "fresh":
                    fold.set("open", "")
                key = "sources_unconfirmed" if due < today else "facts_review"
                title = add(fold, "summary", words[key].format(date=due))
                add(title, "span", f" {len(listed)}", class_="count")
                rows = add(fold, "ul", class_="fact-rows")
                for _, together in groupby(listed, lambda one: _reading(one, locale)):
                    row = add(rows, "li")
                    for record in together:
                        if not len(row):
                            _checked(row, record, locale, words, today)
                        add(row, "p", _name(record, locale, words, today), class_="fact-name")
                        _uses(row, page.name, uses.get((scheme, record.id), ()), titles, words)


def _by_review(registry: Registry, scheme: str) -> list[Sourced]:
    """What is due first, and then what one source bears together."""
    records = [r for r in registry.of(scheme).values() if isinstance(r, Sourced)]
    return sorted(records, key=lambda r: (r.review_by, _reading(r, "zh"), r.id))


def _reading(record: Sourced, locale: str) -> tuple[str, ...]:
    """All that the line on the source and the check says; equal for what shares the line."""
    source = record.source
    binding = getattr(record, "binding", None)
    said = (source.title[locale], source.url, record.checked, record.how, binding)
    return tuple(map(str, said))


def _checked(
    row: Element, record: Sourced, locale: str, words: Mapping[str, str], today: date
) -> None:
    line = add(row, "p", class_="checked")
    source = add_source(line, record, record.source.title[locale])
    source.tail = f" · {checked_line(record, words, today)}"


def _name(record: Sourced, locale: str, words: Mapping[str, str], today: date) -> str:
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


def render_corrections(
    root: Element,
    page: Page,
    registry: Registry,
    locale: str,
    words: Mapping[str, str],
    today: date,
) -> None:
    """Fill sections of class ``corrections``, newest first, each with what the guide says now."""
    for box, _ in sections(root, page, "corrections"):
        told = sorted(registry.corrections, key=lambda one: one.date, reverse=True)
        if not told:
            add(box, "p", words["corrections_none"])
            continue
        rows = add(box, "ul")
        for one in told:
            row = add(rows, "li")
            add(row, "strong", one.date.isoformat()).tail = f" {one.what[locale]}"
            scheme, _, key = (one.fact or "").partition(":")
            record = registry.get(scheme, key) if key else None
            if isinstance(record, Sourced):
                now = _name(record, locale, words, today)
                add(row, "p", words["corrections_now"].format(fact=now), class_="checked")
