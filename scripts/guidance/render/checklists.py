"""Checklists as real boxes with labels, so that a tap anywhere on the line ticks it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from guidance.model import Checklist, Page
from guidance.parse.checklist import BOX, ITEM_ID, split_id, tick_text
from guidance.render.html import add, heading, section_of, wrap


def render_checklists(root: Element, page: Page) -> None:
    """Wrap every checklist of the page and give its items boxes."""
    for checklist in page.checklists:
        found = heading(root, checklist.id)
        if found:
            _checklist(*found, checklist)


def _checklist(parent: Element, title: Element, checklist: Checklist) -> None:
    body = section_of(parent, title)
    box = wrap(parent, [title, *body], "section")
    box.set("class", "checklist")
    box.set("data-list", checklist.id)
    title.attrib.pop("class", None)
    ids = iter(item.id for item in checklist.items)
    for block in body:
        if block.tag in ("ul", "ol"):
            block.set("class", "checklist-items")
        for number, item in enumerate(block.iter("li"), 1):
            if tick_text(item) is not None:
                _item(item, next(ids), f"{number}. " if block.tag == "ol" else "")


def _item(item: Element, identifier: str, number: str) -> None:
    holder, _ = split_id(item)
    label = Element("label")
    add(label, "input", type="checkbox", autocomplete="off").tail = " "
    words = add(label, "span", number + BOX.sub("", holder.text or "", count=1).lstrip())
    for child in list(holder):
        holder.remove(child)
        words.append(child)
    if len(words):
        words[-1].tail = ITEM_ID.sub("", words[-1].tail or "")
    else:
        words.text = ITEM_ID.sub("", words.text or "")
    item.text = None
    for child in list(item):
        item.remove(child)
    item.append(label)
    item.set("data-item", identifier)
