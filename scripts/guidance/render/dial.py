"""Numbers to dial first: a row each, as high as a button.

They are a list that begins with a number, at the top of a page or of a section, or in an outcome.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from xml.etree.ElementTree import Element

from guidance.render.html import is_heading

CLASS = "dial"


def mark_dials(root: Element) -> None:
    """Give each such list its class. Contacts are still links of the register."""
    top = takewhile(lambda block: not is_heading(block), root)
    first = (block for before, block in pairwise(root) if is_heading(before))
    outcomes = [box for box in root.iter("div") if "outcome" in box.get("class", "").split()]
    for block in (*top, *first, *(block for box in outcomes for block in box)):
        if block.tag == "ul" and len(block) and _begins_with_number(block[0]):
            block.set("class", CLASS)
            for item in block:
                _row(item)


def _begins_with_number(item: Element) -> bool:
    is_first = len(item) and not (item.text or "").strip()
    return bool(is_first) and item[0].get("href", "").startswith("contact:")


def _row(item: Element) -> None:
    """A number and what it is for; an item without a number has words only."""
    words = Element("span")
    children = list(item)
    if _begins_with_number(item):
        number = children.pop(0)
        words.text, number.tail = (number.tail or "").lstrip(), " "
    else:
        words.text, item.text = item.text, None
    for child in children:
        item.remove(child)
    words.extend(children)
    item.append(words)
