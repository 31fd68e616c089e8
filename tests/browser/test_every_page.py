"""What no page may do, measured in one visit a page: on phones, in the dark, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, Reader
from tests.helpers.project import LOCALES, PAGES, Address

WIDTHS = (320, 360, 768)

#: What sticks out of the window to the right and cannot be scrolled to within a box of its own.
SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth;
  const scrolls = (e) =>
    e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const wide = [...document.querySelectorAll("article *, .site-header *, .site-footer *")]
    .filter((e) => e.getBoundingClientRect().right > room + 1 && e.offsetParent && !scrolls(e))
    .map((e) => `${e.tagName} ${e.className}: ${e.textContent.slice(0, 30)}`);
  const whole = document.scrollingElement.scrollWidth;
  return wide.concat(whole > room ? [`the page is ${whole} wide`] : []).slice(0, 5);
}"""

#: Answers, boxes, dialling and urgent links, buttons: 44 px high and wide, but for rounding.
SMALL = """() => [...document.querySelectorAll(
    ".answers a, .checklist-items label, a.dial, .urgent a, .site-header button, a.language, summary"
  )].filter((e) => e.offsetParent)
    .map((e) => [e.textContent.trim().slice(0, 20), e.getBoundingClientRect()])
    .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
    .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""

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
FOLDED = """async () => {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame); // what was folded is laid out
  return [...document.querySelectorAll("article details > :not(summary)")]
    .filter((e) => !e.checkVisibility({ contentVisibilityAuto: true }) && e.textContent.trim())
    .map((e) => e.textContent.trim().slice(0, 40));
}"""

Survey = dict[str, dict[str, list[str]]]


@pytest.fixture(scope="module", params=LOCALES)
def survey(request: pytest.FixtureRequest, chromium: Browser, site_url: str) -> Iterator[Survey]:
    """By kind of fault and page: what was found on any page of an edition."""
    reader = Reader(chromium, site_url)
    page = reader.page()
    found: Survey = {}

    def note(kind: str, where: Address, faults: Any) -> None:
        found.setdefault(kind, {})
        if faults:
            found[kind][str(where)] = list(faults)

    for address in [one for one in PAGES if one.locale == request.param]:
        page.emulate_media(media="screen", color_scheme="light")
        page.set_viewport_size(DESK)
        page.goto(reader.url(address))
        page.emulate_media(media="print")
        note("folded", address, page.evaluate(FOLDED))
        note("furniture", address, page.evaluate(FURNITURE))
        page.set_viewport_size({"width": 360, "height": 640})
        note("furniture of a phone", address, page.evaluate(FURNITURE))
        page.emulate_media(media="screen")
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
    yield found
    for context in reader.contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(survey: Survey, width: int) -> None:
    assert survey[f"wide at {width}"] == {}


def test_what_a_thumb_must_hit_is_large_enough(survey: Survey) -> None:
    assert survey["small"] == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(survey: Survey, scheme: str) -> None:
    assert survey[f"faint in {scheme}"] == {}


@pytest.mark.parametrize("kind", ["furniture", "furniture of a phone"])
def test_paper_bears_the_text_without_the_sites_furniture(survey: Survey, kind: str) -> None:
    assert survey[kind] == {}


def test_folds_are_open_on_paper(survey: Survey) -> None:
    """Sources too: nobody can open them there."""
    assert survey["folded"] == {}


def test_no_page_asks_another_host_or_complains_in_the_console(survey: Survey) -> None:
    assert survey["complaints"] == {}
