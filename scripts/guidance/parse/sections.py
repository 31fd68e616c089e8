"""Cutting a page's top level into sections by its headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from guidance.model import Heading


@dataclass(frozen=True)
class Section:
    """A heading and the elements below it, to the next heading of its level or higher."""

    heading: Heading
    element: Element
    body: Sequence[Element]


def sections(top: Sequence[Element], headings: Mapping[int, Heading]) -> list[Section]:
    """Every section of a list of sibling elements, nested ones too, in page order."""
    found = []
    for index, element in enumerate(top):
        heading = headings.get(id(element))
        if heading is None:
            continue
        end = index + 1
        while end < len(top):
            other = headings.get(id(top[end]))
            if other is not None and other.level <= heading.level:
                break
            end += 1
        found.append(Section(heading, element, top[index + 1 : end]))
    return found
