"""For readers who see badly or use a screen reader: axe on each part in each state it can take."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Reader
from tests.browser.tools import CHINESE_FIRST, LOOKS_OF_EDITIONS, NO_CLIPBOARD, NO_STORAGE
from tests.helpers.project import Address, interface

#: How far a reader may be in the tree of respond/verify, and the address of it.
STAGES = {
    "first question": "#trust",
    "later question": "#trust=asks-to-click,asks-for-money",
    "outcome after three answers": "#trust=asks-to-click,asks-for-money,claims-authority,court-text",
    "whole": "#trust=*",
}


def opened(reader: Reader, locale: str, name: str, look: dict[str, Any], anchor: str = "") -> Page:
    page = reader.page(**look)
    page.goto(reader.url(Address(locale, name), anchor))
    return page


@LOOKS_OF_EDITIONS
def test_axe_passes_a_page_with_a_tree_at_each_stage(
    reader: Reader, locale: str, look: dict[str, Any]
) -> None:
    page = opened(reader, locale, "respond/verify", look)
    form = page.locator(".decision-tree").first
    for stage, anchor in STAGES.items():
        page.goto(reader.url(Address(locale, "respond/verify"), anchor))
        expect(form).to_have_attribute("data-form", "whole" if stage == "whole" else "single")
        assert violations(page, ".decision-tree") == [], stage


@LOOKS_OF_EDITIONS
def test_axe_passes_a_checklist_ticked_cleared_and_taken_back(
    reader: Reader, locale: str, look: dict[str, Any]
) -> None:
    page = opened(reader, locale, "respond/paid", look)
    part = page.locator("[data-list=first-minutes]")
    for row in part.locator("label").all():
        row.click()
    assert violations(page, "[data-list=first-minutes]") == []
    part.locator(".checklist-clear").click()
    expect(part.locator(".checklist-undo")).to_be_focused()
    assert violations(page, "[data-list=first-minutes]") == []
    part.locator(".checklist-undo").click()
    assert violations(page, "[data-list=first-minutes]") == []


@LOOKS_OF_EDITIONS
def test_axe_passes_a_checklist_that_cannot_be_kept(
    reader: Reader, locale: str, look: dict[str, Any]
) -> None:
    page = reader.page(**look, before=NO_STORAGE)
    page.goto(reader.url(Address(locale, "respond/paid")))
    page.locator("[data-list=first-minutes] label").first.click()
    expect(page.locator(".checklist-warning").first).to_be_visible()
    assert violations(page, "[data-list=first-minutes]") == []


@LOOKS_OF_EDITIONS
def test_axe_passes_a_letter_filled_in_shown_to_copy_and_cleared(
    reader: Reader, locale: str, look: dict[str, Any]
) -> None:
    page = reader.page(**look, before=NO_CLIPBOARD)
    page.goto(reader.url(Address(locale, "tools/letters")))
    part = page.locator("[data-letter=ask-plan]")
    for blank in part.locator("[data-field]").all():
        if blank.input_value() == "":
            blank.fill("王小明")
    assert violations(page, "[data-letter=ask-plan]") == []
    part.locator(".letter-copy").click()
    expect(part.locator(".letter-plain")).to_be_visible()
    assert violations(page, "[data-letter=ask-plan]") == []
    part.locator(".letter-clear").click()
    expect(part.locator(".letter-undo")).to_be_visible()
    assert violations(page, "[data-letter=ask-plan]") == []


@LOOKS_OF_EDITIONS
def test_axe_passes_a_deadline_counted_passed_and_refused(
    reader: Reader, locale: str, look: dict[str, Any]
) -> None:
    page = reader.page(spoilt=True, before=NO_CLIPBOARD, **look)
    page.clock.set_fixed_time("2026-11-24T04:00:00Z")
    page.goto(reader.url(Address(locale, "tools/deadline")))
    page.locator(".deadline-papers input").first.check()
    received = page.locator(".deadline-received")
    for day, shown in (
        ("2026-11-20", ".deadline-last"),
        ("2026-10-01", "[data-past] .deadline-left"),
        ("2027-11-20", ".deadline-future"),
    ):
        received.fill(day)
        expect(page.locator(shown)).to_be_visible()
        assert violations(page, "section.deadline") == []
    received.fill("2026-11-20")
    page.locator(".deadline-copy").click()
    expect(page.locator(".deadline-plain")).to_be_visible()
    assert violations(page, "section.deadline") == []


@LOOKS_OF_EDITIONS
def test_axe_passes_the_search_open_with_results_and_without(
    reader: Reader, locale: str, look: dict[str, Any]
) -> None:
    page = opened(reader, locale, "respond/bill", look)
    page.locator(".search-open").click()
    field = page.locator(".md-search__input")
    expect(field).to_be_focused()
    assert violations(page, ".md-search") == []
    field.fill("95188")
    page.locator(".md-search-result__item").first.wait_for()
    more = page.locator(".md-search-result__more summary")
    if more.count():
        more.first.click()
    assert violations(page, ".md-search") == []
    field.fill("qqqqzzzz")
    expect(page.get_by_text(interface(locale)["search_none_title"])).to_be_visible()
    assert violations(page, ".md-search") == []


@LOOKS_OF_EDITIONS
def test_axe_passes_the_menu_and_every_fold_open(
    reader: Reader, locale: str, look: dict[str, Any]
) -> None:
    page = opened(reader, locale, "respond/verify", look)
    menu = page.locator(".menu > summary")
    if menu.is_visible():  # on a desk the list beside the text takes its place
        menu.click()
        assert violations(page, ".menu") == []
        menu.click()
    page.locator(".tree-whole").click()  # its picture comes with the whole tree
    for fold in page.locator("article details").all():
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
    assert page.locator("article details:not([open])").count() == 0
    assert violations(page, "article") == []


@CHINESE_FIRST
def test_dark_is_dark_and_light_is_light(reader: Reader, locale: str) -> None:
    """The reader's system decides, without a script."""

    def brightness(dark: bool) -> tuple[int, int, int]:
        page = reader.open(Address(locale, "index"), dark=dark, script=False)
        return tuple(
            page.evaluate(
                """() => {
                  const field = document.body.appendChild(document.createElement("i"));
                  field.style.backgroundColor = "Field"; // as the browser draws its own parts
                  const [body, own] = [document.body, field].map((one) => getComputedStyle(one));
                  return [body.backgroundColor, body.color, own.backgroundColor].map((colour) => {
                    const ctx = new OffscreenCanvas(1, 1).getContext("2d");
                    ctx.fillStyle = colour;
                    ctx.fillRect(0, 0, 1, 1);
                    const { data } = ctx.getImageData(0, 0, 1, 1);
                    return data.slice(0, 3).reduce((a, b) => a + b) / 3;
                  });
                }"""
            )
        )

    paper, ink, field = brightness(dark=False)
    assert min(paper, field) > 220 > 80 > ink
    paper, ink, field = brightness(dark=True)
    assert max(paper, field) < 80 < 180 < ink
