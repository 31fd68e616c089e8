"""Marks in a speech bubble, ``[点击链接](sign:link)``, and below it what each is a sign of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from guidance.model import Link, Page
from guidance.registry import Registry, Sign
from guidance.render.html import add, is_heading

SCHEME = "sign:"
CLASS = "message-checker"


def with_reasons(page: Page, registry: Registry) -> Page:
    """The page, citing what the reasons of its signs rest on, so that its sources list them."""
    listed = [one for one in page.headings if CLASS in one.classes]
    shown = [(sign, one.at, one.id) for one in listed for sign in registry.signs.values()]
    for link in page.links:
        if link.scheme == "sign" and (sign := registry.signs.get(link.key)):
            shown.append((sign, link.at, link.section))
    cited = [Link("", f"fact:{sign.fact}", at, within) for sign, at, within in shown if sign.fact]
    return replace(page, links=(*page.links, *cited)) if cited else page


def render_signs(root: Element, registry: Registry, locale: str, words: Mapping[str, str]) -> None:
    """Number the marks of each bubble and list their reasons below it.

    The list stands behind the paragraphs that follow the bubble, which say what its words mean.
    """
    section = ""
    siblings = list(root)
    for index, element in enumerate(siblings):
        if is_heading(element):
            section = element.get("id", section)
        if element.tag != "blockquote":
            continue
        signs = _number(element, registry, section)
        if not signs:
            continue
        after = index + 1
        while after < len(siblings) and siblings[after].tag == "p":
            after += 1
        reasons = Element("ol", {"class": "signs", "aria-label": words["signs_in_message"]})
        reasons.tail = "\n"
        for sign in signs:
            sign_entry(reasons, sign, locale, f"{section}-{sign.id}")
        root.insert(list(root).index(siblings[after - 1]) + 1, reasons)


def _number(bubble: Element, registry: Registry, section: str) -> list[Sign]:
    """Give each mark the number and the address of its reason; the signs, by number."""
    signs: dict[str, Sign] = {}
    for link in list(bubble.iter("a")):
        href = link.get("href", "")
        sign = registry.signs.get(href.removeprefix(SCHEME))
        if not href.startswith(SCHEME) or sign is None:
            continue
        signs[sign.id] = sign
        link.set("href", f"#{section}-{sign.id}")
        link.set("class", "sign-mark")
        add(link, "sup", str(list(signs).index(sign.id) + 1))
    return list(signs.values())


def sign_entry(entries: Element, sign: Sign, locale: str, identifier: str) -> None:
    """One sign in a list: what it is, why it matters, what it does not show."""
    entry = add(entries, "li", id=identifier, class_="sign", data_sign=sign.id)
    if sign.genuine:
        entry.set("data-genuine", "")
    add(entry, "strong", sign.name[locale], class_="sign-name").tail = "\n"
    reason = add(entry, "p", class_="sign-why")
    if sign.fact:
        add(reason, "a", sign.why[locale], href=f"fact:{sign.fact}")
    else:
        reason.text = sign.why[locale]
    if sign.limit:
        add(entry, "p", sign.limit[locale], class_="sign-limit")
