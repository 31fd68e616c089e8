"""The cause is the only finding; what merely follows from it is counted in its message.

A finding waits when one of an earlier stage concerns the same thing: what the cause ``breaks`` is
what the consequence ``needs``. An error waits for no warning. Things are written as tuples from the
whole to the part, ``("page", "respond/paid", "first-minutes")`` or ``("fact", "contact",
"police")``; a cause that breaks the whole breaks every part. Editions are not told apart, because
a broken section in one edition is why it differs from the other.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import PurePosixPath
from typing import NamedTuple

from guidance.model import Finding, Page, Position, Site
from guidance.registry import KINDS, LISTS

Thing = tuple[str, ...]


class Fault(NamedTuple):
    """What a rule yields: the place, what is wrong, how to mend it.

    ``breaks`` are things that are no longer sound, besides the fault's own place; ``needs`` what
    must be sound for the fault to be one, in place of its own place.
    """

    at: Position
    message: str
    mend: str
    breaks: tuple[Thing, ...] = ()
    needs: tuple[Thing, ...] = ()


Faults = Iterable[Fault]


@dataclass(frozen=True)
class Found:
    """A finding, the fault with what it breaks and needs, and the number of its rule's stage."""

    finding: Finding
    fault: Fault
    stage: int

    @property
    def rank(self) -> tuple[int, bool]:
        """Its stage, and whether it is only a warning."""
        return self.stage, self.finding.severity == "warning"


def page_thing(name: str, *part: str) -> Thing:
    """A page in all editions, or the part of it that has an id."""
    return ("page", name, *part)


def section_thing(page: Page, at: Position) -> Thing:
    """The section of a page where a position lies, in all editions."""
    return page_thing(page.name, section_at(page, at.line))


def line_thing(at: Position) -> Thing:
    """A line of a file."""
    return ("line", at.path, str(at.line))


def file_thing(site: Site, at: Position) -> Thing:
    """What a place in a file is in: a page, a record, or all records of a file that is unread."""
    _, folder, *rest = PurePosixPath(at.path).relative_to(PurePosixPath(site.docs_dir).parent).parts
    if rest and rest[-1] in LISTS:
        return ("fact", rest[-1])
    for scheme, (name, _) in KINDS.items():
        if rest == [name]:
            record = None if scheme in site.registry.broken else site.registry.around(at)
            return ("fact", *(record or (scheme,)))
    return page_thing(PurePosixPath(*rest).with_suffix("").as_posix() if rest else folder)


def without_consequences(site: Site, found: Iterable[Found]) -> Iterator[Finding]:
    """The findings that wait for no other, each with the number of those that wait for it."""
    ordered = sorted(found, key=lambda one: one.finding)
    pages = {page.path: page for page in site.pages}
    broken: dict[Thing, dict[tuple[int, bool], int]] = {}
    for index, one in enumerate(ordered):
        for thing in (*one.fault.breaks, *_place(one.finding.at, pages)):
            broken.setdefault(thing, {}).setdefault(one.rank, index)
    causes = [_cause(one, broken, pages) for one in ordered]
    waiting = [0] * len(ordered)
    for index, cause in enumerate(causes):
        while cause is not None and causes[cause] is not None and causes[cause] != index:
            cause = causes[cause]
        if cause is not None:
            waiting[cause] += 1
    for one, cause, count in zip(ordered, causes, waiting, strict=True):
        if cause is None:
            yield _counted(one.finding, count)


def _cause(
    one: Found,
    broken: Mapping[Thing, Mapping[tuple[int, bool], int]],
    pages: Mapping[str, Page],
) -> int | None:
    """Index of the first finding that this one waits for."""
    needs = one.fault.needs or _place(one.finding.at, pages)
    wholes = {part for thing in needs for part in (thing[:2], thing)}
    stage, is_warning = one.rank
    found = [
        index
        for thing in wholes & broken.keys()
        for (earlier, warns), index in broken[thing].items()
        if earlier < stage and warns <= is_warning
    ]
    return min(found, default=None)


def _place(at: Position, pages: Mapping[str, Page]) -> tuple[Thing, ...]:
    """The line and the section where a finding stands."""
    page = pages.get(at.path)
    if page is None:
        return ()
    if page.unread:
        return (page_thing(page.name),)
    return (line_thing(at), section_thing(page, at))


def section_at(page: Page, line: int) -> str:
    """Id of the section that holds a line; empty above the first one and when it has none."""
    above = bisect(page.sections, line, key=itemgetter(0))
    return page.sections[above - 1][1] if above else ""


def _counted(finding: Finding, count: int) -> Finding:
    if not count:
        return finding
    words = "1 finding waits" if count == 1 else f"{count} findings wait"
    return replace(finding, message=f"{finding.message} ({words} for this)")
