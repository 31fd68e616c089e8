"""Readers' stories: how many taps stand between Home and what decides (stories.yml)."""

from __future__ import annotations

import posixpath
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from guidance.model import Site

from tests.helpers.project import LOCALES

STORIES: dict[str, str] = yaml.safe_load(Path(__file__).with_name("stories.yml").read_text("utf-8"))
MOST_TAPS = 4
HOME = "index#situation"
#: A reader who landed somewhere reads that section and looks into the next ones, no further.
SECTIONS_READ = 3


class Taps:
    """The shortest way from Home to every place of an edition, as the places on it."""

    def __init__(self, guide: Site, locale: str) -> None:
        self.pages = guide.edition(locale)
        #: The tree of each of its nodes.
        self.trees = {
            name: {node.id: tree for tree in page.trees for node in tree.nodes}
            for name, page in self.pages.items()
        }
        self.ways: dict[str, tuple[str, ...]] = {HOME: ()}
        waiting = deque([HOME])
        while waiting:
            place = waiting.popleft()
            for target in self.offered(place):
                if target not in self.ways:
                    self.ways[target] = (*self.ways[place], target)
                    waiting.append(target)

    def offered(self, place: str) -> Iterator[str]:
        """What can be tapped without a long search: where the reader is, and a little below.

        Of each tree that is what the one card says that it shows.
        """
        name, _, anchor = place.partition("#")
        page, trees = self.pages[name], self.trees[name]
        shown = {tree.id: tree.nodes[0].id for tree in page.trees}
        if anchor in trees:
            shown[trees[anchor].id] = anchor
        sections = ["", *(one.id for one in page.headings)]
        sections = [one for one in sections if one not in trees or one in shown.values()]
        here = sections.index(anchor) if anchor in sections else 0
        for link in page.links:
            if link.section not in sections[here : here + SECTIONS_READ]:
                continue
            path, _, target = link.href.partition("#")
            if link.scheme or (path and not path.endswith(".md")):
                continue
            other = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))[:-3]
            yield "#".join(filter(None, (other if path else name, target)))


@pytest.fixture(scope="module")
def taps(guide: Site) -> dict[str, Taps]:
    return {locale: Taps(guide, locale) for locale in LOCALES}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("story", STORIES)
def test_the_decisive_advice_is_at_most_four_taps_from_home(
    taps: dict[str, Taps], locale: str, story: str
) -> None:
    ways = taps[locale].ways
    found = [ways[target] for target in STORIES[story].split() if target in ways]
    assert found, "no link leads there"
    way = min(found, key=len)
    assert len(way) <= MOST_TAPS, " → ".join(way)
