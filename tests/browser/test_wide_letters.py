"""Layouts that hold with narrow letters hold with wide ones too: readers have both.

That no page scrolls sideways is asked in test_every_page.py.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from guidance.components.decision_tree.pictures import FOLDER
from guidance.model import Checklist, Page, Site
from guidance.strings import load
from playwright.sync_api import Browser

from tests.browser.conftest import DESK, Reader
from tests.browser.layouts import breaks_of_the_track, faulty_drawings, sheets_of_lists
from tests.browser.tools import ENGLISH_FIRST, LATER, NO_PRINTER, paper, plain
from tests.helpers.hosting import hosted
from tests.helpers.project import LOCALES, Address


@pytest.fixture(scope="module")
def broad(broad_chromium: Browser, public_site: Path) -> Iterator[Reader]:
    """A reader with wide letters, of the guide as it is published."""
    with hosted(public_site) as url, Reader(broad_chromium, url) as reader:
        yield reader


def test_letters_are_the_wide_ones(broad: Reader, chromium: Browser) -> None:
    """Or the tests below would say nothing."""
    widths = []
    for browser in (broad.browser, chromium):
        with Reader(browser, broad.site) as reader:
            page = reader.open(Address("en", "index"))
            widths.append(
                page.locator("h1").evaluate(
                    "(e) => { e.style.display = 'inline-block'; return e.getBoundingClientRect().width }"
                )
            )
    assert widths[0] > 1.1 * widths[1]


def test_words_fit_the_boxes_of_flow_charts(broad: Reader, public_site: Path) -> None:
    files = sorted((public_site / FOLDER).glob("*/*.svg"))
    faults = faulty_drawings(broad, (one.relative_to(public_site).as_posix() for one in files))
    broad.complaints[:] = [one for one in broad.complaints if "404" not in one]  # no favicon there
    assert faults == {}


#: How many lists are printed, the longest first: what is shorter fits when they fit. None: all.
LONGEST = pytest.mark.parametrize(
    ("locale", "most"),
    [("en", 7), *(pytest.param(one, None, marks=LATER) for one in LOCALES)],
    ids=["en-longest", "zh", "en"],
)


def longest(guide: Site, locale: str, most: int | None) -> list[tuple[Page, Checklist]]:
    """Lists of an edition with their pages, those with the most words first."""
    pages = guide.edition(locale).values()
    every = [(page, one) for page in pages if page.listed for one in page.checklists]
    every.sort(key=lambda pair: sum(20 + len(item.text) for item in pair[1].items), reverse=True)
    return every[:most]


@LONGEST
def test_a_checklist_fits_one_sheet(
    broad: Reader, guide: Site, locale: str, most: int | None
) -> None:
    page = broad.page(before=NO_PRINTER)
    sheets = {}
    for source, checklist in longest(guide, locale, most):
        page.goto(broad.url(Address(locale, source.name)))
        part = page.locator(f"[data-list={checklist.id}]")
        part.get_by_text(load(locale)["checklist_print"], exact=True).click()
        sheets[checklist.id] = len(paper(page).pages)
        page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert {name: count for name, count in sheets.items() if count != 1} == {}


@LONGEST
def test_a_two_language_sheet_is_one_sheet(
    broad: Reader, guide: Site, locale: str, most: int | None
) -> None:
    lists = [one.id for _, one in longest(guide, locale, most)]
    sheets = sheets_of_lists(broad, locale, lists)
    assert {name: count for name, count in sheets.items() if count != 1} == {}


@ENGLISH_FIRST
def test_the_empty_form_of_the_planner_is_one_sheet(broad: Reader, locale: str) -> None:
    page = broad.page(before=NO_PRINTER)
    page.goto(broad.url(Address(locale, "tools/planner")))
    page.locator(".planner-blank").click()
    assert len(paper(page).pages) == 1


@ENGLISH_FIRST
def test_the_path_of_a_debt_holds_on_a_desk_and_on_one_sheet(broad: Reader, locale: str) -> None:
    page = broad.open(Address(locale, "understand/path"), viewport=DESK)
    assert breaks_of_the_track(page) == []
    label = plain(load(locale)["stage_can"])
    stages = page.locator(".stages > li").count()
    found = [plain(sheet.extract_text()).count(label) for sheet in paper(page).pages]
    assert found[0] == sum(found) == stages
