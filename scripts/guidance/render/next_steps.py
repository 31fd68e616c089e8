"""What next: a link that ends its line is a button; one in the middle of a sentence is a link."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from guidance.render.html import heading, section_of

ID, CLASS = "next", "next-step"


def mark_next_steps(root: Element) -> None:
    """Give each such link of the page's last section its class."""
    found = heading(root, ID)
    for block in section_of(*found) if found else ():
        for item in block if block.tag == "ul" else ():
            if len(item) == 1 and item[0].tag == "a" and not re.search(r"\w", item[0].tail or ""):
                item[0].set("class", f"{CLASS} {item[0].get('class', '')}".strip())
