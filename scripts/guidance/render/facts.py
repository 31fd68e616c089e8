"""Fact links: what ``[95188](contact:alipay)`` becomes in the sentence.

A number dials. A law, a term and a claim lead to their entry in this guide, where the official
source is linked: a frightened reader is not thrown onto the home page of a law database.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from guidance.model import FACT_SCHEMES, Page
from guidance.parse.links import relative
from guidance.registry import Contact, Registry

LAWS, TERMS = "reference/laws", "reference/terms"
CLASSES = {"contact": "contact", "law": "law", "fact": "claim", "term": "term"}


def render_fact_links(root: Element, page: Page, registry: Registry, locale: str) -> None:
    """Give each fact link of the tree its address; one that cites nothing becomes plain words."""
    for link in list(root.iter("a")):
        scheme, _, key = link.get("href", "").partition(":")
        if scheme not in FACT_SCHEMES:
            continue
        record = registry.get(scheme, key)
        address = _address(scheme, key, record, page.name)
        if record is None or not address:
            link.tag = "span"
            link.attrib.clear()
            continue
        link.set("href", address)
        link.set("class", f"fact fact-{CLASSES[scheme]}")


def _address(scheme: str, key: str, record: object, page_name: str) -> str:
    identifier = key.partition("#")[0]
    if isinstance(record, Contact):
        return f"tel:{record.number}" if record.number else record.site or ""
    if scheme == "law":
        return f"{relative(page_name, LAWS)}#{identifier}"
    if scheme == "term":
        return f"{relative(page_name, TERMS)}#{identifier}"
    return f"#source-{identifier}"
