"""Somebody's words as a speech bubble."""

from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.han import SQUARE
from guidance.render.context import Context


def finish(root: Element, context: Context) -> None:
    """Mark every quotation as a bubble and say in words what it is.

    A text begins with its sender in 【】 or []; anything else is what a reader may say.
    """
    for quote in root.iter("blockquote"):
        is_text = "".join(quote.itertext()).lstrip().startswith((SQUARE[0], "["))
        quote.set("class", "bubble")
        label = Element("p", {"class": "bubble-label"})
        label.text = context.words["bubble_text" if is_text else "bubble_say"]
        label.tail = "\n"
        quote.insert(0, label)


COMPONENT = Component(finish=finish)
