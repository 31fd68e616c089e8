"""Layouts that hold with narrow letters hold with wide ones too: readers have both.

All other tests see narrow letters (tests/helpers/fonts.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from guidance.model import Site
from guidance.render.tree_pictures import FOLDER
from guidance.strings import load
from playwright.sync_api import Browser, Playwright

from tests.browser.conftest import DESK, PHONE, Reader, launched
from tests.browser.test_flow_chart import FAULTS
from tests.browser.tools import NO_PRINTER, SIDEWAYS, paper, plain
from tests.helpers import fonts
from tests.helpers.hosting import hosted
from tests.helpers.project import LOCALES, PAGES, Address

pytestmark = pytest.mark.xdist_group("wide letters")


@pytest.fixture(scope="module")
def wide(playwright: Playwright, public_site: Path) -> Iterator[Reader]:
    """A reader with wide letters, of the guide as it is published."""
    with (
        launched(playwright, env={**os.environ, **fonts.environment("wide")}) as browser,
        hosted(public_site) as url,
        Reader(browser, url) as reader,
    ):
        yield reader


def test_letters_are_the_wide_ones(wide: Reader, chromium: Browser) -> None:
    """Or the tests below would say nothing."""
    widths = []
    for browser in (wide.browser, chromium):
        with Reader(browser, wide.site) as reader:
            page = reader.open(Address("en", "index"))
            widths.append(
                page.locator("h1").evaluate(
                    "(e) => { e.style.display = 'inline-block'; return e.getBoundingClientRect().width }"
                )
            )
    assert widths[0] > 1.1 * widths[1]


def test_no_page_scrolls_sideways_at_any_size_of_letters(wide: Reader) -> None:
    page = wide.page(viewport=PHONE)
    faults = {}
    for address in PAGES:
        page.goto(wide.url(address))
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        for size in ("", "250%"):  # 125 % is our own
            page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
            if found := page.evaluate(SIDEWAYS):
                faults[f"{address} {size}"] = found
    assert faults == {}


def test_words_fit_the_boxes_of_flow_charts(wide: Reader, public_site: Path) -> None:
    page = wide.page(viewport=DESK)
    faults = {}
    for file in sorted((public_site / FOLDER).glob("*/*.svg")):
        page.goto(wide.url(file.relative_to(public_site).as_posix()))
        if found := page.evaluate(FAULTS):
            faults[file.stem] = found
    wide.complaints[:] = [one for one in wide.complaints if "404" not in one]  # no favicon there
    assert faults == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_checklist_fits_one_sheet(wide: Reader, guide: Site, locale: str) -> None:
    page = wide.page()
    page.add_init_script(NO_PRINTER)
    sheets = {}
    for source in guide.edition(locale).values():
        if source.checklists:
            page.goto(wide.url(Address(locale, source.name)))
        for checklist in source.checklists:
            part = page.locator(f"[data-list={checklist.id}]")
            part.get_by_text(load(locale)["checklist_print"], exact=True).click()
            sheets[checklist.id] = len(paper(page).pages)
            page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert {name: count for name, count in sheets.items() if count != 1} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_two_language_sheet_is_one_sheet(wide: Reader, guide: Site, locale: str) -> None:
    page = wide.page()
    page.goto(wide.url(Address(locale, "tools/both")))
    sheets = {}
    for source in guide.edition(locale).values():
        for checklist in source.checklists if source.listed else ():
            page.evaluate("(id) => { location.hash = id }", checklist.id)
            page.locator(f"html[data-both={checklist.id}] .both-sheet").wait_for()
            sheets[checklist.id] = len(paper(page).pages)
    assert {name: count for name, count in sheets.items() if count != 1} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_empty_form_of_the_planner_is_one_sheet(wide: Reader, locale: str) -> None:
    page = wide.page()
    page.add_init_script(NO_PRINTER)
    page.goto(wide.url(Address(locale, "tools/planner")))
    page.locator(".planner-blank").click()
    assert len(paper(page).pages) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_the_path_of_a_debt_holds_on_a_desk_and_on_one_sheet(wide: Reader, locale: str) -> None:
    page = wide.open(Address(locale, "understand/path"), viewport=DESK)
    track = [part.bounding_box() for part in page.locator(".stages > li .stage-can").all()]
    ends = [(box["y"], box["y"] + box["height"]) for box in track if box]
    assert len(ends) == len(track) > 1
    assert [gap for (_, end), (top, _) in pairwise(ends) if abs(gap := top - end) > 1.5] == []
    label = plain(load(locale)["stage_can"])
    found = [plain(sheet.extract_text()).count(label) for sheet in paper(page).pages]
    assert found[0] == len(track)
    assert sum(found) == len(track)
