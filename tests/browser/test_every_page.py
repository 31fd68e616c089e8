"""What no page may do, measured in one visit a page: on phones, in the dark, on paper."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, PHONE, Reader
from tests.browser.tools import COLOURED, SIDEWAYS, SMALL
from tests.helpers.project import LOCALES, PAGES, Address

WIDTHS = (320, 360, 768)

#: What the first screen may hold only so many of.
FEW = {
    "fixed elements": (
        3,
        """() => [...document.querySelectorAll("body *")]
          .filter((e) => getComputedStyle(e).position === "fixed")
          .filter((e) => e.checkVisibility({ visibilityProperty: true }))
          .map((e) => `${e.tagName}.${e.className}`)""",
    ),
    "coloured blocks": (
        1,
        """() => [...document.querySelectorAll(".admonition:is(.danger, .warning, .info, .note, .success)")]
          .filter((e) => e.checkVisibility({ visibilityProperty: true }))
          .filter((e) => e.getBoundingClientRect().top < innerHeight)
          .map((e) => `${e.className}: ${e.textContent.trim().slice(0, 20)}`)""",
    ),
}

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
    const { top, bottom } = (e.closest("tr, .figure li") || e).getBoundingClientRect(); // cells stand side by side
    if (before && bottom + scrollY <= before.top) faults.push(`${name(e)} stands above ${before.name}`);
    before = { top: top + scrollY, name: name(e) };
  }
  document.activeElement.blur();
  scrollTo(0, 0);
  return faults.slice(0, 8);
}"""

#: Han in another language's text: a voice would spell or skip it.
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
  .concat(document.getAnimations().map((one) => one.animationName)).slice(0, 5)"""

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
  return [...document.querySelectorAll("article details:not(.tree-picture) > :not(summary)")]
    .filter((e) => !e.checkVisibility({ contentVisibilityAuto: true }) && e.textContent.trim())
    .map((e) => e.textContent.trim().slice(0, 40));
}"""

Survey = dict[str, dict[str, list[str]]]


@pytest.fixture(scope="module", params=LOCALES)
def survey(request: pytest.FixtureRequest, chromium: Browser, site_url: str) -> Survey:
    """By kind of fault and page: what was found on any page of an edition."""
    with Reader(chromium, site_url) as reader:
        return visit_all(reader, request.param)


def visit_all(reader: Reader, locale: str) -> Survey:
    page = reader.page()
    found: Survey = {}

    def note(kind: str, where: Address, faults: Any) -> None:
        found.setdefault(kind, {})
        if faults:
            found[kind][str(where)] = list(faults)

    def note_crowds(device: str, where: Address) -> None:
        for kind, (most, script) in FEW.items():
            seen = page.evaluate(script)
            note(f"{kind} {device}", where, seen if len(seen) > most else [])

    for address in [one for one in PAGES if one.locale == locale]:
        page.emulate_media(media="screen", color_scheme="light")
        page.set_viewport_size(DESK)
        page.goto(reader.url(address))
        note_crowds("on a desk", address)
        page.emulate_media(media="print")
        note("folded", address, page.evaluate(FOLDED))
        note("painted", address, page.evaluate(PAINTED))
        note("furniture", address, page.evaluate(FURNITURE))
        page.set_viewport_size(PHONE)
        note("furniture of a phone", address, page.evaluate(FURNITURE))
        page.emulate_media(media="screen")
        note_crowds("on a phone", address)
        note("moving", address, page.evaluate(MOVING))
        note("unspoken", address, page.evaluate(UNSPOKEN))
        page.evaluate(
            "document.querySelectorAll('article details').forEach((d) => { d.open = true })"
        )
        page.keyboard.press("Tab")
        note("unmarked on a phone", address, page.evaluate(UNMARKED))
        page.set_viewport_size(DESK)
        note("unmarked on a desk", address, page.evaluate(UNMARKED))
        page.evaluate("document.documentElement.style.fontSize = '250%'")  # 125 % is our own
        for width in (768, 360):
            page.set_viewport_size({"width": width, "height": 640})
            note(f"wide in large letters at {width}", address, page.evaluate(SIDEWAYS))
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 640})
            note(f"wide at {width}", address, page.evaluate(SIDEWAYS))
            if width == 360:
                note("small", address, page.evaluate(SMALL))
                note("faint in light", address, page.evaluate(FAINT))
                page.emulate_media(color_scheme="dark")
                note("faint in dark", address, page.evaluate(FAINT))
                page.emulate_media(color_scheme="light")
        note("complaints", address, reader.complaints)
        reader.complaints.clear()
    return found


@pytest.mark.parametrize("device", ["phone", "desk"])
@pytest.mark.parametrize("kind", FEW)
def test_a_first_screen_is_calm(survey: Survey, kind: str, device: str) -> None:
    """One coloured block, and at most three things that stay where they are."""
    assert survey[f"{kind} on a {device}"] == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(survey: Survey, width: int) -> None:
    """320 px are a window of 1280 px at 400 % zoom."""
    assert survey[f"wide at {width}"] == {}


@pytest.mark.parametrize("width", [768, 360])
def test_letters_twice_as_large_fit(survey: Survey, width: int) -> None:
    assert survey[f"wide in large letters at {width}"] == {}


def test_what_a_thumb_must_hit_is_large_enough(survey: Survey) -> None:
    assert survey["small"] == {}


@pytest.mark.parametrize("device", ["phone", "desk"])
def test_the_focus_is_seen_and_follows_the_page(survey: Survey, device: str) -> None:
    assert survey[f"unmarked on a {device}"] == {}


def test_chinese_words_say_that_they_are_chinese(survey: Survey) -> None:
    assert survey["unspoken"] == {}


def test_nothing_moves(survey: Survey) -> None:
    """For anybody, so that no setting is needed."""
    assert survey["moving"] == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(survey: Survey, scheme: str) -> None:
    assert survey[f"faint in {scheme}"] == {}


@pytest.mark.parametrize("kind", ["furniture", "furniture of a phone"])
def test_paper_bears_the_text_without_the_sites_furniture(survey: Survey, kind: str) -> None:
    assert survey[kind] == {}


def test_paper_bears_no_colour(survey: Survey) -> None:
    assert survey["painted"] == {}


def test_folds_are_open_on_paper(survey: Survey) -> None:
    """Sources too: nobody can open them there."""
    assert survey["folded"] == {}


def test_no_page_asks_another_host_or_complains_in_the_console(survey: Survey) -> None:
    assert survey["complaints"] == {}
