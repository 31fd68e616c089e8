"""Checklists: sections of class ``checklist`` whose items begin with a box and end with an id."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from guidance.model import Checklist, Item, Page, Position
from guidance.parse.extension import Parsed
from guidance.parse.marks import plain, without_marks

LISTS = ("ul", "ol")
BOX = re.compile(r"^\s*\[[ xX]\]\s+")
ITEM_ID = re.compile(r"\s*\{:?\s*#(?P<id>[^\s}]+)\s*\}\s*$")


def tick_text(item: Element) -> str | None:
    """An item's text without its box, marks kept out; None when the item has no box."""
    holder = _holder(item)
    text = without_marks(holder.text or "")
    return BOX.sub("", text) if BOX.match(text) else None


def _holder(item: Element) -> Element:
    """The element with the item's words: the item, or its paragraph in a loose list."""
    has_paragraph = not without_marks(item.text or "").strip() and len(item)
    return item[0] if has_paragraph and item[0].tag == "p" else item


def split_id(item: Element) -> tuple[Element, str]:
    """The element whose words an item shows, and the id at their end (empty if none)."""
    holder = _holder(item)
    inline = [child for child in holder if child.tag not in LISTS]
    last = inline[-1].tail if inline else holder.text
    found = ITEM_ID.search(without_marks(last or ""))
    return holder, found["id"] if found else ""


def read(page: Page, parsed: Parsed) -> Page:
    """The page with its checklists, items in page order, and the boxes that are in none."""
    places, found, ticked = parsed.places, [], set()
    for section in parsed.of_kind("checklist"):
        items, plain, nested = [], [], []
        inner = {id(e) for block in section.body for li in block.iter("li") for e in li.iter("li")
                 if e is not li}  # fmt: skip
        for element in (e for block in section.body for e in block.iter("li")):
            ticked.add(id(element))
            if id(element) in inner:
                nested.append(places[id(element)])
            elif tick_text(element) is None:
                plain.append(places[id(element)])
            else:
                items.append(_item(element, places[id(element)]))
        heading = section.heading
        found.append(
            Checklist(
                heading.id, heading.title, tuple(items), heading.at, tuple(plain), tuple(nested)
            )
        )
    stray = (
        places[id(item)]
        for block in parsed.top
        for item in block.iter("li")
        if id(item) not in ticked and tick_text(item) is not None
    )
    return replace(page, checklists=tuple(found), stray_ticks=tuple(stray))


def _item(element: Element, at: Position) -> Item:
    _, identifier = split_id(element)
    words = plain("".join(_own_text(element)))
    text = " ".join(ITEM_ID.sub("", BOX.sub("", words.strip())).split())
    misplaced = not identifier and any(child.get("id") for child in element.iter())
    return Item(identifier, text, at, misplaced)


def _own_text(element: Element) -> Iterator[str]:
    """An item's text without that of lists inside it."""
    yield element.text or ""
    for child in element:
        if child.tag not in LISTS:
            yield from _own_text(child)
        yield child.tail or ""
