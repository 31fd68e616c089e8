"""On paper: A4, the text alone, and a checklist on one sheet."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from guidance.model import Site
from guidance.render.provenance import oldest_check
from playwright.sync_api import Browser, Page, expect
from pypdf import PageObject

from tests.browser.conftest import DESK, Reader
from tests.browser.tools import A4, CHINESE_FIRST, ENGLISH_FIRST, LATER, NO_PRINTER, paper, plain
from tests.conftest import PUBLIC
from tests.helpers.hosting import hosted
from tests.helpers.project import LOCALES, TODAY, Address, interface

GENERATED = ["reference/contacts", "reference/laws"]
LARGE = 24  # pixels: 18 points
ARMCHAIR = 20  # points
NUMBERS = """[...document.querySelectorAll(".checklist-items a[href^='tel:']")]
  .filter((e) => e.checkVisibility()).map((e) => parseFloat(getComputedStyle(e).fontSize))"""
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


def says_something(sheet: PageObject) -> bool:
    contents = sheet.get_contents()
    return contents is not None and bool(re.search(rb"T[jJ]\b", contents.get_data()))


def shown(page: Page, selector: str) -> list[str]:
    """The ids and classes of such elements that show, in the medium of the moment."""
    return list(
        page.locator(selector).evaluate_all(
            """(all) => all.filter((e) => e.checkVisibility({ contentVisibilityAuto: true }))
              .map((e) => e.id || e.dataset.item || e.className || e.tagName)"""
        )
    )


@pytest.mark.parametrize("name", ["index", "respond/verify", "respond/paid", *GENERATED])
@ENGLISH_FIRST
def test_a_page_prints_on_a4_and_no_sheet_is_empty(reader: Reader, locale: str, name: str) -> None:
    page = reader.open(Address(locale, name), viewport=DESK)
    sheets = paper(page).pages
    assert {(round(one.mediabox.width), round(one.mediabox.height)) for one in sheets} == {A4}
    assert all(says_something(sheet) for sheet in sheets)


@pytest.fixture
def public(chromium: Browser, public_site: Path) -> Iterator[Reader]:
    """A reader of the guide as it is published: its paper has an address and a code."""
    with hosted(public_site) as url, Reader(chromium, url) as reader:
        yield reader


@pytest.mark.parametrize(
    ("locale", "names"),
    [
        ("zh", ("respond/paid", "tools/phone")),
        *(pytest.param(locale, (), marks=pytest.mark.all_looks) for locale in LOCALES),
    ],
)
def test_a_checklist_alone_is_whole_and_fits_one_sheet(
    public: Reader, guide: Site, locale: str, names: tuple[str, ...]
) -> None:
    """Of a few pages; make test-all prints every list, and make test those in wide letters."""
    page = public.page(before=NO_PRINTER)
    for source in guide.edition(locale).values():
        if names and source.name not in names:
            continue
        if source.checklists:
            page.goto(public.url(Address(locale, source.name)))
        for checklist in source.checklists:
            part = page.locator(f"[data-list={checklist.id}]")
            page.emulate_media(media="screen")
            part.get_by_text(interface(locale)["checklist_print"], exact=True).click()
            page.emulate_media(media="print")
            first, *others = shown(page, "article > *")
            assert first.split()[0] == "checklist", checklist.id
            assert others == ["paper-foot"], checklist.id
            assert all(size >= LARGE for size in page.evaluate(NUMBERS)), checklist.id
            assert shown(page, "article :is(h1, h2, h3)") == [checklist.id]
            assert shown(page, "li[data-item]") == [item.id for item in checklist.items]
            assert len(paper(page).pages) == 1, checklist.id
            page.evaluate("dispatchEvent(new Event('afterprint'))")


@CHINESE_FIRST
def test_boxes_are_square_on_paper_and_can_be_ticked_with_a_pen(
    reader: Reader, guide: Site, locale: str
) -> None:
    page = reader.page(viewport=DESK)
    page.emulate_media(media="print")
    wanted = {
        "square": True,
        "corners": "0px",
        "line": True,
        "colour": "rgb(0, 0, 0)",
        "drawn": "none",
    }
    for name in ("respond/paid", "reference/components"):
        page.goto(reader.url(Address(locale, name)))
        boxes = page.locator(".checklist-items input").evaluate_all(f"(all) => all.map({BOX})")
        lists = guide.edition(locale)[name].checklists
        assert len(boxes) == sum(len(one.items) for one in lists) > 0
        assert [box for box in boxes if box != wanted] == [], name


@ENGLISH_FIRST
def test_the_sheet_beside_the_telephone_can_be_read_from_an_armchair(
    reader: Reader, locale: str
) -> None:
    page = reader.open(Address(locale, "tools/phone"), viewport=DESK)
    page.emulate_media(media="print")
    sizes = page.locator(".large-print .checklist-items span").evaluate_all(
        "(all) => all.map((e) => parseFloat(getComputedStyle(e).fontSize) * 0.75)"
    )
    assert sizes
    assert min(sizes) >= ARMCHAIR


@ENGLISH_FIRST
def test_after_printing_a_list_the_page_is_whole_again(reader: Reader, locale: str) -> None:
    page = reader.page(before="window.print = () => dispatchEvent(new Event('afterprint'))")
    page.goto(reader.url(Address(locale, "respond/paid")))
    page.get_by_text(interface(locale)["checklist_print"], exact=True).first.click()
    page.emulate_media(media="print")
    hidden = page.locator("article > *:not(template, .tree-picture)").evaluate_all(
        "(parts) => parts.filter((e) => !e.checkVisibility()).map((e) => e.outerHTML.slice(0, 60))"
    )
    assert hidden == []


@pytest.mark.parametrize(
    "missing", ["delete window.print", pytest.param("window.print = () => {}", marks=LATER)]
)
@pytest.mark.parametrize(
    ("name", "button"),
    [
        ("respond/paid", ".checklist-print"),
        ("tools/letters", ".letter-print"),
        ("tools/planner", ".planner-blank"),
        ("tools/both/trust", ".both-print"),
    ],
)
@CHINESE_FIRST
def test_where_nothing_prints_the_page_says_how_to_save_and_stays_whole(
    reader: Reader, locale: str, name: str, button: str, missing: str
) -> None:
    page = reader.page(spoilt=True)
    page.clock.install()
    page.add_init_script(missing)
    page.goto(reader.url(Address(locale, name)))
    said = page.get_by_text(interface(locale)["print_none"])
    page.locator(button).first.click()
    page.clock.run_for(1000)
    expect(said).to_be_hidden()
    page.clock.run_for(2000)
    expect(said).to_be_visible()
    assert said.get_attribute("role") == "status"
    page.emulate_media(media="print")
    expect(said).to_be_hidden()
    assert page.locator("[data-printing]").count() == 0
    assert not [
        one
        for one in page.evaluate("Object.keys(document.documentElement.dataset)")
        if "print" in one
    ]


def codes(page: Page) -> list[str]:
    """What the QR codes of the printed page say."""
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as document:
        sheets = [sheet.render(scale=3).to_pil().convert("RGB") for sheet in document]
    return [code.text for sheet in sheets for code in zxingcpp.read_barcodes(sheet)]


@ENGLISH_FIRST
def test_paper_says_where_it_came_from_when_the_guide_has_an_address(
    public: Reader, locale: str
) -> None:
    address = Address(locale, "respond/verify")
    page = public.open(address, viewport=DESK)
    assert codes(page) == [f"{PUBLIC}{address.url}"]
    text = plain("".join(sheet.extract_text() for sheet in paper(page).pages))
    assert f"{PUBLIC}{address.url}" in text


@ENGLISH_FIRST
def test_paper_says_how_old_it_is_and_that_we_are_not_alipay(
    reader: Reader, guide: Site, locale: str
) -> None:
    page = reader.open(Address(locale, "respond/verify"), viewport=DESK)
    text = plain("".join(sheet.extract_text() for sheet in paper(page).pages))
    words = interface(locale)
    checked = oldest_check(guide.edition(locale)["respond/verify"], guide.registry)
    assert plain(words["checked"].format(date=checked)) in text
    assert plain(words["made"].format(date=TODAY)) in text
    assert plain(interface(locale)["footer_limits"]) in text


def test_addresses_stand_behind_outside_links_on_paper_and_no_others(reader: Reader) -> None:
    page = reader.open(Address("zh", "respond/bill"), viewport=DESK)
    text = plain("".join(sheet.extract_text() for sheet in paper(page).pages))
    links = page.locator("article a[href^='http']").all()
    addresses = [(link.get_attribute("href") or "", link.text_content() or "") for link in links]
    assert len(addresses) > 1
    for address, words in addresses:
        assert address in text or words in address  # which is an address itself
    assert reader.site not in text
    assert "../" not in text


def test_paper_has_no_code_when_the_guide_has_no_address(
    chromium: Browser, small_site: Path
) -> None:
    with hosted(small_site) as url, Reader(chromium, url) as reader:
        assert codes(reader.open(Address("en", "index"), viewport=DESK)) == []
