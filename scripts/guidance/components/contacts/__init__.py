"""Whom to call: every contact of the registry, with its number."""

from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.model import Section
from guidance.registry import Contact
from guidance.render.addresses import dial
from guidance.render.context import Context
from guidance.render.html import add
from guidance.render.provenance import checked_line

GROUPS = ("emergency", "money", "lender", "regulator", "help", "report", "carrier")


def render(box: Element, _: Section, context: Context) -> None:
    """List the contacts by group."""
    for group in GROUPS:
        contacts = [c for c in context.registry.contacts.values() if c.group == group]
        if contacts:
            add(box, "h3", context.words[f"group_{group}"], id=f"group-{group}")
            rows = add(box, "ul", class_="contact-rows")
            for contact in contacts:
                _contact(rows, contact, context)


def _contact(rows: Element, contact: Contact, context: Context) -> None:
    """Name and number; what it is for opens what it is not for, and how it was checked.

    When to call is withheld with the number: it names numbers too.
    """
    words, locale, today = context.words, context.locale, context.today
    row = add(rows, "li", class_="contact-row")
    add(row, "h4", contact.name[locale], id=contact.id)
    age = contact.age(today)
    if age == "withheld":
        add(row, "p", words["fact_withheld_number"], class_="fact-withheld")
        add(row, "p", checked_line(contact, words, today), class_="checked")
        return
    if contact.incoming:
        add(row, "span", contact.number or "", class_="contact-reach")
    elif contact.number:
        add(row, "a", contact.number, href=dial(contact.number), class_="contact-reach")
    elif contact.site:
        shown = contact.site.split("://", 1)[1].rstrip("/")
        add(row, "a", shown, href=contact.site, class_="contact-reach", rel="noopener noreferrer")
    if age == "unconfirmed":
        note = words["fact_unconfirmed"].format(date=contact.review_by.isoformat())
        add(row, "p", note, class_="fact-unconfirmed")
    # Who reads the source edition can call any of them.
    known = (contact.languages or {}).get(locale) if contact.number else None
    is_source = locale == context.site.source
    if known and not is_source:
        add(row, "p", known, class_="checked")
    fold = add(row, "details", data_share="picture")
    add(fold, "summary", contact.when[locale])
    told = add(fold, "dl")
    add(told, "dt", words["contact_cannot"])
    add(told, "dd", contact.cannot[locale])
    if contact.number and bool(known) == is_source:
        add(told, "dt", words["contact_languages"])
        add(told, "dd", known or words["contact_languages_unknown"])
    add(fold, "p", checked_line(contact, words, today), class_="checked")


COMPONENT = Component("contacts", render=render)
