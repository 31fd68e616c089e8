"""Each situation: tapped to from Home, and the advice that decides in the first screen of its page.

A tap follows a link, answers a question, or opens the menu or a part of it.
"""

import pytest
from guidance.check._ways import shortest
from guidance.model import Place, Site
from guidance.strings import load
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Reader
from tests.browser.tools import LATER
from tests.helpers.project import LOCALES, NAMES, Address

EDITIONS = pytest.mark.parametrize("locale", LOCALES)
SITUATIONS = [name for name in NAMES if name.startswith("situations/")]
TREE = ".decision-tree[data-tree=triage]"
#: What of the lead, all above the first section, is outside the screen or lies under something.
UNSEEN = """article => {
  const unseen = [];
  const isLead = (part) => part && !part.matches("h2, .decision-tree") && !part.querySelector("h2");
  for (let part = article.querySelector("h1"); isLead(part); part = part.nextElementSibling) {
    const range = document.createRange();
    range.selectNodeContents(part);
    for (const { left, top, width, height } of range.getClientRects()) {
      if (!width || !height) continue;
      const there = document.elementFromPoint(left + width / 2, top + height / 2);
      if (!there || !article.contains(there)) unseen.push(part.textContent.trim());
    }
  }
  return [...new Set(unseen)];
}"""


def tap_to(page: Page, taps: tuple[str, ...], target: str) -> None:
    """Tap from node to node of the tree, then to the page."""
    tree = page.locator(TREE)
    shown = tree.locator("[data-node]").first.get_attribute("data-node")
    *nodes, last = taps
    for node in nodes:
        tree.locator(f"[data-node='{shown}'] a[data-answer='{node}']").tap()
        shown = node
    tree.locator(f"[data-node='{shown}'] a[href*='{last}/']").tap()
    page.wait_for_url(target)


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        pytest.param(locale, name, marks=[LATER] * (LOCALES[number % 2] != locale))
        for number, name in enumerate(SITUATIONS)
        for locale in LOCALES
    ],
)
def test_a_situation_is_tapped_to_from_home_and_its_lead_is_in_the_first_screen(
    reader: Reader, guide: Site, locale: str, name: str
) -> None:
    """How many taps a story may take stands in docs/_checked/ways.yml."""
    way = shortest(guide.edition(locale)).get(Place(name))
    page = reader.open(Address(locale, "index" if way else name), has_touch=True)
    if way:  # a new page has none until a maintainer gives it one
        taps = tuple(str(place).removeprefix("index#") for place in way)
        tap_to(page, taps, reader.url(Address(locale, name)))
    assert page.viewport_size == PHONE
    assert page.locator("article").evaluate(UNSEEN) == []


@EDITIONS
def test_every_page_is_three_taps_from_home_by_the_menu(
    reader: Reader, guide: Site, locale: str
) -> None:
    page = reader.open(Address(locale, "index"), has_touch=True)
    page.locator(".menu > summary").tap()
    page.get_by_label(load(locale)["menu_label"]).first.locator(".part").last.tap()
    page.wait_for_url(reader.url(Address(locale, "reference/pages"), "#part-*"))
    menu = page.locator("article .site-nav")
    for name, source in guide.edition(locale).items():
        if not source.listed or name == "index":
            continue
        url = reader.url(Address(locale, name))
        found = menu.locator("a").evaluate_all(
            "(links, url) => links.some((link) => link.href === url && link.checkVisibility())", url
        )
        assert found, name
