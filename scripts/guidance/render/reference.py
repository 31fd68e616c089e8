"""Lists made from the whole registry: who to call, laws, terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from xml.etree.ElementTree import Element

from guidance.model import Page
from guidance.registry import Contact, Registry, article_texts
from guidance.render.html import add, sections
from guidance.render.provenance import add_source, checked_line

Fill = Callable[[Element, Registry, str, Mapping[str, str], date], None]
GROUPS = ("emergency", "money", "lender", "regulator", "help", "report", "carrier")


def render_lists(
    root: Element,
    page: Page,
    registry: Registry,
    locale: str,
    words: Mapping[str, str],
    today: date,
) -> None:
    """Fill the sections of class ``contacts``, ``laws`` and ``terms``."""
    lists: dict[str, Fill] = {"contacts": _contacts, "laws": _laws, "terms": _terms}
    for name, fill in lists.items():
        for box, _ in sections(root, page, name):
            fill(box, registry, locale, words, today)


def _contacts(
    box: Element, registry: Registry, locale: str, words: Mapping[str, str], today: date
) -> None:
    for group in GROUPS:
        contacts = [c for c in registry.contacts.values() if c.group == group]
        if contacts:
            add(box, "h3", words[f"group_{group}"], id=f"group-{group}")
            rows = add(box, "ul", class_="contact-rows")
            for contact in contacts:
                _contact(rows, contact, locale, words, today)


def _contact(
    rows: Element, contact: Contact, locale: str, words: Mapping[str, str], today: date
) -> None:
    """Name and number; what it is for opens what it is not for, and how it was checked."""
    row = add(rows, "li", class_="contact-row")
    add(row, "h4", contact.name[locale], id=contact.id)
    age = contact.age(today)
    if age == "withheld":
        add(row, "p", words["fact_withheld_number"], class_="fact-withheld")
    elif contact.incoming:
        add(row, "span", contact.number or "", class_="contact-reach")
    elif contact.number:
        add(row, "a", contact.number, href=f"tel:{contact.number}", class_="contact-reach")
    elif contact.site:
        shown = contact.site.split("://", 1)[1].rstrip("/")
        add(row, "a", shown, href=contact.site, class_="contact-reach", rel="noopener noreferrer")
    if age == "unconfirmed":
        note = words["fact_unconfirmed"].format(date=contact.review_by.isoformat())
        add(row, "p", note, class_="fact-unconfirmed")
    # Who reads Chinese can call any of them.
    known = (contact.languages or {}).get(locale) if contact.number else None
    if known and locale != "zh":
        add(row, "p", known, class_="checked")
    fold = add(row, "details")
    add(fold, "summary", contact.when[locale])
    told = add(fold, "dl")
    add(told, "dt", words["contact_cannot"])
    add(told, "dd", contact.cannot[locale])
    if contact.number and bool(known) == (locale == "zh"):
        add(told, "dt", words["contact_languages"])
        add(told, "dd", known or words["contact_languages_unknown"])
    add(fold, "p", checked_line(contact, words, today), class_="checked")


def _laws(
    box: Element, registry: Registry, locale: str, words: Mapping[str, str], today: date
) -> None:
    for law in registry.laws.values():
        entry = add(box, "div", class_="law")
        add(entry, "h3", law.title[locale], id=law.id)
        effective = words["law_effective"].format(date=law.effective.isoformat())
        add(entry, "p", f"{law.issuer[locale]} · {effective}", class_="law-facts")
        if law.articles:
            rows = add(entry, "dl")
            for article, gist in law.articles.items():
                add(rows, "dt", article_texts(article, locale)[0])
                add(rows, "dd", gist[locale])
        line = add(entry, "p", class_="checked")
        if law.source.url:
            add_source(line, law, words["law_official"]).tail = " · "
        add(line, "span", checked_line(law, words, today))


def _terms(
    box: Element, registry: Registry, locale: str, words: Mapping[str, str], today: date
) -> None:
    for term in registry.terms.values():
        entry = add(box, "div", class_="term")
        title = add(entry, "h3", term.text[locale][0], id=term.id)
        if locale != "zh":
            add(title, "span", f" {term.text['zh'][0]}", class_="term-source")
        add(entry, "p", term.meaning[locale])
