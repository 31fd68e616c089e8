"""On paper: A4, the text alone, and a checklist on one sheet."""

from __future__ import annotations

import io

import pytest
from guidance.model import Site
from guidance.strings import load
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import DESK, PHONE, Reader
from tests.helpers.project import LOCALES, PAGES, Address

EDITIONS = pytest.mark.parametrize("locale", LOCALES)
A4 = (595, 842)
#: Whatever still shows outside the text, and controls inside it.
FURNITURE = """() => [...document.querySelectorAll("body *")]
  .filter((e) => !e.closest("article") || e.matches("button"))
  .filter((e) => !e.querySelector("article") && e.checkVisibility({ visibilityProperty: true }))
  .filter((e) => { const box = e.getBoundingClientRect(); return box.width > 1 && box.height > 1 })
  .map((e) => `${e.tagName} ${e.className}`)"""
BOX = """(input) => {
  const { width, height } = input.getBoundingClientRect();
  const look = getComputedStyle(input);
  return {
    square: Math.abs(width - height) < 0.5 && width > 12,
    corners: look.borderTopLeftRadius,
    line: parseFloat(look.borderTopWidth) > 0.5 && look.borderTopStyle === "solid",
    colour: look.borderTopColor,
    drawn: look.appearance,
  };
}"""


def paper(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))


def squeezed(text: str) -> str:
    return "".join(text.split())


def words_on(sheets: PdfReader) -> list[str]:
    return [squeezed(sheet.extract_text()) for sheet in sheets.pages]


@EDITIONS
def test_every_page_prints_on_a4_and_no_sheet_is_empty(reader: Reader, locale: str) -> None:
    page = reader.page(viewport=DESK)
    for address in [one for one in PAGES if one.locale == locale]:
        page.goto(reader.url(address))
        sheets = paper(page)
        sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in sheets.pages}
        assert sizes == {A4}, address
        assert all(words_on(sheets)), address


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@EDITIONS
def test_paper_bears_the_text_without_the_sites_furniture(
    reader: Reader, locale: str, viewport: dict[str, int]
) -> None:
    page = reader.page(viewport=viewport)
    page.emulate_media(media="print")
    left = {}
    for address in [one for one in PAGES if one.locale == locale]:
        page.goto(reader.url(address))
        if found := page.evaluate(FURNITURE):
            left[str(address)] = found
    assert left == {}


@EDITIONS
def test_folds_are_open_on_paper(reader: Reader, guide: Site, locale: str) -> None:
    """Sources too: nobody can open them there."""
    page = reader.open(Address(locale, "respond/verify"), viewport=DESK)
    source = page.locator(".sources .source-title").last.inner_text() or ""
    printed = "".join(words_on(paper(page)))
    assert squeezed(page.locator(".sources .source-title").last.text_content() or source) in printed


@EDITIONS
def test_a_checklist_alone_fits_one_sheet(reader: Reader, guide: Site, locale: str) -> None:
    page = reader.page(viewport=PHONE)
    page.add_init_script("window.print = () => {}")
    for source in guide.edition(locale).values():
        for checklist in source.checklists:
            page.goto(reader.url(Address(locale, source.name)))
            part = page.locator(f"[data-list={checklist.id}]")
            part.get_by_text(load(locale)["checklist_print"], exact=True).click()
            sheets = paper(page)
            where = f"{source.name}#{checklist.id}"
            assert len(sheets.pages) == 1, where
            printed = words_on(sheets)[0]
            assert squeezed(checklist.title) in printed, where
            for item in part.locator("li[data-item]").all():
                assert squeezed(item.text_content() or "") in printed, where
            others = [h for h in source.headings if h.level == 2 and h.id != checklist.id]
            assert [h.title for h in others if squeezed(h.title) in printed] == [], where


@EDITIONS
def test_boxes_are_square_on_paper_and_can_be_ticked_with_a_pen(
    reader: Reader, guide: Site, locale: str
) -> None:
    page = reader.page(viewport=DESK)
    page.emulate_media(media="print")
    for source in guide.edition(locale).values():
        if not source.checklists:
            continue
        page.goto(reader.url(Address(locale, source.name)))
        boxes = page.locator(".checklist-items input").all()
        assert len(boxes) == sum(len(checklist.items) for checklist in source.checklists)
        assert all(
            box.evaluate(BOX)
            == {
                "square": True,
                "corners": "0px",
                "line": True,
                "colour": "rgb(0, 0, 0)",
                "drawn": "none",
            }
            for box in boxes
        ), source.name


@EDITIONS
def test_after_printing_a_list_the_page_is_whole_again(reader: Reader, locale: str) -> None:
    page = reader.page()
    page.add_init_script("window.print = () => dispatchEvent(new Event('afterprint'))")
    page.goto(reader.url(Address(locale, "respond/paid")))
    page.get_by_text(load(locale)["checklist_print"], exact=True).first.click()
    page.emulate_media(media="print")
    hidden = page.locator("article > *:not(template)").evaluate_all(
        "(parts) => parts.filter((e) => !e.checkVisibility()).map((e) => e.outerHTML.slice(0, 60))"
    )
    assert hidden == []
