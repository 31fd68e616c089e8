"""Chinese words inside another language, marked as Chinese for screen readers and fonts."""

import re
from functools import cache
from xml.etree.ElementTree import Element

from guidance.han import CLOSING, LETTERS, OPENING, STOP, wide
from guidance.language import languages, writing
from guidance.strings import tag

HAN = re.compile(
    rf"[{OPENING}]*[{LETTERS}]"
    # punctuation belongs to a run between its words, and at its ends where it is Chinese
    rf"(?:[\u3000-\u303f{LETTERS}\uff00-\uffef·“”]*[{LETTERS}])?[{CLOSING}{STOP}{wide('!?')}]*"
)
OPAQUE = {"code", "pre", "script", "style"}


@cache
def tag_of_han() -> str:
    """What ``lang`` says of words in Han that stand in another language."""
    return next(tag(name) for name in languages() if writing(name).han)


def mark_han(root: Element, *, is_chinese: bool = False) -> None:
    """Wrap every run of Han in a ``<span>`` with their language, in place.

    ``is_chinese``: the element itself says so, as a letter does; its labels may say otherwise.
    """
    for child in list(root):
        if child.tag not in OPAQUE:
            said = child.get("lang")
            mark_han(child, is_chinese=writing(said).han if said else is_chinese)
    if is_chinese:
        return
    for child in reversed(list(root)):
        if child.tail and HAN.search(child.tail):
            lead, spans = _split(child.tail)
            child.tail = lead
            index = list(root).index(child)
            for offset, span in enumerate(spans, 1):
                root.insert(index + offset, span)
    if root.text and HAN.search(root.text) and root.tag not in OPAQUE:
        root.text, spans = _split(root.text)
        for offset, span in enumerate(spans):
            root.insert(offset, span)


def _split(text: str) -> tuple[str, list[Element]]:
    """The words before the first run, and the runs, each with what follows it as its tail."""
    spans: list[Element] = []
    lead, position = "", 0
    for found in HAN.finditer(text):
        before = text[position : found.start()]
        if spans:
            spans[-1].tail = before
        else:
            lead = before
        span = Element("span", {"lang": tag_of_han()})
        span.text = found[0]
        spans.append(span)
        position = found.end()
    spans[-1].tail = text[position:]
    return lead, spans
