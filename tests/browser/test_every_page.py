"""What no page may do, measured in one visit a page: on phones, in the dark, on paper.

Every English page shows what its words can break, with wide letters: they take most room. Of the
Chinese ones, and for what parts alone can break, the pages are looked at that hold every part;
``make test-all`` looks at all, in narrow and in wide letters.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE, Reader
from tests.browser.layouts import TWICE
from tests.browser.shapes import distinct
from tests.browser.tools import COLOURED, KEEPS, SIDEWAYS, SMALL, WATCH_POLICY, broken
from tests.helpers.project import PAGES, Address

#: More than three things that stay where they are.
FIXED = """() => {
  const found = [...document.querySelectorAll("body *")]
    .filter((e) => getComputedStyle(e).position === "fixed")
    .filter((e) => e.checkVisibility({ visibilityProperty: true }))
    .map((e) => `${e.tagName}.${e.className}`);
  return found.length > 3 ? found : [];
}"""
#: More than one coloured block on the first screen.
CROWD = """() => {
  const found = [...document.querySelectorAll(".admonition:is(.danger, .warning, .info, .note, .success)")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }))
    .filter((e) => e.getBoundingClientRect().top < innerHeight)
    .map((e) => `${e.className}: ${e.textContent.trim().slice(0, 20)}`);
  return found.length > 1 ? found : [];
}"""

#: Stops of the Tab key that are not marked, or lie behind the bar of urgent links, or come before
#: what stands above or before them.
UNMARKED = """() => {
  const stops = [...document.querySelectorAll(
      "a[href], button, summary, input, select, textarea, [tabindex='0']")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.tabIndex >= 0);
  const faults = stops.filter((e) => e.tabIndex > 0).map((e) => `${e.className} jumps the queue`);
  const name = (e) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 20)}`;
  let before = null;
  for (const e of stops) {
    e.focus();
    const holder = e.matches(":is(.checklist-items, .deadline-papers) input") ? e.closest("label") : e;
    const ring = [e, holder].some((one) => {
      const look = getComputedStyle(one);
      return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
    });
    if (!ring) faults.push(`${name(e)} shows no focus`);
    const bar = document.querySelector(".urgent");
    const box = e.getBoundingClientRect();
    const isFixed = bar && getComputedStyle(bar).position === "fixed";
    if (isFixed && !bar.contains(e) && box.top >= bar.getBoundingClientRect().top)
      faults.push(`${name(e)} is behind the bar`);
    if (!e.closest("article")) continue;
    const { top, bottom } = (e.closest("tr, .stages > li, .box-grid > li") || e).getBoundingClientRect(); // cells stand side by side
    if (before && bottom + scrollY <= before.top) faults.push(`${name(e)} stands above ${before.name}`);
    before = { top: top + scrollY, name: name(e) };
  }
  document.activeElement.blur();
  scrollTo(0, 0);
  return faults.slice(0, 8);
}"""

#: Han in another language's text, a script's too: a voice would spell or skip it.
UNSPOKEN = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (!/\\p{Script=Han}/u.test(data) || parentElement.closest("script, style")) continue;
    if (!parentElement.closest("[lang]").lang.startsWith("zh")) found.push(data.trim().slice(0, 30));
  }
  return found;
}"""

#: Whatever moves, or would when touched.
MOVING = """() => [...document.querySelectorAll("*")]
  .flatMap((e) => [null, "::before", "::after"].map((part) => [e, getComputedStyle(e, part)]))
  .filter(([, look]) => look.scrollBehavior === "smooth" || /[1-9]/.test(look.transitionDuration))
  .map(([e]) => `${e.tagName}.${e.className}`)
  .concat(document.getAnimations()
    .filter(({ effect }) => !effect.getKeyframes().every(({ easing }) => easing.startsWith("steps")))
    .map((one) => one.animationName)).slice(0, 5)"""

#: Text of less contrast with the first painted ground behind it than WCAG AA asks for.
FAINT = """() => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const seen = new Map();
  const rgba = (colour) => {
    if (!seen.has(colour)) {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      seen.set(colour, [...context.getImageData(0, 0, 1, 1).data]);
    }
    return seen.get(colour);
  };
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    if (!e) return rgba(matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff");
    const own = rgba(getComputedStyle(e).backgroundColor);
    return own[3] === 255 ? own : ground(e.parentElement);
  };
  const faint = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.data.trim();
    const e = texts.currentNode.parentElement;
    if (!words || !e.offsetParent || !e.checkVisibility()) continue;
    const look = getComputedStyle(e);
    const size = parseFloat(look.fontSize);
    const large = size >= 24 || (size >= 18.66 && look.fontWeight >= 700);
    const [high, low] = [light(rgba(look.color)), light(ground(e))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < (large ? 3 : 4.5))
      faint.add(`${e.tagName}.${e.className} ${ratio.toFixed(2)}: ${words.slice(0, 20)}`);
  }
  return [...faint].slice(0, 8);
}"""

#: Whatever still shows outside the text on paper, and controls inside it.
FURNITURE = """() => [...document.querySelectorAll("body *")]
  .filter((e) => !e.closest("article") || e.matches("button"))
  .filter((e) => !e.querySelector("article") && e.checkVisibility({ visibilityProperty: true }))
  .filter((e) => { const box = e.getBoundingClientRect(); return box.width > 1 && box.height > 1 })
  .map((e) => `${e.tagName} ${e.className}`)"""
#: What a printer without colours would turn to a grey that says nothing.
PAINTED = (
    "() => {"
    + COLOURED
    + """
  const sides = ["Top", "Right", "Bottom", "Left"];
  const says = (e) => [...e.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
  const parts = [...document.querySelectorAll("body, body *")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
    .flatMap((e) => [null, "::before", "::after"].map((part) => [e, part, getComputedStyle(e, part)]))
    .filter(([, part, look]) => !part || !/^(none|normal)$/.test(look.content));
  const kinds = {
    ground: ([, , look]) => coloured(look.backgroundColor),
    border: ([, , look]) => sides.some((side) =>
      parseFloat(look[`border${side}Width`]) > 0 && coloured(look[`border${side}Color`])),
    text: ([e, part, look]) => (part || says(e)) && coloured(look.color),
  };
  return Object.entries(kinds).flatMap(([kind, is]) => parts.filter(is)
    .map(([e, part]) => `${kind} of ${e.tagName}.${e.className}${part ?? ""}`)).slice(0, 8);
}"""
)
FOLDED = """async () => {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame); // what was folded is laid out
  return [...document.querySelectorAll("article details:not(.tree-picture) > :not(summary, .share)")]
    .filter((e) => !e.checkVisibility({ contentVisibilityAuto: true }) && e.textContent.trim())
    .map((e) => e.textContent.trim().slice(0, 40));
}"""

OPEN = "document.querySelectorAll({}).forEach((e) => {{ e.open = true }})"

Faults = dict[str, dict[str, list[str]]]


def visited(
    reader: Reader, pages: Iterable[Address], measured: Callable[[Page], dict[str, Any]]
) -> Faults:
    """By kind of fault and page: what was found on a page."""
    page = reader.page(before=WATCH_POLICY)
    found: Faults = {}
    for address in pages:
        page.emulate_media(media="screen", color_scheme="light")
        page.set_viewport_size(PHONE)
        page.goto(reader.url(address))
        faults = measured(page)
        faults |= {"against the policy": broken(page), "complaints": list(reader.complaints)}
        faults["kept"] = [*filter(None, page.evaluate(KEEPS)), *page.context.cookies()]
        reader.complaints.clear()
        for kind, some in faults.items():
            found.setdefault(kind, {})
            if some:
                found[kind][str(address)] = some
    return found


def what_words_break(page: Page) -> dict[str, Any]:
    """How a page fits, however narrow the window and however large the letters."""
    found = {"crowd on a phone": page.evaluate(CROWD)}
    page.evaluate(OPEN.format("'details'"))
    found["small"] = page.evaluate(SMALL)
    found["wide in large letters"] = page.evaluate(TWICE)
    page.set_viewport_size({"width": 320, "height": 640})
    return found | {"wide at 320": page.evaluate(SIDEWAYS)}


def what_parts_break(page: Page) -> dict[str, Any]:
    """How parts look and behave: ink, focus, movement, paper."""
    page.set_viewport_size({"width": 768, "height": 1024})
    found = {"wide at 768": page.evaluate(SIDEWAYS)}
    page.set_viewport_size(DESK)
    found |= {"crowd on a desk": page.evaluate(CROWD), "fixed on a desk": page.evaluate(FIXED)}
    page.emulate_media(media="print")
    found["folded"] = page.evaluate(FOLDED)
    found["painted"] = page.evaluate(PAINTED)
    found["furniture of a desk"] = page.evaluate(FURNITURE)
    page.set_viewport_size(PHONE)
    found["furniture of a phone"] = page.evaluate(FURNITURE)
    page.emulate_media(media="screen")
    found["fixed on a phone"] = page.evaluate(FIXED)
    found["moving"] = page.evaluate(MOVING)
    found["unspoken"] = page.evaluate(UNSPOKEN)
    page.evaluate(OPEN.format("'article details'"))
    page.keyboard.press("Tab")
    found["unmarked on a phone"] = page.evaluate(UNMARKED)
    page.set_viewport_size(DESK)
    found["unmarked on a desk"] = page.evaluate(UNMARKED)
    page.evaluate(OPEN.format("'details'"))
    page.set_viewport_size(PHONE)
    found["faint in light"] = page.evaluate(FAINT)
    page.emulate_media(color_scheme="dark")
    found["faint in dark"] = page.evaluate(FAINT)
    return found


# A survey takes a while: each is a class, whose tests stay together.


#: The first of the distinct pages hold nearly every part; make test-all sees every page.
MOST_PARTS = 9


def chosen(site: Path, locale: str, most: int | None) -> Iterable[Address]:
    """Every page of an edition, or those that show the most parts between them."""
    return distinct(site, locale)[:most] if most else (one for one in PAGES if one.locale == locale)


@pytest.fixture(scope="class")
def pages(request: pytest.FixtureRequest, site_url: str, built_site: Path) -> Faults:
    """What is wrong with any page of an edition for its words."""
    survey = request.cls
    with Reader(request.getfixturevalue(survey.browser), site_url) as reader:
        some = chosen(built_site, survey.locale, survey.most)
        return visited(reader, some, what_words_break)


@pytest.fixture(scope="class")
def parts(
    request: pytest.FixtureRequest, chromium: Browser, site_url: str, built_site: Path
) -> Faults:
    """What is wrong with a part on some page."""
    with Reader(chromium, site_url) as reader:
        some = chosen(built_site, request.cls.locale, request.cls.most)
        return visited(reader, some, what_parts_break)


class EveryPage:
    """What the words of a page may break."""

    locale: str
    browser: str
    most: int | None = None

    def test_a_first_screen_has_one_coloured_block_at_most(self, pages: Faults) -> None:
        assert pages["crowd on a phone"] == {}

    def test_no_page_scrolls_sideways(self, pages: Faults) -> None:
        """320 px are a window of 1280 px at 400 % zoom."""
        assert pages["wide at 320"] == {}

    def test_letters_twice_as_large_fit_a_phone(self, pages: Faults) -> None:
        assert pages["wide in large letters"] == {}

    def test_what_a_thumb_must_hit_is_large_enough(self, pages: Faults) -> None:
        assert pages["small"] == {}

    def test_no_page_asks_another_host_or_complains_in_the_console(self, pages: Faults) -> None:
        assert pages["complaints"] == {}

    def test_no_page_breaks_its_policy(self, pages: Faults) -> None:
        assert pages["against the policy"] == {}

    def test_no_page_keeps_anything(self, pages: Faults) -> None:
        assert pages["kept"] == {}


class TestChinesePagesWithEveryPart(EveryPage):
    locale, browser, most = "zh", "chromium", 2 * MOST_PARTS


@pytest.mark.all_looks
class TestEveryChinesePage(EveryPage):
    locale, browser = "zh", "chromium"


class TestEveryEnglishPage(EveryPage):
    locale, browser = "en", "broad_chromium"


@pytest.mark.all_looks
class TestEveryChinesePageInWideLetters(EveryPage):
    locale, browser = "zh", "broad_chromium"


@pytest.mark.all_looks
class TestEveryEnglishPageInNarrowLetters(EveryPage):
    locale, browser = "en", "chromium"


class EveryPart:
    """What is wrong with a part on some page."""

    locale: str
    most: int | None = None

    def test_a_first_screen_has_one_coloured_block_at_most(self, parts: Faults) -> None:
        assert parts["crowd on a desk"] == {}

    def test_no_part_scrolls_a_small_desk_sideways(self, parts: Faults) -> None:
        assert parts["wide at 768"] == {}

    @pytest.mark.parametrize("device", ["phone", "desk"])
    def test_at_most_three_things_stay_where_they_are(self, parts: Faults, device: str) -> None:
        assert parts[f"fixed on a {device}"] == {}

    @pytest.mark.parametrize("device", ["phone", "desk"])
    def test_the_focus_is_seen_and_follows_the_page(self, parts: Faults, device: str) -> None:
        assert parts[f"unmarked on a {device}"] == {}

    def test_chinese_words_say_that_they_are_chinese(self, parts: Faults) -> None:
        assert parts["unspoken"] == {}

    def test_nothing_moves(self, parts: Faults) -> None:
        """For anybody, so that no setting is needed. What appears in one step does not move."""
        assert parts["moving"] == {}

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_text_has_enough_contrast(self, parts: Faults, scheme: str) -> None:
        assert parts[f"faint in {scheme}"] == {}

    @pytest.mark.parametrize("device", ["phone", "desk"])
    def test_paper_bears_the_text_without_the_sites_furniture(
        self, parts: Faults, device: str
    ) -> None:
        assert parts[f"furniture of a {device}"] == {}

    def test_paper_bears_no_colour(self, parts: Faults) -> None:
        assert parts["painted"] == {}

    def test_folds_are_open_on_paper(self, parts: Faults) -> None:
        """Sources too: nobody can open them there."""
        assert parts["folded"] == {}


class TestEveryPartOnSomePage(EveryPart):
    locale, most = "zh", MOST_PARTS


@pytest.mark.all_looks
class TestPartsOfEveryChinesePage(EveryPart):
    locale = "zh"


@pytest.mark.all_looks
class TestPartsOfEveryEnglishPage(EveryPart):
    locale = "en"
