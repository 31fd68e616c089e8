"""Fact links: what ``[95188](contact:alipay)`` becomes in the sentence.

A number dials. A law, a term and a claim lead to their entry in this guide, where the official
source is linked: a frightened reader is not thrown onto the home page of a law database.

A fact past its review says so at its first mention and, 90 days later, is not shown any more. The
page then begins with what is safe to do instead. All of it at build time, without script.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element

from guidance.model import FACT_SCHEMES, Page
from guidance.parse.links import relative
from guidance.registry import Age, Claim, Contact, Fact, Registry, Sourced
from guidance.render.html import add

LAWS, TERMS = "reference/laws", "reference/terms"
CLASSES = {"contact": "contact", "law": "law", "fact": "claim", "term": "term"}


def render_fact_links(
    root: Element, page: Page, registry: Registry, words: Mapping[str, str], today: date
) -> None:
    """Give each fact link of the tree its address; one that cites nothing becomes plain words."""
    aged: dict[tuple[str, str], Age] = {}
    for parent in list(root.iter()):
        for link in list(parent):
            scheme, _, key = link.get("href", "").partition(":")
            if link.tag != "a" or scheme not in FACT_SCHEMES:
                continue
            record = registry.get(scheme, key)
            _link(link, scheme, key, record, page.name)
            age = _age(record, today)
            if isinstance(record, Sourced) and age in ("unconfirmed", "withheld"):
                first = (scheme, record.id) not in aged
                aged[scheme, record.id] = age
                _mark(parent, link, record, age, words, first=first)
    if aged:
        root.insert(1, _notice(aged, words))  # the page's first answer stays first


def _link(link: Element, scheme: str, key: str, record: Fact | None, page_name: str) -> None:
    address = _address(scheme, key, record, page_name, "".join(link.itertext()))
    if record is None or not address:
        link.tag = "span"
        link.attrib.clear()
        return
    link.set("href", address)
    link.set("class", f"fact fact-{CLASSES[scheme]}")
    if address.startswith("http"):
        link.set("rel", "noopener noreferrer")


def _address(scheme: str, key: str, record: Fact | None, page_name: str, words: str) -> str:
    identifier = key.partition("#")[0]
    if isinstance(record, Contact):
        is_address = "." in words and words in (record.site or "")  # not dialled but opened
        return f"tel:{record.number}" if record.number and not is_address else record.site or ""
    if scheme == "law":
        return f"{relative(page_name, LAWS)}#{identifier}"
    if scheme == "term":
        return f"{relative(page_name, TERMS)}#{identifier}"
    return f"#source-{identifier}"


def _age(record: Fact | None, today: date) -> Age:
    if not isinstance(record, Sourced) or record.is_emergency:
        return "fresh"
    return record.age(today)


def _mark(
    parent: Element,
    link: Element,
    record: Sourced,
    age: Age,
    words: Mapping[str, str],
    *,
    first: bool,
) -> None:
    if age == "withheld" and _states_a_value(record):
        for child in list(link):
            link.remove(child)
        kind = "number" if isinstance(record, Contact) else "figure"
        link.tag, link.text = "span", words[f"fact_withheld_{kind}"]
        link.attrib.clear()
        link.set("class", "fact-withheld")
        return
    if not first:
        return
    note = Element("span", {"class": "fact-unconfirmed"})
    note.text = words["fact_unconfirmed"].format(date=record.review_by.isoformat())
    note.tail, link.tail = link.tail, None
    parent.insert(list(parent).index(link) + 1, note)


def _states_a_value(record: Sourced) -> bool:
    """Whether the words of its links are the value itself, not a phrase that cites it."""
    return isinstance(record, Contact) or (isinstance(record, Claim) and record.text is not None)


def _notice(aged: Mapping[tuple[str, str], Age], words: Mapping[str, str]) -> Element:
    box = Element("div", {"class": "admonition warning facts-notice"})
    add(box, "p", words["facts_notice_title"], class_="admonition-title")
    add(box, "p", words["facts_notice"].format(count=len(aged)))
    box.tail = "\n"
    return box
