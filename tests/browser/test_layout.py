"""What fits on a phone, and what a thumb can hit."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, Reader
from tests.helpers.project import LOCALES, PAGES, Address

#: What sticks out of the window to the right and cannot be scrolled to within a box of its own.
SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth;
  const scrolls = (e) => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
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


@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_scrolls_sideways(reader: Reader, locale: str, width: int) -> None:
    page = reader.page(viewport={"width": width, "height": 640})
    wide = {}
    for address in [one for one in PAGES if one.locale == locale]:
        page.goto(reader.url(address), wait_until="domcontentloaded")
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        if found := page.evaluate(SIDEWAYS):
            wide[str(address)] = found
    assert wide == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_a_thumb_must_hit_is_large_enough(reader: Reader, locale: str) -> None:
    page = reader.page()
    small = {}
    for address in [one for one in PAGES if one.locale == locale]:
        page.goto(reader.url(address), wait_until="domcontentloaded")
        if found := page.evaluate(SMALL):
            small[str(address)] = found
    assert small == {}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("locale", LOCALES)
def test_the_stop_card_fits_the_first_screen_of_a_small_phone(
    reader: Reader, locale: str, script: bool
) -> None:
    page = reader.open(Address(locale, "index"), script=script)
    card = page.locator("article > .admonition.danger").bounding_box()
    assert card is not None
    assert card["y"] >= 0
    assert card["y"] + card["height"] <= PHONE["height"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_first_screen_bears_one_coloured_block(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "index"))
    tones = page.locator("article .admonition:is(.danger, .warning, .info, .success)").all()
    boxes = [box for tone in tones if (box := tone.bounding_box())]
    assert len([box for box in boxes if box["y"] < PHONE["height"]]) == 1
