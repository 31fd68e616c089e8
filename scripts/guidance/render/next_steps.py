"""What next: a link that is a line, or what follows its colon, is a button; others are links."""

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
            if len(item) != 1 or item[0].tag != "a":
                continue
            begins = re.fullmatch(r"(.*[:：?？])?\s*", item.text or "", re.DOTALL)
            if begins and not re.search(r"\w", item[0].tail or ""):
                item[0].set("class", f"{CLASS} {item[0].get('class', '')}".strip())
