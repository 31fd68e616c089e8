"""How current the guide is: every fact with its check, its next review and its pages."""

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.language import writing
from guidance.model import Section
from guidance.parse.links import relative
from guidance.registry import Sourced
from guidance.render.context import Context
from guidance.render.html import add
from guidance.render.provenance import add_source, checked_line, said_of

KINDS = ("contact", "fact", "law")


def render(box: Element, section: Section, context: Context) -> None:
    """Fill the section: a fold a day of review, open where it is due.

    Records that one reading of one source bears stand together: each page view sends these lines.
    """
    words, locale, today = context.words, context.locale, context.today
    box.set("data-search-exclude", "")
    section.element.set("data-search-exclude", "")  # else the section leaves an empty entry
    for scheme in KINDS:
        add(box, "h3", words[f"facts_{scheme}"], id=f"all-{scheme}", data_search_exclude="")
        for due, records in groupby(_by_review(context, scheme), lambda one: one.review_by):
            listed = list(records)
            fold = add(box, "details")
            if listed[0].age(today) != "fresh":
                fold.set("open", "")
            key = "sources_unconfirmed" if due < today else "facts_review"
            add(fold, "summary", words[key].format(date=due))
            rows = add(fold, "ul", class_="fact-rows")
            for _, together in groupby(listed, lambda one: _reading(one, locale)):
                row = add(rows, "li")
                for record in together:
                    if not len(row):
                        _checked(row, record, context)
                    add(row, "p", said_of(record, locale, words, today), class_="fact-name")
                    _uses(row, context.edition.uses.get((scheme, record.id), ()), context)


def _by_review(context: Context, scheme: str) -> list[Sourced]:
    """What is due first, and then what one source bears together."""
    records = [r for r in context.registry.of(scheme).values() if isinstance(r, Sourced)]
    return sorted(records, key=lambda r: (r.review_by, _reading(r, context.site.source), r.id))


def _reading(record: Sourced, locale: str) -> tuple[str, ...]:
    """All that the line on the source and the check says; equal for what shares the line."""
    source = record.source
    binding = getattr(record, "binding", None)
    said = (source.title[locale], source.url, record.checked, record.how, binding)
    return tuple(map(str, said))


def _checked(row: Element, record: Sourced, context: Context) -> None:
    line = add(row, "p", class_="checked")
    source = add_source(line, record, record.source.title[context.locale])
    source.tail = f" · {checked_line(record, context.words, context.today)}"


def _uses(row: Element, names: Sequence[str], context: Context) -> None:
    words, titles, used = context.words, context.edition.titles, context.words["facts_used"]
    line = add(row, "p", f"{used}{writing(context.locale).space}", class_="checked")
    if not names:
        line.text = words["facts_unused"]
    for index, name in enumerate(names):
        if index:
            line[-1].tail = words["list_comma"]
        add(line, "a", titles.get(name, name), href=relative(context.page.name, name))


COMPONENT = Component("facts", render=render)
