"""Stories of readers (docs/_checked/ways.yml), replayed on a small phone: tapped from Home, and what
decides is in sight."""

from typing import Any

import pytest
from guidance.check._ways import NEAR, shortest, ways
from guidance.model import Place
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Reader
from tests.helpers.project import LOCALES, Address, guide

STORIES = {way.name: way.places for way in ways(guide())[0] if way.part == NEAR}
#: Screens below what a tap showed that its reader scrolls, at most, to the next.
FARTHEST = 2
#: What leads to an address, or answers the tree's question with a node, and can be tapped.
LINK = """([address, node]) => [...document.querySelectorAll("article a[href]")].find((link) =>
  (link.href === address || link.dataset.answer === node) && link.checkVisibility())"""
#: A card's words in bold, a section's first words, a page's title: whether all of them are seen.
SEEN = """(node) => {
  const card = document.querySelector(`[data-node="${node}"]`);
  const words = card ? card.querySelector("strong")
    : document.querySelector(node ? `#${node} ~ p, #${node} ~ :is(ul, ol) > li` : "h1");
  const line = document.createRange();
  line.selectNodeContents(words);
  return [...line.getClientRects()].every(({ left, top, width, height }) =>
    words.contains(document.elementFromPoint(left + width / 2, top + height / 2)))
    || words.textContent;
}"""


@pytest.mark.all_looks
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_tapped_through_and_ends_with_its_advice_in_the_first_screen(
    reader: Reader, locale: str, story: str
) -> None:
    found = shortest(guide().edition(locale))
    way = min((found[place] for place in STORIES[story] if place in found), key=len)
    page = reader.open(Address(locale, "index"), has_touch=True)
    before = Place("index")
    for place in way:
        name, node = place
        target = reader.url(Address(locale, name), f"#{node}" * bool(node))
        is_answer = before.page == name
        link: Any = page.evaluate_handle(LINK, [target, node if is_answer else None]).as_element()
        assert link, f"nothing to tap from {before} to {place}"
        assert link.bounding_box()["y"] <= FARTHEST * PHONE["height"], f"{place} is far down"
        link.tap()
        settled(page)
        before = place
    assert page.evaluate(SEEN, way[-1].anchor) is True


def settled(page: Page) -> None:
    """The page of the tap is there, and no longer moves."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(300)
