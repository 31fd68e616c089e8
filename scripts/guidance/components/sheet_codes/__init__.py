"""What the code of a sheet or picture stands for: the list is whole without script."""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import NamedTuple
from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.model import Page, Section
from guidance.pack.codes import CLASS, codes, contacts_of, sections_of
from guidance.parse.links import relative
from guidance.registry import Contact
from guidance.render.addresses import dial
from guidance.render.context import Context
from guidance.render.html import add
from guidance.render.provenance import oldest_check


class Row(NamedTuple):
    """What a code stands for: a part of a page, or a contact."""

    code: str
    page: Page
    anchor: str
    title: str
    checked: date | None
    contacts: list[Contact]


def render(box: Element, _: Section, context: Context) -> None:
    """List the codes in the order of their letters: title, check and numbers of each."""
    said = context.words
    rows = add(box, "ul", class_="code-rows", data_search_exclude="")
    for code, page, anchor, title, checked, contacts in sorted(_rows(context), key=itemgetter(0)):
        row = add(rows, "li", id=code)
        add(row, "strong", code).tail = " "
        add(row, "a", title, href=f"{relative(context.page.name, page.name)}#{anchor}")
        if checked:
            row[-1].tail = " "
            add(row, "small", said["checked"].format(date=checked))
        numbers = add(row, "p")
        for contact in contacts:
            if len(numbers):
                numbers[-1].tail = f"{numbers[-1].tail} · "
            add(numbers, "a", contact.number or "", href=dial(contact.number))
            numbers[-1].tail = f" {contact.name[context.locale]}"
    add(box, "p", context.words["codes_made"].format(date=context.today), class_="checked")


def _rows(context: Context) -> Iterator[Row]:
    site, registry, today = context.edition.site, context.registry, context.today
    known = codes(site, today)
    for page in context.edition.pages.values():
        for _, part in page.parts if page.listed else ():
            checked = oldest_check(page, registry, *sections_of(page, part.id))
            contacts = contacts_of(site, page, part.id, today)
            yield Row(known[part.id], page, part.id, part.title, checked, contacts)
    register = site.page_with("contacts", context.locale)
    for contact in registry.contacts.values():
        code = known.get(f"contact:{contact.id}")
        if register and code:
            name, dialled = contact.name[context.locale], [contact] if contact.number else []
            yield Row(code, register, contact.id, name, contact.checked, dialled)


COMPONENT = Component(CLASS, render=render, by_page=False)
