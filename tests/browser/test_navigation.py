"""The menu, the list beside the text and the bar of urgent links: keys, focus, what is in view."""

import pytest
from guidance.strings import load
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import DESK, PHONE, Reader
from tests.browser.tools import LATER
from tests.helpers.project import PAGES, Address

LOW: ViewportSize = {"width": 640, "height": 360}
SHOWN = "() => document.querySelector('.menu').open"
#: Stops of the Tab key that something else covers.
COVERED = """() => {
  const { left, top, width, height } = document.activeElement.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return !document.activeElement.contains(there) && !there?.contains(document.activeElement);
}"""
#: The list beside the text does not show where this page is.
LOST = """() => {
  const here = document.querySelector(".side-nav [aria-current]");
  if (!here) return false;
  const { top, bottom } = here.getBoundingClientRect();
  const list = here.closest(".side-nav").getBoundingClientRect();
  return top < list.top || bottom > Math.min(list.bottom, innerHeight);
}"""


def with_menu(reader: Reader, look: ViewportSize, locale: str) -> Page:
    page = reader.open(Address(locale, "index"), viewport=look)
    page.locator(".menu > summary").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(SHOWN)
    return page


EACH_LOOK = pytest.mark.parametrize(
    ("look", "locale"),
    [
        pytest.param(PHONE, "zh", id="phone-zh"),
        pytest.param(DESK, "en", id="desk-en"),
        pytest.param(PHONE, "en", id="phone-en", marks=LATER),
        pytest.param(DESK, "zh", id="desk-zh", marks=LATER),
    ],
)


@EACH_LOOK
def test_the_menu_closes_as_a_native_one_and_gives_the_focus_back(
    reader: Reader, look: ViewportSize, locale: str
) -> None:
    page = with_menu(reader, look, locale)
    opener = page.locator(".menu > summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.evaluate(SHOWN)
    expect(opener).to_be_focused()
    opener.click()
    assert page.evaluate(SHOWN)
    page.mouse.click(3, 20)  # beside the name of the site
    assert not page.evaluate(SHOWN)
    expect(opener).to_be_focused()


@EACH_LOOK
def test_tab_leaves_the_menu_and_stops_at_nothing_that_it_covers(
    reader: Reader, look: ViewportSize, locale: str
) -> None:
    page = with_menu(reader, look, locale)
    page.locator(".menu nav a").last.focus()
    assert page.evaluate(SHOWN)
    for _ in range(4):
        page.keyboard.press("Tab")
        assert not page.evaluate(COVERED)
    assert not page.evaluate(SHOWN)


@EACH_LOOK
def test_the_search_takes_the_place_of_the_menu(
    reader: Reader, look: ViewportSize, locale: str
) -> None:
    page = with_menu(reader, look, locale)
    page.locator(".search-open").click()
    expect(page.get_by_label(load(locale)["search_label"])).to_be_focused()
    assert not page.evaluate(SHOWN)
    page.keyboard.press("Escape")
    expect(page.locator(".search-open")).to_be_focused()
    page.locator(".menu > summary").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("/")
    assert not page.evaluate(SHOWN)


def test_the_search_closes_wherever_the_focus_is_and_gives_it_back(reader: Reader) -> None:
    page = reader.open(Address("en", "index"), viewport=DESK)
    answer = page.locator(".answers a:visible").first
    answer.focus()
    page.keyboard.press("/")
    page.mouse.click(3, 500)  # beside the sheet's column
    page.keyboard.press("Escape")
    expect(page.locator(".md-search")).not_to_be_visible()
    expect(answer).to_be_focused()


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param(
            [Address("zh", one) for one in ("respond/plan", "tools/both", "reference/about")],
            id="some",
        ),
        pytest.param(PAGES, id="all", marks=LATER),
    ],
)
def test_the_list_beside_the_text_shows_where_the_page_is(
    reader: Reader, pages: list[Address]
) -> None:
    page = reader.page(viewport=DESK)
    lost = []
    for address in pages:
        page.goto(reader.url(address))
        if page.evaluate(LOST) or page.evaluate("scrollY"):
            lost.append(str(address))
    assert lost == []


def test_the_bar_is_there_once_somebody_reads_on_or_looks_for_it(reader: Reader) -> None:
    page = reader.open(Address("zh", "respond/verify"))
    link, menu = page.locator(".urgent a").first, page.locator(".menu > summary")
    expect(link).not_to_be_in_viewport()
    menu.click()
    expect(link).to_be_in_viewport(ratio=1)
    menu.click()
    page.locator("h1").click()
    expect(link).not_to_be_in_viewport()
    link.focus()
    expect(link).to_be_in_viewport(ratio=1)
    page.locator("h1").click()
    page.mouse.wheel(0, 400)
    expect(link).to_be_in_viewport(ratio=1)


def test_the_bar_lets_go_where_it_would_take_a_fifth_of_the_screen(reader: Reader) -> None:
    page = reader.open(Address("zh", "respond/verify"))
    place = "getComputedStyle(document.querySelector('.urgent')).position"
    assert page.evaluate(place) == "fixed"
    page.set_viewport_size(LOW)
    assert page.evaluate(place) == "static"
    assert page.evaluate("getComputedStyle(document.body).paddingBottom") == "0px"
    expect(page.locator(".urgent a").first).to_be_in_viewport()
