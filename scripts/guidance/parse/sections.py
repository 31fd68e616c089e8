"""Cutting a page's top level into sections by its headings."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from xml.etree.ElementTree import Element

from guidance.model import Heading, Section


def cut(top: Sequence[Element], headings: Mapping[int, Heading]) -> tuple[Section, ...]:
    """Every section of a list of sibling elements, those in others too, in page order."""
    found: deque[Section] = deque()
    blocks: list[Element] = []
    for element in reversed(top):
        heading = headings.get(id(element))
        if heading is None:
            blocks.append(element)
            continue
        parts = _within(heading, found)
        found.appendleft(Section(heading, element, tuple(reversed(blocks)), parts))
        blocks.clear()
    return tuple(found)


def _within(heading: Heading, following: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(takewhile(lambda one: one.heading.level > heading.level, following))
