"""The ways of readers: what ``docs/_checked/ways.yml`` asks for, and what can be tapped."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from guidance.model import HOME, Link, Page, Place, Position, Site
from guidance.parse.links import named_place
from guidance.parse.text import UnreadableError, read_text
from guidance.parse.yaml_places import cure, first_error, load_places

FILE = "_checked/ways.yml"
NEAR, ON = "near_home", "leads_on"
MOST_TAPS = 4
#: A reader who landed somewhere reads that section and looks into the next ones, no further.
SECTIONS_READ = 3


class Way(NamedTuple):
    """A line of the file: its part, its words, the places that it names, and where it stands."""

    part: str
    name: str
    places: tuple[Place, ...]
    at: Position
    most_taps: int = MOST_TAPS


class BadWaysError(Exception):
    """The file holds no ways: the place, what is wrong and how to mend it."""

    def __init__(self, at: Position, message: str, mend: str) -> None:
        super().__init__(message)
        self.at, self.message, self.mend = at, message, mend


def ways(site: Site) -> list[Way]:
    """All that the file asks for; nothing when there is no such file. Raises BadWaysError."""
    path = Path(site.root, site.docs_dir, FILE)
    shown = f"{site.docs_dir}/{FILE}"
    if not path.exists():
        return []
    try:
        places, data = load_places(read_text(path))
    except UnreadableError as error:
        found = error.finding(shown)
        raise BadWaysError(found.at, found.message, found.mend) from error
    except yaml.YAMLError as error:
        line, column, why = first_error(error)
        mend = cure(error, "write it like the lines around it")
        raise BadWaysError(Position(shown, line, column), why, mend) from error
    written = []
    for key, (line, column) in places.items():
        at = Position(shown, line, column)
        if len(key) == 2 and key[0] in (NEAR, ON):
            value = data[key[0]][key[1]]
            if not isinstance(value, str) or not value.strip():
                raise BadWaysError(at, f"{key[1]!r} names no place", "write page#heading behind it")
            first, *others = value.split()
            most = int(first) if first.isdigit() else MOST_TAPS
            named = tuple(map(named_place, others if first.isdigit() else (first, *others)))
            written.append(Way(key[0], str(key[1]), named, at, most))
        elif len(key) == 1 and key[0] not in (NEAR, ON):
            mend = f"write it below {NEAR}: or {ON}:"
            raise BadWaysError(at, f"{key[0]!r} is no part of this file", mend)
    return written


def is_there(pages: dict[str, Page], place: Place) -> bool:
    """Whether an edition has a page, or the heading of a page."""
    page = pages.get(place.page)
    return page is not None and (not place.anchor or place.anchor in page.heading_ids)


def linked(page: Page, heading: str | None = None) -> Iterator[tuple[Link, Place]]:
    """Each link of a page, or of one section, to its edition, and the place where it leads."""
    for link in page.links:
        if link.place and link.is_internal and heading in (None, link.section):
            yield link, link.place


def shortest(pages: dict[str, Page]) -> dict[Place, tuple[Place, ...]]:
    """The shortest way from Home to each place that can be tapped to, as the places on it."""
    home = pages[HOME]
    start = Place(HOME, home.trees[0].id if home.trees else "")
    found: dict[Place, tuple[Place, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        place = waiting.popleft()
        for ahead in _offered(pages, place):
            if ahead not in found:
                found[ahead] = (*found[place], ahead)
                waiting.append(ahead)
    return found


def _offered(pages: dict[str, Page], place: Place) -> Iterator[Place]:
    """What can be tapped where the reader is, and a little below; of each tree, on its one card."""
    name, anchor = place
    page = pages.get(name)
    if page is None:
        return
    trees = {node.id: tree for tree in page.trees for node in tree.nodes}
    cards = {tree.id: tree.nodes[0].id for tree in page.trees if tree.nodes}
    if anchor in trees:
        cards[trees[anchor].id] = anchor
    sections = ["", *(one.id for one in page.headings)]
    sections = [one for one in sections if one not in trees or one in cards.values()]
    here = sections.index(anchor) if anchor in sections else 0
    read = sections[here : here + SECTIONS_READ]
    yield from (ahead for link, ahead in linked(page) if link.section in read)
