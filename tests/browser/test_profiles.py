"""Tests share profiles of the browser and nothing that a page could keep in one."""

from playwright.sync_api import Browser

from tests.browser.conftest import Reader
from tests.browser.tools import KEEPS
from tests.helpers.project import Address

HOME = Address("zh", "index")


def test_a_reader_finds_nothing_of_another(chromium: Browser, site_url: str) -> None:
    window = {"width": 361, "height": 641}  # of no other test
    with Reader(chromium, site_url) as one:
        page = one.open(HOME, viewport=window)
        page.evaluate("localStorage.a = sessionStorage.b = document.cookie = 'c=d'")
        page.evaluate("console.error('heard')")
        assert page.evaluate(KEEPS) == [1, 1, "c=d"]
        used = page.context
    assert one.complaints == ["console: heard"]
    with Reader(chromium, site_url) as other:
        page = other.open(HOME, viewport=window)
        assert page.context is used
        assert page.evaluate(KEEPS) == [0, 0, ""]
        page.evaluate("console.error('once more')")
    assert other.complaints == ["console: once more"]
    assert one.complaints == ["console: heard"]


def test_two_tabs_of_one_reader_are_two_profiles(chromium: Browser, site_url: str) -> None:
    with Reader(chromium, site_url) as reader:
        mine, theirs = reader.open(HOME), reader.open(HOME)
        mine.evaluate("localStorage.a = 1")
        assert theirs.evaluate(KEEPS) == [0, 0, ""]
