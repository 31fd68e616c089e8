"""Each situation: tapped to from Home, and the advice that decides in the first screen of its page.

A tap follows a link, answers a question, or opens the menu.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from guidance.model import Page as Source
from guidance.model import Site
from guidance.strings import load
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Reader
from tests.helpers.project import LOCALES, NAMES, Address

SITUATIONS: dict[str, Any] = yaml.safe_load(
    Path(__file__).parents[1].joinpath("situations.yml").read_text("utf-8")
)
EDITIONS = pytest.mark.parametrize("locale", LOCALES)
TREE = ".decision-tree[data-tree=triage]"
MOST_TAPS = 2
#: Parts that a reader in need must reach without the menu; it holds all the others.
TO_ACT = ("respond/", "rights/", "situations/", "tools/")
#: The box of the words in the article, and whether something else lies over its corners.
BOX = """(article, words) => {
  const nodes = [];
  let text = "";
  const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (walk.currentNode.parentElement.matches(".source-mark")) continue;
    nodes.push([walk.currentNode, text.length]);
    text += walk.currentNode.data.replace(/\\s/g, " ");
  }
  const at = text.indexOf(words);
  if (at < 0) return null;
  const place = (offset) => {
    const [node, start] = nodes.findLast(([, start]) => start <= offset);
    return [node, offset - start];
  };
  const range = document.createRange();
  range.setStart(...place(at));
  const [node, last] = place(at + words.length - 1);
  range.setEnd(node, last + 1);
  const { top, bottom, left, right } = range.getBoundingClientRect();
  const lines = [...range.getClientRects()];
  const isSeen = lines.every(({ left, top, width, height }) =>
    article.contains(document.elementFromPoint(left + width / 2, top + height / 2)));
  return { top, bottom, left, right, isSeen };
}"""


def tap_to(page: Page, taps: list[str], target: str) -> None:
    """Tap from node to node of the tree, then to the page."""
    tree = page.locator(TREE)
    shown = tree.get_attribute("data-entry")
    *nodes, last = taps
    for node in nodes:
        tree.locator(f"[data-node='{shown}'] a[data-answer='{node}']").tap()
        shown = node
    tree.locator(f"[data-node='{shown}'] a[href*='{last}/']").tap()
    page.wait_for_url(target)


@EDITIONS
@pytest.mark.parametrize("name", SITUATIONS)
def test_a_situation_is_two_taps_away_and_its_advice_is_in_the_first_screen(
    reader: Reader, locale: str, name: str
) -> None:
    situation = SITUATIONS[name]
    taps = situation["taps"]
    assert len(taps) <= MOST_TAPS
    page = reader.open(Address(locale, "index"), has_touch=True)
    tap_to(page, taps, reader.url(Address(locale, taps[-1])))
    article = page.locator("article")
    for words in situation["advice"][locale]:
        box = article.evaluate(BOX, words)
        assert box is not None, f"the page does not say {words!r}"
        assert box["top"] >= 0, words
        assert box["bottom"] <= PHONE["height"], words
        assert box["left"] >= 0, words
        assert box["right"] <= PHONE["width"], words
        assert box["isSeen"], f"something lies over {words!r}"


def test_every_page_of_the_situations_has_its_case() -> None:
    pages = {name.partition("/")[2] for name in NAMES if name.startswith("situations/")}
    assert pages == SITUATIONS.keys()


# ------------------------------------------------------------------- two taps to every page


def linked(page: Source) -> Iterator[str]:
    """The pages that a page of the guide links to in its text."""
    for link in page.links:
        path, _, _ = link.href.partition("#")
        if path.endswith(".md"):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path))[:-3]


@EDITIONS
def test_what_a_reader_acts_with_is_two_links_from_home(guide: Site, locale: str) -> None:
    pages = guide.edition(locale)
    first = set(linked(pages["index"]))
    second = {name for one in first for name in linked(pages[one])}
    acts = {name for name in pages if name.startswith(TO_ACT)}
    assert acts - first - second == set()


@EDITIONS
def test_every_page_is_two_taps_from_home_by_the_menu(
    reader: Reader, guide: Site, locale: str
) -> None:
    page = reader.open(Address(locale, "index"), has_touch=True)
    page.locator(".menu summary").tap()
    menu = page.get_by_label(load(locale)["menu_label"]).first
    for name, source in guide.edition(locale).items():
        if not source.listed or name == "index":
            continue
        url = reader.url(Address(locale, name))
        found = menu.locator("a").evaluate_all(
            "(links, url) => links.some((link) => link.href === url && link.checkVisibility())", url
        )
        assert found, name
