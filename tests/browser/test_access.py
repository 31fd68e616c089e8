"""For readers who see badly or use a screen reader: what axe finds."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, Reader
from tests.helpers.project import LOCALES, Address

EDITIONS = pytest.mark.parametrize("locale", LOCALES)
LOOKS = pytest.mark.parametrize(
    "look", [{"viewport": PHONE}, {"viewport": DESK, "dark": True}], ids=["phone", "dark desk"]
)
SEEN = ["index", "respond/verify", "respond/paid", "reference/contacts"]


def violations(page: Page) -> list[str]:
    """What axe calls serious or critical: rule, element, reason."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']} {node['target']}: {node['failureSummary']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@LOOKS
@EDITIONS
@pytest.mark.parametrize("name", SEEN)
def test_axe_finds_nothing_serious(
    reader: Reader, locale: str, name: str, look: dict[str, object]
) -> None:
    page = reader.open(Address(locale, name), **look)
    assert violations(page) == []


@LOOKS
@EDITIONS
def test_axe_finds_nothing_serious_while_menu_or_search_is_open(
    reader: Reader, locale: str, look: dict[str, object]
) -> None:
    page = reader.open(Address(locale, "respond/bill"), **look)
    page.locator(".menu summary").click()
    assert violations(page) == []
    page.locator(".menu summary").click()
    page.locator(".search-open").click()
    page.locator(".md-search__input").press_sequentially("95188")
    page.locator(".md-search-result__item").first.wait_for()
    assert violations(page) == []


@EDITIONS
def test_dark_is_dark_and_light_is_light(reader: Reader, locale: str) -> None:
    """The reader's system decides, without a script."""

    def brightness(dark: bool) -> tuple[int, int]:
        page = reader.open(Address(locale, "index"), dark=dark, script=False)
        return tuple(
            page.evaluate(
                """() => ["backgroundColor", "color"].map((what) => {
                  const ctx = new OffscreenCanvas(1, 1).getContext("2d");
                  ctx.fillStyle = getComputedStyle(document.body)[what];
                  ctx.fillRect(0, 0, 1, 1);
                  return ctx.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((a, b) => a + b) / 3;
                })"""
            )
        )

    paper, ink = brightness(dark=False)
    assert paper > 220 > 80 > ink
    paper, ink = brightness(dark=True)
    assert paper < 60 < 180 < ink
