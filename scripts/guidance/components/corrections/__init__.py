"""What was wrong once, for those who read it then."""

from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.model import Section
from guidance.registry import Sourced
from guidance.render.context import Context
from guidance.render.html import add
from guidance.render.provenance import said_of


def render(box: Element, _section: Section, context: Context) -> None:
    """List the corrections, newest first, each with what the guide says now."""
    words, locale, registry = context.words, context.locale, context.registry
    told = sorted(registry.corrections, key=lambda one: one.date, reverse=True)
    if not told:
        add(box, "p", words["corrections_none"])
        return
    rows = add(box, "ul")
    for one in told:
        row = add(rows, "li")
        add(row, "strong", one.date.isoformat()).tail = f" {one.what[locale]}"
        scheme, _, key = (one.fact or "").partition(":")
        record = registry.get(scheme, key) if key else None
        if isinstance(record, Sourced):
            now = said_of(record, locale, words, context.today)
            add(row, "p", words["corrections_now"].format(fact=now), class_="checked")


COMPONENT = Component("corrections", render=render)
