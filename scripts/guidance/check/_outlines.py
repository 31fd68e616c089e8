"""Aligning the headings of a page with those of its other edition."""

from collections.abc import Sequence
from dataclasses import dataclass

from guidance.check._pairs import shape
from guidance.model import Heading, Page

Pair = tuple[Heading, Heading]


@dataclass(frozen=True)
class Compared:
    """How two outlines differ. In ``lost`` and ``extra`` stands first what comes before."""

    different: Sequence[Pair]
    moved: Sequence[Pair]
    lost: Sequence[tuple[Heading | None, Heading]]  # before it in the other page, mine
    extra: Sequence[tuple[Heading | None, Heading]]  # before it in the source page, theirs


def compared(source: Page, other: Page) -> Compared:
    """What differs between the outline of the source edition's page and another's.

    Headings of equal id are the same heading. Of the others, those that follow the same heading
    are taken for renamed ones as far as both pages have some; the rest are missing on one side.
    """
    common = source.heading_ids.keys() & other.heading_ids.keys()
    mine = [heading for heading in source.headings if heading.id in common]
    theirs = [heading for heading in other.headings if heading.id in common]
    moved = [(a, b) for a, b in zip(mine, theirs, strict=False) if a.id != b.id][:1]
    different = [
        (heading, other.heading_ids[heading.id])
        for heading in mine
        if shape(heading) != shape(other.heading_ids[heading.id])
    ]
    lost: list[tuple[Heading | None, Heading]] = []
    extra: list[tuple[Heading | None, Heading]] = []
    own, foreign = _behind(source, common), _behind(other, common)
    for anchor in ("", *(heading.id for heading in mine)):
        left, right = own.get(anchor, []), foreign.get(anchor, [])
        both = min(len(left), len(right))
        different += zip(left[:both], right[:both], strict=True)
        before = right[both - 1] if both else other.heading_ids.get(anchor)
        lost += [(before, heading) for heading in left[both:]]
        before = left[both - 1] if both else source.heading_ids.get(anchor)
        extra += [(before, heading) for heading in right[both:]]
    return Compared(different, moved, lost, extra)


def _behind(page: Page, common: set[str]) -> dict[str, list[Heading]]:
    """Headings that the other edition does not have, by the common heading before them."""
    found: dict[str, list[Heading]] = {}
    anchor = ""
    for heading in page.headings:
        if heading.id in common:
            anchor = heading.id
        else:
            found.setdefault(anchor, []).append(heading)
    return found
