"""The stop card: a danger call-out of one list and one paragraph.

Its sheet (admonition.css) crosses what not to do and ticks what to do.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

CLASS = "stop-card"
SHAPE = ["p", "ul", "p"]  # its title, what not to do, what to do


def mark_stop_cards(root: Element) -> None:
    """Give each such call-out at the page's top level its class."""
    for box in root:
        if box.get("class") == "admonition danger" and [child.tag for child in box] == SHAPE:
            box.set("class", f"admonition danger {CLASS}")
