"""The stop card: a danger call-out of one list and one paragraph.

Its sheet crosses what not to do and ticks what to do.
"""

from xml.etree.ElementTree import Element

from guidance.component import Component

CLASS = "stop-card"
SHAPE = ["p", "ul", "p"]  # its title, what not to do, what to do


def finish(root: Element, _: object) -> None:
    """Give each such call-out at the page's top level its class."""
    for box in root:
        if box.get("class") == "admonition danger" and [child.tag for child in box] == SHAPE:
            box.set("class", f"admonition danger {CLASS}")
            box[0].set("data-share", "speak")


COMPONENT = Component(finish=finish)
