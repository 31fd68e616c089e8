"""Call cards: a list that begins with a number to dial becomes buttons, each with who answers.

An item reads "NUMBER who answers: what to say". The words before the colon stand in the button,
those after it below; an item without a number (your bank) has words only.
"""

import re
from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.han import both
from guidance.render.addresses import DIAL
from guidance.render.html import add

CLASS = "dial"
COLON = re.compile(rf"[{both(':')}]\s*")


def finish(root: Element, _: object) -> None:
    """Turn each such list into call cards. Links of the register have been rendered."""
    for block in list(root.iter()):
        if block.tag in ("ul", "ol") and len(block) and _begins_with_number(block[0]):
            block.set("class", CLASS)
            for item in block:
                _card(item)


def _begins_with_number(item: Element) -> bool:
    is_first = len(item) and not (item.text or "").strip()
    return bool(is_first) and item[0].get("href", "").startswith(DIAL)


def _card(item: Element) -> None:
    words = Element("span")
    words.text, item.text = item.text, None
    children = list(item)
    if _begins_with_number(item):
        number = children.pop(0)
        # What was not confirmed says so between the number and its words.
        noted = children and children[0].get("class") == "fact-unconfirmed"
        last = children[0] if noted else number
        who, _, said = COLON.sub("\0", last.tail or "", count=1).partition("\0")
        number.tail = last.tail = " "
        number.text = f"{number.text or ''} "  # on paper too
        add(number, "span", who.strip())
        if noted:
            last.tail = f" {said}"
        else:
            words.text = said[:1].upper() + said[1:]
    for child in children:
        item.remove(child)
        words.append(child)
    if words.text or children:
        item.append(words)


COMPONENT = Component(finish=finish)
