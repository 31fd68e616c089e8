"""Pages of the source edition beside the same pages of the others."""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeVar

from guidance.check._causes import Fault, Faults
from guidance.model import Answer, Heading, Item, Link, Page, Position, Site

Part = TypeVar("Part", Answer, Item, Link)

#: What else to do about words that one edition has: nobody needs to know both languages.
OR_LEAVE_IT = "or leave it to a translator and say so"
OR_TAKE_IT_OUT = f"{OR_LEAVE_IT}; if nobody needs it, take it out of both editions"


def pairs(site: Site) -> Iterator[tuple[Page, Page]]:
    """Each page of the source edition with the same page of every other edition.

    Pages that could not be read are left out, and pages with a heading that has no id or stands
    inside another block: nobody could tell which of the other's headings it is.
    """
    source = site.edition(site.source)
    for locale in site.locales[1:]:
        other = site.edition(locale)
        for name in sorted(source.keys() & other.keys()):
            if _is_sound(source[name]) and _is_sound(other[name]):
                yield source[name], other[name]


def _is_sound(page: Page) -> bool:
    return not page.unread and all(h.id and not h.nested for h in page.headings)


def shape(heading: Heading) -> str:
    """All of a heading that is equal in every edition, as its author would write it."""
    classes = "".join(f" .{name}" for name in sorted(heading.classes))
    return f"{'#' * heading.level} {{ #{heading.id}{classes} }}"


def twins(site: Site) -> Iterator[tuple[Page, Page]]:
    """Pairs of pages whose headings are equal, so that their sections can be compared."""
    for source, other in pairs(site):
        if [shape(h) for h in source.headings] == [shape(h) for h in other.headings]:
            yield source, other


def unlike_headings(
    source: Page, other: Page
) -> Iterator[tuple[Heading | None, Heading | None, Heading | None]]:
    """Headings that differ, of both pages; in place of a missing one None, and that above it.

    Headings of equal id are the same heading. Of the others, those that follow the same heading
    are taken for renamed ones as far as both pages have some; the rest are missing on one side.
    """
    common = source.heading_ids.keys() & other.heading_ids.keys()
    here, there = ([h for h in page.headings if h.id in common] for page in (source, other))
    moved = [(a, b, None) for a, b in zip(here, there, strict=False) if a.id != b.id]
    yield from moved[:1]
    for heading in here:
        if shape(heading) != shape(twin := other.heading_ids[heading.id]):
            yield heading, twin, None
    own, foreign = _own_headings(source, common), _own_headings(other, common)
    for anchor in ("", *(heading.id for heading in here)):
        above_here, above_there = source.heading_ids.get(anchor), other.heading_ids.get(anchor)
        for mine, theirs in zip_longest(own.get(anchor, ()), foreign.get(anchor, ())):
            above = None if mine and theirs else above_there if mine else above_here
            yield mine, theirs, above
            above_here, above_there = mine or above_here, theirs or above_there


def _own_headings(page: Page, common: set[str]) -> dict[str, list[Heading]]:
    """Headings that the other edition does not have, by the common heading before them."""
    found: dict[str, list[Heading]] = {}
    anchor = ""
    for heading in page.headings:
        if heading.id in common:
            anchor = heading.id
        else:
            found.setdefault(anchor, []).append(heading)
    return found


def unlike(
    what: str,
    mine: Sequence[Part],
    theirs: Sequence[Part],
    begins: tuple[Position, Position],
    key: Callable[[Part], str],
) -> Faults:
    """The first part, such as an item of a list, that one edition lacks or has another for.

    It is told where it is to be put: below the part before it, or below where the list begins.
    """
    here, there = list(map(key, mine)), list(map(key, theirs))
    if here == there:
        return
    if len(here) == len(there):
        left, right = next((a, b) for a, b in zip(mine, theirs, strict=True) if key(a) != key(b))
        yield Fault(
            right.at,
            f"the {what} {_named(right, key)} stands here, and {_named(left, key)} in "
            f"{_line(left.at)}",
            f"make {what}s and their order equal in both editions, {OR_LEAVE_IT}",
        )
        return
    more, fewer, begin = mine, theirs, begins[1]
    if len(here) < len(there):
        more, fewer, begin = theirs, mine, begins[0]
    having, lacking = list(map(key, more)), list(map(key, fewer))
    changes = SequenceMatcher(None, lacking, having).get_opcodes()
    gap, at = next((i, j) for _, i, i_end, j, j_end in changes if j_end - j > i_end - i)
    while lacking[gap : gap + 1] == having[at + 1 : at + 2] == [having[at]]:
        gap, at = gap + 1, at + 1  # of equal ones the last is more likely new
    above = fewer[gap - 1].at if gap else begin
    yield Fault(
        above,
        f"no {what} {_named(more[at], key)} follows here, as in {_line(more[at].at)}",
        f"add it behind this, {OR_TAKE_IT_OUT}",
    )


def _named(part: Part, key: Callable[[Part], str]) -> str:
    return f"{part.text!r} ({key(part)})"


def _line(at: Position) -> str:
    return f"{at.path}:{at.line}"
