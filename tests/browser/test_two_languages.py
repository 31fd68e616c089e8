"""The two-language sheets as they are laid out: on screens, on paper, without script."""

from typing import Any

import pytest
from guidance.model import Site
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE, Reader
from tests.browser.layouts import sheets_of_lists
from tests.browser.tools import (
    A4,
    BOTH,
    CHINESE_FIRST,
    ENGLISH_FIRST,
    SIDEWAYS,
    SMALL,
    paper,
    plain,
)
from tests.helpers.project import LOCALES, Address, interface

#: Lists, and the window in which make test opens each.
ON_PAPER = {"first-minutes": "phone", "verify-safely": "desk", "before-talking": "phone"}
#: One part of each kind.
KINDS = ("first-minutes", "trust", "ask-plan")
SIDE_BY_SIDE = """() => [...document.querySelectorAll(".both-body .both-pair")].map((row) => {
  const [mine, twin] = [...row.children].map((cell) => cell.getBoundingClientRect());
  return twin.top < mine.bottom - 1;
})"""


def sheet(locale: str, part: str) -> Address:
    return Address(locale, f"tools/both/{part}")


@pytest.mark.parametrize("part", KINDS)
@ENGLISH_FIRST
def test_pairs_are_stacked_on_a_phone_and_stand_side_by_side_on_a_desk(
    reader: Reader, locale: str, part: str
) -> None:
    page = reader.open(sheet(locale, part), viewport=PHONE)
    assert set(page.evaluate(SIDE_BY_SIDE)) == {False}
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(SMALL) == []
    page.set_viewport_size(DESK)
    assert set(page.evaluate(SIDE_BY_SIDE)) == {True}
    assert page.evaluate(SIDEWAYS) == []
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # 125 % is our own
    for width in (768, 360):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(SIDEWAYS) == [], width
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize(
    "dark",
    [pytest.param(False, id="light"), pytest.param(True, id="dark", marks=pytest.mark.all_looks)],
)
@pytest.mark.parametrize("part", KINDS)
@ENGLISH_FIRST
def test_axe_finds_nothing_on_a_sheet(reader: Reader, locale: str, part: str, dark: bool) -> None:
    page = reader.open(sheet(locale, part), dark=dark)
    assert violations(page) == []


@ENGLISH_FIRST
def test_without_script_an_old_address_leads_to_the_row_and_that_to_the_sheet(
    reader: Reader, locale: str
) -> None:
    page = reader.page(script=False)
    page.goto(reader.url(Address(locale, "tools/both"), "#first-minutes"))
    expect(page.locator("#first-minutes")).to_be_in_viewport()
    page.locator("#first-minutes > a").click()
    page.wait_for_url(reader.url(sheet(locale, "first-minutes")))
    expect(page.locator(".both-item")).not_to_have_count(0)
    expect(page.locator(".both-print")).to_be_hidden()


@pytest.mark.parametrize(
    ("part", "viewport"),
    [
        pytest.param(part, size, id=f"{part}-{name}", marks=[pytest.mark.all_looks] * (now != name))
        for part, now in ON_PAPER.items()
        for name, size in (("phone", PHONE), ("desk", DESK))
    ],
)
@CHINESE_FIRST
def test_a_checklist_prints_on_one_sheet_in_two_columns(
    reader: Reader, guide: Site, locale: str, part: str, viewport: Any
) -> None:
    page = reader.open(sheet(locale, part), viewport=viewport)
    (printed,) = paper(page).pages
    assert (round(printed.mediabox.width), round(printed.mediabox.height)) == A4
    text = plain(printed.extract_text())
    titles = [
        checklist.title
        for edition in LOCALES
        for source in guide.edition(edition).values()
        for checklist in source.checklists
        if checklist.id == part
    ]
    assert len(titles) == len(LOCALES)
    assert [title for title in titles if plain(title) not in text] == []
    for edition in LOCALES:
        assert plain(interface(edition)["footer_limits"]) in text
    assert plain(interface(locale)["both_print"]) not in text
    page.emulate_media(media="print")
    assert set(page.evaluate(SIDE_BY_SIDE)) == {True}


@pytest.mark.all_looks  # make test: in wide letters, test_wide_letters.py
@BOTH
def test_every_checklist_fits_one_sheet(reader: Reader, guide: Site, locale: str) -> None:
    lists = [
        checklist.id
        for source in guide.edition(locale).values()
        for checklist in (source.checklists if source.listed else ())
    ]
    sheets = sheets_of_lists(reader, locale, lists)
    assert set(sheets.values()) == {1}, sheets
