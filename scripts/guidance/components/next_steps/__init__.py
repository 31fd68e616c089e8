"""What next: a link that is a line, or what follows its colon, is a button; others are links."""

import re
from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.han import both
from guidance.render.context import Context

ID, CLASS = "next", "next-step"


def finish(_: Element, context: Context) -> None:
    """Give each such link of the page's last section its class."""
    body = (block for one in context.sections if one.heading.id == ID for block in one.body)
    for block in body:
        for item in block if block.tag == "ul" else ():
            if len(item) != 1 or item[0].tag != "a":
                continue
            begins = re.fullmatch(rf"(.*[{both(':?')}])?\s*", item.text or "", re.DOTALL)
            if begins and not re.search(r"\w", item[0].tail or ""):
                _card(item[0])


def _card(link: Element) -> None:
    """Its words as one part of the box, the first letter a capital."""
    link.set("class", f"{CLASS} {link.get('class', '')}".strip())
    words = Element("span", {"class": "answer-text"})
    words.text, link.text = link.text and link.text[:1].upper() + link.text[1:], None
    for child in list(link):
        link.remove(child)
        words.append(child)
    link.append(words)


COMPONENT = Component(finish=finish)
