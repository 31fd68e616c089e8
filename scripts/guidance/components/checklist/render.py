"""Checklists as real boxes with labels, so that a tap anywhere on the line ticks it."""

from xml.etree.ElementTree import Element

from guidance.components.checklist.read import BOX, ITEM_ID, split_id, tick_text
from guidance.model import Section
from guidance.render.context import Context
from guidance.render.html import add


def render(box: Element, section: Section, _: Context) -> None:
    """Give the list's items boxes."""
    box.set("data-list", section.heading.id)
    for block in section.body:
        if block.tag in ("ul", "ol"):
            block.set("class", "checklist-items")
        for number, item in enumerate(block.iter("li"), 1):
            if tick_text(item) is not None:
                _item(item, f"{number}. " if block.tag == "ol" else "")


def _item(item: Element, number: str) -> None:
    holder, identifier = split_id(item)
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
