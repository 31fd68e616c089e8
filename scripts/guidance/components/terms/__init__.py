"""Every term of the registry, with its meaning."""

from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.model import Section
from guidance.render.context import Context
from guidance.render.html import add


def render(box: Element, _: Section, context: Context) -> None:
    """List the terms, in other editions with the word of the source."""
    source = context.site.source
    for term in context.registry.terms.values():
        entry = add(box, "div", class_="term")
        title = add(entry, "h3", term.text[context.locale][0], id=term.id)
        if context.locale != source:
            add(title, "span", f" {term.text[source][0]}", class_="term-source")
        add(entry, "p", term.meaning[context.locale])


COMPONENT = Component("terms", render=render)
