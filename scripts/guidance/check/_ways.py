"""The ways of readers: what ``docs/_checked/ways.yml`` asks for, and what can be tapped."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from guidance.model import HOME, Finding, Link, Page, Place, Position, Site
from guidance.parse.data import read_data
from guidance.parse.links import named_place
from guidance.registry import Words

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


class Ways(BaseModel):
    """The file: the words of each way, and the places that it names, one behind the other."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    near_home: dict[str, Words] = {}
    leads_on: dict[str, Words] = {}


def ways(site: Site) -> tuple[list[Way], list[Finding]]:
    """All that the file asks for, and what is wrong with it; nothing when there is none."""
    shown = f"{site.docs_dir}/{FILE}"
    read, where, faults = read_data(Path(site.root, shown), shown, "lost-way", Ways)
    written = []
    for part, said in ((NEAR, read.near_home), (ON, read.leads_on)):
        for name, value in said.items():
            first, *others = value.split()
            most = int(first) if first.isdigit() else MOST_TAPS
            named = tuple(map(named_place, others if first.isdigit() else (first, *others)))
            at = Position(shown, *where[part, name])
            written.append(Way(part, name, named, at, most))
    return written, faults


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
