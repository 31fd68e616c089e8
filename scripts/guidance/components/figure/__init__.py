"""Drawings made of text: a numbered list becomes stages on a line, a bulleted one boxes in a grid.

A stage reads ``**Stage**: what happens; what it means; what you can still do``, or ``**Stage**:
words``; a box ``**Name**: words`` with what lies below it, its name after ``✓`` or ``✕`` where it
is for doing or for leaving alone. The sheet draws the line, the numbers, the boxes, the shapes and
the track of what can still be done; the words stay words, in their order, for screen readers,
search, paper and browsers without styles.
"""

import re
from collections.abc import Mapping
from copy import copy
from itertools import takewhile
from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.han import STOP, both, wide
from guidance.model import Section
from guidance.render.context import Context
from guidance.render.html import add

#: What each of an item's parts tells: interface strings and classes ``stage_…``.
TELLS = ("happens", "means", "can")
AFTER_NAME = re.compile(rf"\s*[{both(':')}]\s*")
BETWEEN = re.compile(f"[{both(';')}]")
#: What a name may begin with, and the class of its box: the sheet draws the shape.
SHAPES = {"✓": "box-do", "✕": "box-leave"}
#: What may lie in an item below its words.
BLOCKS = {"p", "ul", "ol", "blockquote"}
#: The end of a sentence in the language of the sign that parted it from the next.
ENDS = {";": ".", wide(";"): STOP}


def render(box: Element, _: Section, context: Context) -> None:
    """Turn the section's lists into stages and boxes; other items stay as they are."""
    for stages in box.findall("ol"):
        stages.set("class", "stages")
        for item in stages:
            _stage(item, context.words)
    for boxes in box.findall("ul"):
        boxes.set("class", "box-grid")
        for item in boxes:
            _part_name(item)


def _part_name(item: Element) -> None:
    """Make the bold name that an item begins with a line of its own, and its words another."""
    holder = item[0] if len(item) and item[0].tag == "p" else item
    name = holder[0] if len(holder) else None
    if name is None or name.tag != "strong" or (holder.text or "").strip():
        return
    words = Element("p")
    words.text = AFTER_NAME.sub("", name.tail or "", count=1)
    words.extend(takewhile(lambda part: part.tag not in BLOCKS, holder[1:]))
    for part in [name, *words] if holder is item else [holder]:
        item.remove(part)
    shape, _, plain = (name.text or "").partition(" ")
    if shape in SHAPES:
        item.set("class", SHAPES[shape])
        name.text = plain
    name.tail, item.text, words.tail = None, "\n", "\n"
    if len(words) or words.text.strip():
        _begin(words)
        item.insert(0, words)
    line = Element("p", {"class": "stage-name"})
    line.append(name)
    line.tail = "\n"
    item.insert(0, line)


def _stage(item: Element, words: Mapping[str, str]) -> None:
    holder = item[0] if len(item) == 1 and item[0].tag == "p" else item
    parts = stage_parts(holder)
    if parts is None:
        _part_name(item)
        return
    name, told = parts
    item.text = "\n"
    item[:] = []
    line = add(item, "p", class_="stage-name")
    line.append(name)
    rows = add(item, "dl")
    for tells, sentence in zip(TELLS, told, strict=True):
        row = add(rows, "div", class_=f"stage-{tells}")
        add(row, "dt", words[f"stage_{tells}"])
        sentence.tag = "dd"
        row.append(sentence)


def stage_parts(item: Element) -> tuple[Element, list[Element]] | None:
    """The bold name of a stage and its three sentences; None where the item has other parts."""
    if (item.text or "").strip() or not len(item) or item[0].tag != "strong":
        return None
    name = copy(item[0])
    rest, found = AFTER_NAME.subn("", name.tail or "", count=1)
    name.tail = None
    parts: list[Element] = [Element("part")]
    signs = _share(rest, parts)
    for child in item[1:]:
        own = copy(child)
        own.tail = None
        parts[-1].append(own)
        signs += _share(child.tail or "", parts)
    if not found or len(parts) != len(TELLS):
        return None
    for part in parts:
        _as_sentence(part, ENDS[signs[0]])
    return name, parts


def _share(text: str, parts: list[Element]) -> list[str]:
    """Add running text to the last part; each sign that parts sentences begins another."""
    first, *others = BETWEEN.split(text)
    _append(parts[-1], first)
    for other in others:
        parts.append(Element("part"))
        _append(parts[-1], other)
    return BETWEEN.findall(text)


def _append(part: Element, text: str) -> None:
    if len(part):
        part[-1].tail = (part[-1].tail or "") + text
    else:
        part.text = (part.text or "") + text


def _as_sentence(part: Element, stop: str) -> None:
    """A capital first letter, and a full stop at the end."""
    _begin(part)
    words = "".join(part.itertext()).rstrip()
    last = (part[-1].tail if len(part) else part.text) or ""
    last = last.rstrip() + ("" if words.endswith((".", STOP, *both("?!"))) else stop)
    if len(part):
        part[-1].tail = last
    else:
        part.text = last


def _begin(part: Element) -> None:
    """A capital first letter."""
    part.text = (part.text or "").lstrip()
    first = part if part.text or not len(part) else part[0]
    first.text = (first.text or "")[:1].upper() + (first.text or "")[1:]


COMPONENT = Component("figure", render=render)
