"""Aligning the headings of a page with those of its other edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from guidance.check._pairs import shape
from guidance.model import Heading, Page


@dataclass(frozen=True)
class Compared:
    """How two outlines differ. In ``lost`` and ``extra`` the heading before it stands first."""

    different: Sequence[tuple[Heading, Heading]]
    lost: Sequence[tuple[Heading | None, Heading]]  # before it in the other page, mine
    extra: Sequence[tuple[Heading | None, Heading]]  # before it in the source page, theirs


def compared(source: Page, other: Page) -> Compared:
    """What differs between the outline of the source edition's page and another's.

    Headings of equal id are the same heading. Of those between them, as many as both sides have
    are taken for renamed ones; the rest are missing on one side.
    """
    mine, theirs = source.headings, other.headings
    different, lost, extra = [], [], []
    ids = SequenceMatcher(None, [h.id for h in mine], [h.id for h in theirs], autojunk=False)
    for kind, start, end, their_start, their_end in ids.get_opcodes():
        left, right = mine[start:end], theirs[their_start:their_end]
        if kind == "equal":
            different += [(a, b) for a, b in zip(left, right, strict=True) if shape(a) != shape(b)]
            continue
        both = min(len(left), len(right))
        different += list(zip(left[:both], right[:both], strict=True))
        before = theirs[their_start + both - 1] if their_start + both else None
        lost += [(before, heading) for heading in left[both:]]
        before = mine[start + both - 1] if start + both else None
        extra += [(before, heading) for heading in right[both:]]
    return Compared(different, lost, extra)
