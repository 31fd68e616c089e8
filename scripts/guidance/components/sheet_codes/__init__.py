"""What the code of a sheet or picture stands for: the list is whole without script."""

from __future__ import annotations

from operator import itemgetter
from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.model import Section
from guidance.pack.codes import CLASS, code_of, contacts_of, sections_of
from guidance.pack.words import load_words
from guidance.parse.links import relative
from guidance.render.addresses import dial
from guidance.render.context import Context
from guidance.render.html import add
from guidance.render.provenance import oldest_check


def render(box: Element, _: Section, context: Context) -> None:
    """List the codes in the order of their letters: title, check and numbers of each part."""
    site, today, locale = context.edition.site, context.today, context.locale
    said = load_words(locale)
    parts = [
        (code_of(site, page.name, part.id, today), page, part)
        for page in context.edition.pages.values()
        for _, part in (page.parts if page.listed else ())
    ]
    rows = add(box, "ul", class_="code-rows", data_search_exclude="")
    for code, page, part in sorted(parts, key=itemgetter(0)):
        row = add(rows, "li", id=code)
        add(row, "strong", code).tail = " "
        add(row, "a", part.title, href=f"{relative(context.page.name, page.name)}#{part.id}")
        checked = oldest_check(page, context.registry, *sections_of(page, part.id))
        if checked:
            row[-1].tail = " "
            add(row, "small", said["checked"].format(date=checked))
        numbers = add(row, "p")
        for contact in contacts_of(site, page, part.id, today):
            if len(numbers):
                numbers[-1].tail = f"{numbers[-1].tail} · "
            add(numbers, "a", contact.number or "", href=dial(contact.number))
            numbers[-1].tail = f" {contact.name[locale]}"
    add(box, "p", context.words["codes_made"].format(date=today), class_="checked")


COMPONENT = Component(CLASS, render=render)
