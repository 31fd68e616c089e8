"""Marks in a speech bubble, ``[点击链接](sign:link)``, and below it what each is a sign of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from guidance.model import Link, Page
from guidance.registry import Registry, Sign
from guidance.render.html import add

if TYPE_CHECKING:
    from guidance.render.context import Context

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
    return replace(page, links=tuple(sorted((*page.links, *cited), key=lambda one: one.at)))


def render_signs(root: Element, context: Context) -> None:
    """Number the marks of each bubble and list their reasons below it.

    The list stands behind the paragraphs that follow the bubble, which say what its words mean.
    """
    siblings = list(root)
    for index, element in enumerate(siblings):
        signs = _number(element, context) if element.tag == "blockquote" else {}
        if not signs:
            continue
        after = index + 1
        while after < len(siblings) and siblings[after].tag == "p":
            after += 1
        reasons = Element("ol", {"class": "signs", "aria-label": context.words["signs_in_message"]})
        reasons.tail = "\n"
        for identifier, sign in signs.items():
            sign_entry(reasons, sign, context.locale, identifier)
        root.insert(list(root).index(siblings[after - 1]) + 1, reasons)


def _number(bubble: Element, context: Context) -> dict[str, Sign]:
    """Give each mark the number and the address of its reason; the signs by the reason's id."""
    signs: dict[str, Sign] = {}
    for element in list(bubble.iter("a")):
        link = context.links[element]
        sign = context.registry.signs.get(link.key) if link.scheme == "sign" else None
        if sign is None:
            continue
        reason = f"{link.section}-{sign.id}"
        signs[reason] = sign
        element.set("href", f"#{reason}")
        element.set("class", "sign-mark")
        add(element, "sup", str(list(signs).index(reason) + 1))
    return signs


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
