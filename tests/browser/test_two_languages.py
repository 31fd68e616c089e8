"""The two-language sheet: every checklist, tree and letter of both editions, pair by pair."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from guidance.model import Site
from guidance.strings import load
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE, Reader
from tests.browser.layouts import sheets_of_lists
from tests.browser.tools import (
    A4,
    BOTH,
    CHINESE_FIRST,
    ENGLISH_FIRST,
    KEEPS,
    LATER,
    NO_PRINTER,
    SIDEWAYS,
    SMALL,
    paper,
    plain,
)
from tests.helpers import html
from tests.helpers.project import LOCALES, Address, guide

NAME = "tools/both"
TWIN = {"zh": "en", "en": "zh"}
#: Lists, and the window in which make test opens each.
ON_PAPER = {"first-minutes": "phone", "verify-safely": "desk", "before-talking": "phone"}
#: One part of each kind.
KINDS = ("first-minutes", "trust", "ask-plan")


class Line(NamedTuple):
    """One pair as a column shows it."""

    id: str
    text: str


#: Each column's pairs; what is written on a blank is left out, as it stands in both languages.
COLUMNS = """() => [0, 1].map((column) =>
  [...document.querySelectorAll(".both-body > [data-pair]")].map((row) => {
    const cell = row.children[column].cloneNode(true);
    for (const blank of cell.querySelectorAll(".both-blank")) blank.remove();
    return [row.dataset.pair, cell.textContent];
  }))"""
#: Chinese words of the English column, how many and which of them do not say so.
UNMARKED = """() => {
  const cells = document.querySelectorAll(".both-body .both-pair > [lang=en]");
  const texts = [...cells].flatMap((cell) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    return [...Array.from({ length: 1e4 }, () => walker.nextNode()).filter(Boolean)];
  }).filter((text) => /\\p{Script=Han}/u.test(text.data));
  const bare = texts.filter((text) => !text.parentElement.closest("[lang]").lang.startsWith("zh"));
  return [texts.length, bare.map((text) => text.data)];
}"""
SIDE_BY_SIDE = """() => [...document.querySelectorAll(".both-body .both-pair")].map((row) => {
  const [mine, twin] = [...row.children].map((cell) => cell.getBoundingClientRect());
  return twin.top < mine.bottom - 1;
})"""


def parts() -> Iterator[tuple[str, str]]:
    """Each listed page and the id of each part it has."""
    for page in guide().edition("zh").values():
        if page.listed:
            yield from ((page.name, checklist.id) for checklist in page.checklists)
            yield from ((page.name, tree.id) for tree in page.trees)
            yield from ((page.name, h.id) for h in page.headings if "letter" in h.classes)


def said(element: html.Element, *leave_out: str) -> str:
    """The words of an element, without marks of sources and children of these classes."""
    if set(element.classes) & {"source-mark", *leave_out}:
        return ""
    return plain(
        "".join(c if isinstance(c, str) else said(c, *leave_out) for c in element.children)
    )


def published(site: Path, address: Address, part: str) -> list[Line]:
    """The lines of a part as its own page has them, in order."""
    page = html.read(site / address.file)
    (section,) = (
        e for e in page.walk() if part in (e["data-list"], e["data-tree"], e["data-letter"])
    )
    if section["data-list"]:
        items = [e for e in section.all("li") if e["data-item"]]
        return [Line(item["data-item"], said(item)) for item in items]
    if section["data-tree"]:
        nodes = [e for e in section.walk() if e["data-node"]]
        return [Line(node["data-node"], said(node)) for node in nodes]
    (text,) = section.all("div", class_="letter-text")
    folds = section.all("details")
    return [Line("letter", said(folds[0] if folds else text, "field"))]


def columns(page: Page) -> list[list[Line]]:
    return [[Line(i, plain(t)) for i, t in column] for column in page.evaluate(COLUMNS)]


def open_sheet(reader: Reader, locale: str, part: str, **options: Any) -> Page:
    page = reader.page(**options)
    page.goto(reader.url(Address(locale, NAME), f"#{part}"))
    expect(page.locator(".both-sheet")).to_be_visible()
    return page


def shows(page: Page, part: str) -> None:
    expect(page.locator(f"html[data-both={part}] .both-sheet")).to_be_visible()


# ------------------------------------------------------------------- every part


@pytest.mark.parametrize("step", [4, pytest.param(1, id="every", marks=LATER)])
@CHINESE_FIRST
def test_every_part_stands_in_both_languages_line_by_line(
    reader: Reader, built_site: Path, locale: str, step: int
) -> None:
    page = reader.page()
    page.goto(reader.url(Address(locale, NAME)))
    checked = 0
    for name, part in [*parts()][::step]:
        page.evaluate("(id) => { location.hash = id }", part)
        shows(page, part)
        mine, twin = columns(page)
        for shown, edition in ((mine, locale), (twin, TWIN[locale])):
            lines = published(built_site, Address(edition, name), part)
            extra = {"intro", "rest"}
            assert [line for line in shown if line.id not in extra] == lines, (edition, part)
        assert [line.id for line in mine] == [line.id for line in twin], part
        assert all(line.text for line in mine + twin), part
        checked += 1
    assert checked >= 60 // step
    assert page.evaluate(KEEPS) == [0, 0, ""]


@ENGLISH_FIRST
def test_each_column_says_its_language_and_the_readers_comes_first(
    reader: Reader, locale: str
) -> None:
    page = open_sheet(reader, locale, "ask-plan")
    langs = [load(one)["language"] for one in (locale, TWIN[locale])]
    rows = page.locator(".both-body .both-pair").evaluate_all(
        "(rows) => rows.map((row) => [...row.children].map((cell) => cell.lang))"
    )
    assert rows
    assert [row for row in rows if row != langs] == []
    page.evaluate("() => { location.hash = 'trust' }")
    shows(page, "trust")
    count, unmarked = page.evaluate(UNMARKED)
    assert count
    assert unmarked == []


def test_the_list_has_every_part_once_and_in_both_languages(built_site: Path) -> None:
    for locale in LOCALES:
        page = html.read(built_site / Address(locale, NAME).file)
        (section,) = page.all("section", class_="two-languages")
        rows = [row for row in section.all("li") if row["id"]]
        assert sorted(row["id"] for row in rows) == sorted(part for _, part in parts())
        for row in rows:
            mine, twin, *_ = row.all("a")
            assert {link["href"].partition("#")[2] for link in (mine, twin)} == {row["id"]}
            assert (mine["lang"], twin["lang"]) == ("", load(TWIN[locale])["language"])
            assert mine.text
            assert twin.text


@BOTH
def test_the_sheets_lead_to_each_part_in_both_languages(built_site: Path, locale: str) -> None:
    sheets = html.read(built_site / Address(locale, "tools/sheets").file)
    words = load(locale)["both_beside"]
    links = [a["href"] for a in sheets.all("a") if a.text == words]
    found = [link.partition("#")[2] for link in links]
    assert sorted(filter(None, found)) == sorted(part for _, part in parts())
    assert {link.partition("#")[0] for link in links} == {"../both/"}


# ------------------------------------------------------------------- screens


@pytest.mark.parametrize("part", KINDS)
@ENGLISH_FIRST
def test_pairs_are_stacked_on_a_phone_and_stand_side_by_side_on_a_desk(
    reader: Reader, locale: str, part: str
) -> None:
    page = open_sheet(reader, locale, part, viewport=PHONE)
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
@ENGLISH_FIRST
def test_axe_finds_nothing_on_a_sheet(reader: Reader, locale: str, dark: bool) -> None:
    page = reader.open(Address(locale, NAME), dark=dark)
    for part in KINDS:
        page.evaluate("(id) => { location.hash = id }", part)
        shows(page, part)
        assert violations(page, ".both-sheet") == [], part


@ENGLISH_FIRST
def test_numbers_can_be_dialled_and_links_lead_to_their_own_edition(
    reader: Reader, built_site: Path, locale: str
) -> None:
    page = open_sheet(reader, locale, "first-minutes")
    for column in (1, 2):
        cells = page.locator(f".both-item > :nth-child({column})")
        dialled = cells.locator("a[href^='tel:']").evaluate_all("(a) => a.map((one) => one.href)")
        assert "tel:110" in dialled
        assert "tel:95188" in dialled
    for cell, edition in ((1, locale), (2, TWIN[locale])):
        hrefs = page.locator(
            f".both-body .both-pair > :nth-child({cell}) a[href^=http]"
        ).evaluate_all("(all) => all.map((one) => one.href)")
        assert hrefs
        for href in hrefs:
            path, _, anchor = href.removeprefix(reader.site).partition("#")
            assert path.startswith("en/") == (edition == "en"), href
            target = html.read(built_site / path / "index.html")
            assert not anchor or anchor in {e["id"] for e in target.walk()}, href


def test_a_sheet_takes_no_control_and_no_handler_from_a_page(reader: Reader) -> None:
    page = reader.page()

    def spoil(route: Route) -> None:
        text = route.fetch().text()
        bad = (
            '<img src="x" onerror="window.bad = 1"><script>window.bad = 1</script>'
            '<a href="javascript:window.bad = 1" onclick="window.bad = 1" class="skip">x</a>'
        )
        route.fulfill(
            content_type="text/html",
            body=text.replace("<label><input", bad + "<label><input").replace(
                "</span></label>", bad + "</span></label>"
            ),
        )

    page.route("**/respond/paid/", spoil)
    page.goto(reader.url(Address("zh", NAME), "#first-minutes"))
    shows(page, "first-minutes")
    body = page.locator(".both-body")
    assert body.locator("img, script, input, button, [onclick], [href^=javascript]").count() == 0
    assert body.locator(".skip").count() == 0
    assert page.evaluate("window.bad") is None
    reader.complaints.clear()  # the policy says what it blocked in the page that was read


# ------------------------------------------------------------------- choosing


@ENGLISH_FIRST
def test_a_sheet_is_chosen_printed_and_left_by_keyboard(reader: Reader, locale: str) -> None:
    page = reader.page(before=NO_PRINTER)
    page.goto(reader.url(Address(locale, NAME)))
    expect(page.locator(".both-sheet")).not_to_be_visible()
    page.locator("#first-minutes a").first.focus()
    page.keyboard.press("Enter")
    shows(page, "first-minutes")
    expect(page.locator(".both-title")).to_be_focused()
    expect(page.locator(".both-choose")).not_to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".both-print")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("window.printed")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".both-choose")).to_be_visible()
    expect(page.locator("#choose-sheet")).to_be_focused()
    expect(page.locator(".both-sheet")).not_to_be_visible()
    page.go_back()
    shows(page, "first-minutes")


@ENGLISH_FIRST
def test_back_and_the_language_switch_keep_their_meaning(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, NAME))
    page.locator("#trust a").first.click()
    shows(page, "trust")
    page.go_back()
    expect(page.locator(".both-choose")).to_be_visible()
    expect(page.locator(".both-sheet")).not_to_be_visible()
    page.go_forward()
    shows(page, "trust")
    page.locator(".language").click()
    page.wait_for_url(reader.url(Address(TWIN[locale], NAME), "#trust"))
    shows(page, "trust")


@ENGLISH_FIRST
def test_an_unknown_sheet_gets_a_sentence_and_the_list(reader: Reader, locale: str) -> None:
    page = reader.page()
    for wrong in ("no-such-list", "%E0%A4%A", "<img src=x onerror=alert(1)>", "__proto__"):
        page.goto("about:blank")
        page.goto(reader.url(Address(locale, NAME), f"#{wrong}"))
        expect(page.locator(".both-said")).to_have_text(load(locale)["both_unknown"])
        expect(page.locator(".both-choose")).to_be_visible()
        expect(page.locator(".both-sheet")).not_to_be_visible()
    page.locator("#trust a").first.click()
    shows(page, "trust")
    expect(page.locator(".both-said")).to_have_text("")


def test_other_places_of_the_page_are_no_unknown_sheets(reader: Reader) -> None:
    page = reader.page()
    for known in ("", "#next", "#choose-sheet", "#__content"):
        page.goto("about:blank")
        page.goto(reader.url(Address("zh", NAME), known))
        expect(page.locator("#first-minutes > a > span")).to_be_visible()
        expect(page.locator(".both-said")).to_have_text("")


def test_a_heading_of_the_page_ends_the_sheet_and_is_seen(reader: Reader) -> None:
    page = open_sheet(reader, "zh", "first-minutes", viewport=DESK)
    page.locator(".page-toc a[href='#choose-sheet']").click()
    expect(page.locator("#choose-sheet")).to_be_in_viewport()
    expect(page.locator(".both-sheet")).not_to_be_visible()


@pytest.mark.parametrize("fault", ["refused", "not found", "another page"])
@ENGLISH_FIRST
def test_what_cannot_be_fetched_is_offered_one_language_at_a_time(
    reader: Reader, locale: str, fault: str
) -> None:
    page = reader.page()

    def fail(route: Route) -> None:
        if fault == "refused":
            route.abort()
        elif fault == "not found":
            route.fulfill(status=404, body="")
        else:
            route.fulfill(content_type="text/html", body="<h1>Log in to the hotel's network</h1>")

    page.route("**/en/respond/paid/", fail)
    page.goto(reader.url(Address(locale, NAME), "#first-minutes"))
    expect(page.locator(".both-said")).to_have_text(load(locale)["both_failed"])
    links = page.locator(".both-alone a")
    hrefs = links.evaluate_all("(all) => all.map((one) => one.href)")
    assert hrefs == [
        reader.url(Address(one, "respond/paid"), "#first-minutes") for one in (locale, TWIN[locale])
    ]
    expect(page.locator(".both-choose")).to_be_visible()
    page.unroute_all()
    page.get_by_text(load(locale)["both_retry"], exact=True).click()
    shows(page, "first-minutes")
    reader.complaints.clear()  # the refused page


def test_the_last_sheet_asked_for_is_the_one_that_shows(reader: Reader) -> None:
    page = reader.page()
    held: list[Route] = []
    page.route("**/en/respond/paid/", lambda route: held.append(route))
    page.goto(reader.url(Address("zh", NAME), "#first-minutes"))
    expect(page.locator(".both-said")).to_have_text(load("zh")["both_wait"])
    while not held:
        page.wait_for_timeout(20)
    page.evaluate("location.hash = 'trust'")
    shows(page, "trust")
    with page.expect_response("**/en/respond/paid/"):
        held.pop().continue_()
    page.wait_for_load_state("networkidle")
    shows(page, "trust")


# ------------------------------------------------------------------- without script, on paper


@ENGLISH_FIRST
def test_without_script_a_row_leads_to_the_part_in_each_language(
    reader: Reader, locale: str
) -> None:
    for column, edition in enumerate((locale, TWIN[locale])):
        page = reader.page(script=False)
        page.goto(reader.url(Address(locale, NAME), "#first-minutes"))
        expect(page.locator("#first-minutes")).to_be_in_viewport()
        expect(page.locator(".both-sheet")).to_have_count(0)
        page.locator("#first-minutes > a").nth(column).click()
        page.wait_for_url(reader.url(Address(edition, "respond/paid"), "#first-minutes"))


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
    page = open_sheet(reader, locale, part, viewport=viewport)
    (sheet,) = paper(page).pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4
    text = plain(sheet.extract_text())
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
        assert plain(load(edition)["footer_not_alipay"]) in text
    assert plain(load(locale)["both_print"]) not in text
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
