"""What a page does with a script: switch, ticks, keys; nothing said in the console."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import DESK, Reader
from tests.browser.tools import ENGLISH_FIRST, FULL_STORAGE, KEEPS, NO_PRINTER, NO_STORAGE
from tests.helpers.hosting import hosted
from tests.helpers.project import PAGES, Address, interface

BOTH_WAYS = pytest.mark.parametrize(
    ("locale", "other"),
    [("zh", "en"), pytest.param("en", "zh", marks=pytest.mark.all_looks)],
)
PAID = "respond/paid"


# ------------------------------------------------------------------- language switch


@pytest.mark.parametrize("anchor", [pytest.param("", marks=pytest.mark.all_looks), "#stop"])
@BOTH_WAYS
def test_the_language_switch_keeps_page_and_place(
    reader: Reader, locale: str, other: str, anchor: str
) -> None:
    page = reader.page()
    page.goto(reader.url(Address(locale, "respond/verify"), anchor))
    page.locator("a.language").click()
    page.wait_for_url(reader.url(Address(other, "respond/verify"), anchor))


@BOTH_WAYS
def test_the_language_switch_of_home_leads_home(reader: Reader, locale: str, other: str) -> None:
    page = reader.open(Address(locale, "index"))
    page.locator("a.language").click()
    page.wait_for_url(reader.url(Address(other, "index")))


# ------------------------------------------------------------------- checklists


def ticked(page: Page) -> list[str]:
    return [
        item.get_attribute("data-item") or ""
        for item in page.locator("[data-list=first-minutes] li[data-item]").all()
        if item.locator("input").is_checked()
    ]


def items(page: Page) -> list[str]:
    found = page.locator("[data-list=first-minutes] li[data-item]").all()
    return [item.get_attribute("data-item") or "" for item in found]


@BOTH_WAYS
def test_ticks_survive_a_reload_and_a_change_of_edition(
    reader: Reader, locale: str, other: str
) -> None:
    page = reader.open(Address(locale, PAID))
    first, _, third, *_ = items(page)
    for item in (first, third):
        page.locator(f"[data-list=first-minutes] [data-item={item}] label").click()
    page.reload()
    assert ticked(page) == [first, third]
    beside = page.context.new_page()  # another tab follows by itself
    beside.goto(page.url)
    beside.locator(f"[data-list=first-minutes] [data-item={third}] label").click()
    expect(page.locator(f"[data-list=first-minutes] [data-item={third}] input")).not_to_be_checked()
    beside.locator(f"[data-list=first-minutes] [data-item={third}] label").click()
    expect(page.locator(f"[data-list=first-minutes] [data-item={third}] input")).to_be_checked()
    page.locator("a.language").click()
    page.wait_for_url(reader.url(Address(other, PAID)))
    assert ticked(page) == [first, third]
    page.locator(f"[data-list=first-minutes] [data-item={first}] label").click()
    page.locator("a.language").click()
    page.wait_for_url(reader.url(Address(locale, PAID)))
    assert ticked(page) == [third]


@ENGLISH_FIRST
def test_a_checklist_counts_clears_and_takes_it_back(reader: Reader, locale: str) -> None:
    words = interface(locale)
    page = reader.open(Address(locale, PAID))
    part = page.locator("[data-list=first-minutes]")
    total = len(items(page))

    def count(done: int) -> None:
        said = words["checklist_count"].format(done=done, total=total) if done else ""
        expect(part.locator(".checklist-count")).to_have_text(said)

    count(0)
    part.locator("label").first.click()
    count(1)
    part.get_by_text(words["checklist_clear"], exact=True).click()
    count(0)
    assert page.evaluate("localStorage.length") == 0
    part.get_by_text(words["checklist_undo"], exact=True).click()
    count(1)


def test_nothing_is_kept_before_the_first_tick(reader: Reader) -> None:
    page = reader.open(Address("zh", PAID))
    assert page.evaluate(KEEPS) == [0, 0, ""]


def test_ticks_survive_edits_of_the_text(reader: Reader) -> None:
    page = reader.open(Address("zh", PAID))
    _, second, *_ = items(page)
    row = page.locator(f"[data-list=first-minutes] [data-item={second}]")
    before = row.locator("label > span").inner_html()
    row.locator("input").check()  # the words may be a link

    def edited(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(before, "换了一种说法"))

    page.route(reader.url(Address("zh", PAID)), edited)
    page.reload()
    expect(row).to_have_text("换了一种说法")
    assert ticked(page) == [second]


@pytest.mark.parametrize("broken", [NO_STORAGE, FULL_STORAGE], ids=["denied", "full"])
@ENGLISH_FIRST
def test_a_browser_that_keeps_nothing_still_ticks_and_says_so_once(
    reader: Reader, locale: str, broken: str
) -> None:
    page = reader.page(before=broken)
    page.goto(reader.url(Address(locale, PAID)))
    warning = page.get_by_text(interface(locale)["checklist_not_saved"]).locator("visible=true")
    expect(warning).to_have_count(0)
    for done, label in enumerate(page.locator("[data-list=first-minutes] label").all()[:3], 1):
        label.click(position={"x": 12, "y": 12})  # not the link that its words may hold
        assert len(ticked(page)) == done
        expect(warning).to_have_count(1)


@ENGLISH_FIRST
def test_a_list_prints_two_taps_from_home_and_once(reader: Reader, locale: str) -> None:
    page = reader.page(before=NO_PRINTER)
    page.goto(reader.url(Address(locale, "index")))
    page.get_by_text(interface(locale)["footer_sheets"], exact=True).click()
    page.locator("a.print-now[href$='/paid/?print#first-minutes']").click()
    there = reader.url(Address(locale, PAID), "#first-minutes")
    page.wait_for_url(there)
    assert page.evaluate("window.printed") == 1
    printed = page.locator("[data-list=first-minutes] .checklist-printed")
    expect(printed).to_contain_text(reader.url(Address(locale, PAID)))
    expect(printed).not_to_contain_text("?print")
    for again in (page.reload, page.go_back, page.go_forward):
        again()
        assert page.evaluate("window.printed ?? 0") == 0
    assert page.url == there


@ENGLISH_FIRST
def test_what_a_script_hides_does_not_show(reader: Reader, locale: str) -> None:
    page = reader.page()
    shown = {}
    for name in ("respond/verify", PAID, "tools/letters", "tools/planner", "tools/deadline"):
        page.goto(reader.url(Address(locale, name)))
        shown[name] = page.locator("article [hidden]").evaluate_all(
            "(all) => all.filter((e) => e.getClientRects().length).map((e) => e.className)"
        )
        assert page.locator("article [hidden]").count() or name == PAID
    assert {name: parts for name, parts in shown.items() if parts} == {}


# ------------------------------------------------------------------- keyboard


@ENGLISH_FIRST
def test_the_first_stop_of_the_tab_key_skips_to_the_text(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "respond/verify"), viewport=DESK)
    page.keyboard.press("Tab")
    expect(
        page.get_by_text(interface(locale)["skip"], exact=True).locator("visible=true")
    ).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()


@ENGLISH_FIRST
def test_search_opens_and_closes_by_keyboard_and_gives_the_focus_back(
    reader: Reader, locale: str
) -> None:
    page = reader.open(Address(locale, "respond/verify"), viewport=DESK)
    opener = page.locator(".search-open")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label(interface(locale)["search_label"])).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__form")).not_to_be_visible()
    expect(opener).to_be_focused()


# ------------------------------------------------------------------- lost addresses


@pytest.fixture
def lost(chromium: Browser, public_site: Path) -> Iterator[Reader]:
    """A reader of the deployed site, below its path."""
    with hosted(public_site, "/guide/") as url, Reader(chromium, url) as reader:
        yield reader
        assert [one for one in reader.complaints if "404" not in one] == []


@pytest.mark.parametrize(
    ("path", "locale"),
    [
        ("no/such/page/", "zh"),
        ("en/respond/verfy/", "en"),
        pytest.param("respond/paid.html", "zh", marks=pytest.mark.all_looks),
    ],
)
def test_a_lost_address_leads_back_in_the_readers_language(
    lost: Reader, path: str, locale: str
) -> None:
    """By a link as by the search, though a host serves but one page for all lost addresses."""
    page = lost.open(path)
    expect(page.locator("h1")).to_have_text(interface(locale)["not_found_title"])
    page.locator(".search-open").click()
    page.get_by_label(interface(locale)["search_label"]).fill("95188")
    expect(page.locator(".md-search-result__item a").first).to_be_visible()
    found = page.locator(".md-search-result__item a").evaluate_all(
        "(all) => all.map((a) => a.href)"
    )
    known = [lost.url(one) for one in PAGES if one.locale == locale]
    assert [href for href in found if href.partition("#")[0] not in known] == []
    page.keyboard.press("Escape")
    page.get_by_text(interface(locale)["not_found_danger"]).click()
    page.wait_for_url(lost.url(Address(locale, PAID), "#first-minutes"))


@pytest.mark.all_looks
def test_a_host_without_the_english_404_page_does_not_send_a_reader_round(
    lost: Reader, public_site: Path
) -> None:
    page = lost.page()
    asked = []

    def root(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(path=public_site / "404.html")

    page.route("**/en/404.html", root)
    page.goto(lost.url("en/no/such/page/"))
    page.wait_for_url(lost.url("en/404.html"))
    expect(page.get_by_text(interface("en")["not_found_title"])).to_be_visible()
    assert len(asked) == 1


def test_a_mark_of_both_scripts_is_as_wide_as_a_chinese_letter(reader: Reader) -> None:
    """A Latin font stands first, for its digits: its quotes would run into the letters."""
    page = reader.open(Address("zh", "index"))
    wide = page.locator("article").evaluate(
        """(article) => {
          const width = (text) => {
            const line = article.appendChild(document.createElement("span"));
            line.textContent = text;
            const { width } = line.getBoundingClientRect();
            line.remove();
            return width;
          };
          return [..."“”…—"].map((mark) => (width(`认${mark}我`) - width("认我")) / width("认"));
        }"""
    )
    assert [round(one, 1) for one in wide] == [1.0] * 4


def test_a_folder_without_its_slash_is_found(lost: Reader) -> None:
    page = lost.open("en/respond/paid")
    page.wait_for_url(lost.url(Address("en", PAID)))
