"""What a page loads before it can be read, and that trimming it changes nothing a reader sees."""

import gzip
import subprocess
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import DESK, PHONE, Reader
from tests.browser.tools import BOTH, ENGLISH_FIRST, LATER, WAITED
from tests.conftest import PUBLIC, Builder
from tests.helpers.hosting import hosted
from tests.helpers.html import read
from tests.helpers.project import (
    BIN,
    PAGES,
    Address,
    build,
    copy_project,
    environment,
    interface,
    small_project,
)

PARTS = ["index", "respond/verify"]
#: Compressed bytes, as a static host sends them; GitHub Pages knows no better than gzip.
FIRST_VIEW = 28_000
#: Pages too heavy for that, and what they may weigh.
HEAVIER = {
    "tools/message": 41_700,  # every sign with its phrases, so that no message leaves the page
    "reference/components": 29_000,  # every part, and a menu that grows; no reader comes here
    "rights/court": 29_400,  # four kinds of paper and their time limits, each sentence with its record
}
#: The page of every fact, with its check and its pages: what it may weigh without any, and what a
#: fact and a link add, so that whoever writes a page or a record owes this test nothing.
ALL_FACTS, ALONE, A_FACT, A_LINK = "reference/current", 17_000, 100, 8
#: What a server may send before it hears from the phone again: 10 packets of 1460 bytes.
FIRST_ROUND_TRIP = 14_600


def size(*files: Path) -> int:
    return sum(map(packed, files))


@cache
def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


# ------------------------------------------------------------------- weight


@ENGLISH_FIRST
@pytest.mark.parametrize("name", PARTS)
def test_a_first_view_is_light_and_asks_three_times_at_most(
    reader: Reader, built_site: Path, locale: str, name: str
) -> None:
    page = reader.page()
    loaded: list[Path] = []
    page.on("response", lambda answer: loaded.append(_file(built_site, reader.site, answer.url)))
    page.goto(reader.url(Address(locale, name)), wait_until="networkidle")
    assert [file for file in loaded if not file.is_file()] == []
    assert len(loaded) <= 3
    assert sorted(loaded) == sorted(first_view(built_site, Address(locale, name)))
    assert size(*loaded) <= FIRST_VIEW


def _file(site: Path, url: str, address: str) -> Path:
    file = site / address.removeprefix(url)
    return file / "index.html" if file.is_dir() else file


def limit(site: Path, address: Address) -> int:
    if address.name != ALL_FACTS:
        return HEAVIER.get(address.name, FIRST_VIEW)
    text = (site / address.file).read_text("utf-8")
    return ALONE + A_FACT * text.count('class="fact-name"') + A_LINK * text.count("<a ")


def first_view(site: Path, address: Address) -> list[Path]:
    """The page and the files that it asks for by itself, which the test above sees in a browser."""
    page = site / address.file
    head = read(page).one("head")
    named = [e["src"] for e in head.all("script")] + [
        e["href"] for e in head.all("link") if e["rel"] == "stylesheet"
    ]
    return [page, *((page.parent / name).resolve() for name in named if name)]


def test_every_first_view_is_light(public_site: Path) -> None:
    """As it is published, with its address and its code for paper."""
    heavy = {}
    for address in PAGES:
        files = first_view(public_site, address)
        assert len(files) == 3, address
        sheets = read(public_site / address.file).all("link", rel="stylesheet")
        assert [one["media"] for one in sheets] == ["print"], f"the text of {address} waits"
        if size(*files) > limit(public_site, address):
            heavy[str(address)] = size(*files)
    assert heavy == {}


@BOTH
def test_home_can_be_read_after_the_first_round_trip(public_site: Path, locale: str) -> None:
    """The page with its styles, whole; script and paper come later and nothing waits for them."""
    assert size(public_site / Address(locale, "index").file) <= FIRST_ROUND_TRIP


def test_a_page_loads_no_script_of_a_tool_that_it_has_not(built_site: Path) -> None:
    def script(name: str) -> str:
        (one,) = (f for f in first_view(built_site, Address("zh", name)) if f.suffix == ".js")
        return one.read_text("utf-8")

    assert "deadline" not in script("index") + script("tools/letters")
    assert "deadline-parts" in script("tools/deadline")
    assert "letter-parts" in script("tools/letters")
    assert "decision-tree" in script("index")
    assert "decision-tree" not in script("tools/planner")
    assert "decision-tree" in script("reference/components")


def test_pages_without_a_tool_share_one_script_whatever_they_hold(built_site: Path) -> None:
    """A browser keeps it: the next page asks for no script."""
    names = ("index", "respond/verify", "reference/about", "tools/sheets")
    files = [
        f for n in names for f in first_view(built_site, Address("zh", n)) if f.suffix == ".js"
    ]
    assert len(set(files)) == 1


def test_the_first_round_trip_brings_style_title_and_first_words(built_site: Path) -> None:
    """A browser shows what it has: the styles stand before the text, and nothing else is needed."""
    for address in PAGES:
        file = built_site / address.file
        first = gzip.compress(file.read_bytes(), 9)[:FIRST_ROUND_TRIP]
        begun = zlib.decompressobj(wbits=31).decompress(first).decode("utf-8", "ignore")
        assert "</style>" in begun, address
        rest = begun.replace('<link rel="stylesheet" media="print"', "")
        assert "stylesheet" not in rest, address
        text = begun.partition("</h1>")[2]
        assert len(text) > 2500 or "</article>" in text, address


# ------------------------------------------------------------------- looks


def left_by_mkdocs(folder: Path, address: str = "") -> Path:
    """A site with every rule of every sheet."""
    command = [str(BIN / "mkdocs"), "build", "--quiet"]
    subprocess.run(command, cwd=folder, env=environment(address), check=True)
    return folder / "site"


@pytest.fixture(scope="module")
def untrimmed(once: Builder) -> Iterator[str]:
    """The same site as MkDocs leaves it."""
    site = once("untrimmed", lambda folder: left_by_mkdocs(copy_project(folder), PUBLIC))
    with hosted(site, "/some/where/") as url:
        yield url


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A site of a few pages, trimmed and as MkDocs leaves it."""
    folder = tmp_path_factory.mktemp("small")
    trimmed = build(small_project(folder / "trimmed"))
    whole = left_by_mkdocs(small_project(folder / "whole"))
    with hosted(trimmed, "/some/where/") as one, hosted(whole, "/some/where/") as other:
        yield one, other


#: Waits for the pictures in folds that were just opened.
DRAWN = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode();
}))"""


def pictures(page: Page, site: str, address: Address) -> Iterator[tuple[str, bytes]]:
    """The page, and its parts in the states that a reader puts them into."""
    page.goto(f"{site}{address.url}")
    page.wait_for_load_state("load")
    yield "page", page.screenshot(full_page=True)
    page.evaluate("document.querySelectorAll('article details').forEach((d) => { d.open = true })")
    page.evaluate(DRAWN)
    menu = page.locator(".menu > summary")
    has_menu = menu.is_visible()  # on a desk the list beside the text takes its place
    if has_menu:
        menu.click()
    yield "open", page.screenshot(full_page=True)
    if has_menu:
        menu.click()
    for box in page.locator("label:has(input)").all()[:2]:
        box.click()
    page.locator(".search-open").click()
    page.locator(".md-search__input").fill("110")
    page.locator(".md-search-result__item").first.wait_for()
    page.locator(".md-search [aria-busy]").wait_for(state="detached")
    yield "search", page.screenshot()
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    yield "paper", page.screenshot(full_page=True)


LOOKS = {
    "light-phone": (PHONE, False),
    "dark-desk": (DESK, True),
    "dark-phone": (PHONE, True),
    "light-desk": (DESK, False),
}


def differences(
    chromium: Browser, sites: tuple[str, str], address: Address, look: str
) -> list[str]:
    """What looks different on two sites."""
    viewport, dark = LOOKS[look]
    options: dict[str, Any] = {"dark": dark, "viewport": viewport, "reduced_motion": "reduce"}
    shown = []
    for site in sites:
        with Reader(chromium, site) as reader:
            shown.append(list(pictures(reader.page(**options), site, address)))
    return [name for (name, one), (_, other) in zip(*shown, strict=True) if one != other]


@pytest.mark.parametrize(
    ("name", "look"), [("index", "dark-desk"), ("respond/paid", "light-phone")]
)
def test_a_trimmed_page_of_a_small_site_looks_like_the_whole_one(
    chromium: Browser, small: tuple[str, str], name: str, look: str
) -> None:
    assert differences(chromium, small, Address("zh", name), look) == []


@pytest.mark.all_looks
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "address",
    [
        Address("zh", "index"),
        Address("en", "respond/paid"),
        Address("zh", "respond/collector"),
        Address("en", "reference/contacts"),
        Address("zh", "tools/letters"),
        Address("en", "tools/planner"),
    ],
    ids=str,
)
def test_a_trimmed_page_looks_like_the_whole_one(
    chromium: Browser, site_url: str, untrimmed: str, address: Address, look: str
) -> None:
    assert differences(chromium, (site_url, untrimmed), address, look) == []


def test_the_whole_pages_have_the_whole_sheet(chromium: Browser, small: tuple[str, str]) -> None:
    """Or the pictures above would compare a page with itself."""
    with Reader(chromium, small[1]) as reader:
        page = reader.open(Address("zh", "index"))
        assert page.locator("head style").count() == 0
        assert page.evaluate("document.styleSheets[0].cssRules.length > 0")


# ------------------------------------------------------------------- a script that never comes


@pytest.mark.parametrize("ends", ["refused", "silent"])
@ENGLISH_FIRST
def test_a_page_whose_script_never_comes_can_be_read_and_left(
    reader: Reader, locale: str, ends: str
) -> None:
    page = reader.page()

    def never(route: Route) -> None:
        if ends == "refused":
            route.abort()

    page.route("**/guidance.*.js", never)
    page.goto(reader.url(Address(locale, "respond/verify")), wait_until="commit")
    expect(page.locator("h1")).to_be_visible()
    page.evaluate(WAITED)
    expect(page.locator("[data-node]").last).to_be_visible()
    expect(page.locator(".search-open")).not_to_be_visible()
    page.locator(".menu > summary").click()
    page.locator(".menu a[href*='bill']").click(no_wait_after=True)
    page.wait_for_url(reader.url(Address(locale, "respond/bill")), wait_until="commit")
    page.close()
    reader.complaints.clear()  # the refused script


def test_the_header_keeps_its_place_when_the_script_comes(reader: Reader) -> None:
    def places(script: bool) -> list[object]:
        page = reader.open(Address("zh", "index"), script=script)
        parts = page.locator(".site-header a, .menu > summary").all()
        return [one.bounding_box() for one in parts if one.is_visible()]

    assert places(script=False) == places(script=True)


# ------------------------------------------------------------------- search on first touch


def asked_for(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@ENGLISH_FIRST
def test_nothing_of_the_search_is_loaded_before_it_is_opened(reader: Reader, locale: str) -> None:
    page = reader.page()
    asked = asked_for(page)
    page.goto(reader.url(Address(locale, "respond/verify")), wait_until="networkidle")
    assert [url for url in asked if "search" in url or "results" in url] == []
    page.locator(".search-open").click()
    page.locator(".md-search__input").fill("95188")
    page.locator(".md-search-result__item").first.wait_for()
    assert len([url for url in asked if url.endswith(f"search/{locale}.json")]) == 1


@pytest.mark.parametrize("opened_by", ["tap", "/"])
def test_what_is_typed_before_the_search_is_ready_is_kept(reader: Reader, opened_by: str) -> None:
    page = reader.page()
    held: list[Route] = []
    page.route("**/search/zh.json", lambda route: held.append(route))
    page.goto(reader.url(Address("zh", "respond/verify")))
    if opened_by == "tap":
        page.locator(".search-open").click()
    else:
        page.keyboard.press(opened_by)
    field = page.locator(".md-search__input")
    expect(field).to_be_focused()
    page.keyboard.type("95188")
    expect(field).to_have_value("95188")
    expect(page.locator(".md-search-result__meta")).to_have_text(
        interface("zh")["search_result_initializer"]
    )
    expect(page.locator(".md-search-result__item")).to_have_count(0)
    while not held:  # results.js, which asks for it, comes first
        page.wait_for_timeout(20)
    held.pop().continue_()
    page.locator(".md-search-result__item").first.wait_for()
    expect(field).to_be_focused()
    expect(field).to_have_value("95188")


def test_escape_closes_a_search_that_is_not_ready(reader: Reader) -> None:
    page = reader.page()
    page.route("**/search/zh*.json", lambda route: None)
    page.goto(reader.url(Address("zh", "respond/verify")))
    page.locator(".search-open").click()
    expect(page.locator(".md-search")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search")).not_to_be_visible()
    expect(page.locator(".search-open")).to_be_focused()


def test_a_search_that_cannot_load_says_what_to_do_and_tries_again(reader: Reader) -> None:
    page = reader.page()
    page.route("**/search/zh*.json", lambda route: route.abort())
    page.goto(reader.url(Address("zh", "respond/verify")))
    page.locator(".search-open").click()
    page.locator(".md-search__input").fill("9518")
    expect(page.get_by_text(interface("zh")["search_none_title"])).to_be_visible()
    page.unroute_all()
    page.locator(".md-search__input").fill("95188")
    page.locator(".md-search-result__item").first.wait_for()
    expect(page.get_by_text(interface("zh")["search_none_title"])).not_to_be_visible()
    reader.complaints.clear()  # the refused index


def test_letters_in_the_search_and_with_other_keys_open_nothing(reader: Reader) -> None:
    page = reader.open(Address("zh", "respond/verify"))
    page.keyboard.press("Alt+s")
    expect(page.locator(".md-search")).not_to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("/sf")
    expect(page.locator(".md-search__input")).to_have_value("/sf")


@ENGLISH_FIRST
def test_an_address_with_a_query_opens_the_search(reader: Reader, locale: str) -> None:
    page = reader.page()
    page.goto(reader.url(Address(locale, "respond/verify"), "?q=95188#stop"))
    page.locator(".md-search-result__item").first.wait_for()
    expect(page.locator(".md-search__input")).to_have_value("95188")
    page.keyboard.press("Escape")
    page.wait_for_url(reader.url(Address(locale, "respond/verify"), "#stop"))


# ------------------------------------------------------------------- marked words


def test_a_result_marks_its_words_and_no_request_tells_them(reader: Reader) -> None:
    page = reader.page()
    asked = asked_for(page)
    page.goto(reader.url(Address("en", "index")))
    page.locator(".search-open").click()
    page.locator(".md-search__input").fill("installments phishing")
    page.locator(".md-search__input").fill("phishing")
    page.locator(".md-search-result__item a:visible:has(mark)").first.click()
    page.wait_for_url(lambda url: url != reader.url(Address("en", "index")))
    expect(page.locator("article mark").first).to_have_text("phishing", ignore_case=True)
    assert [url for url in asked if "phishing" in url] == []
    assert page.evaluate("[name, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    page.reload()
    expect(page.locator("article mark")).to_have_count(0)


def test_an_address_can_ask_for_marks(reader: Reader) -> None:
    page = reader.page()
    page.goto(reader.url(Address("en", "respond/verify"), "?h=app+Alipay"))
    expect(page.locator("article mark").first).to_be_attached()
    words = {text.lower() for text in page.locator("article mark").all_text_contents()}
    assert words == {"app", "alipay"}


#: Words that another site may put into the address or the name of the tab, or a fault into storage.
HOSTILE = {
    "long": "x" * 200_000,
    "every letter": " ".join("abcdefghijklmnopqrstuvwxyz"),
    "a pattern": "(.*)+$ [ \\ a|",
    "many": " ".join(f"word{n}" for n in range(5_000)),
}


#: Once what marks words has come: a page that asked for it before has run it by then.
MARKED = """async () => {
  const { results } = document.querySelector(".md-search-result").dataset;
  await import(new URL(results, location.href));
  await new Promise((later) => setTimeout(later));
}"""


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(words, id=name, marks=[LATER] * (name not in ("long", "many")))
        for name, words in HOSTILE.items()
    ],
)
def test_strange_words_to_mark_do_no_harm(reader: Reader, words: str) -> None:
    page = reader.open(Address("en", "respond/verify"))
    before = page.locator("article").inner_text()
    for keep in (
        "(words) => { sessionStorage.setItem('guidance:search', words) }",
        "(words) => sessionStorage.setItem('guidance:search', JSON.stringify({ words, query: [] }))",
        "(words) => sessionStorage.setItem('guidance:search', JSON.stringify({ words: words.split(' '), query: words }))",
        "(words) => { window.name = `guidance-marks:${words.replaceAll(' ', '+')}` }",
        "(words) => history.replaceState(null, '', `?h=${encodeURIComponent(words.slice(0, 6000).toWellFormed())}`)",
    ):
        page.evaluate(keep, words)
        page.reload()
        page.evaluate(MARKED)
        assert page.locator("article mark").count() <= 300, keep
        assert page.locator("article").inner_text() == before, keep
        assert len(page.locator(".md-search__input").input_value()) <= 300
    page.evaluate("window.name = 'guidance-marks:Alipay'")
    page.goto(reader.url(Address("en", "respond/bill")))
    expect(page.locator("article mark")).to_have_count(0)


# ------------------------------------------------------------------- folds


def fold_on(page: Page) -> str:
    """The id of something inside a closed fold."""
    return str(
        page.evaluate(
            "() => [...document.querySelectorAll('article details:not([open]) [id]')][0]?.id ?? ''"
        )
    )


@ENGLISH_FIRST
def test_an_address_opens_the_fold_it_leads_into(
    reader: Reader, built_site: Path, locale: str
) -> None:
    address = next(
        one
        for one in PAGES
        if one.locale == locale
        and any(e["id"] for d in read(built_site / one.file).all("details") for e in d.all())
        and one.name != "index"
    )
    page = reader.open(address)
    inside = fold_on(page)
    page.goto(reader.url(address, f"#{inside}"))
    expect(page.locator(f"[id='{inside}']")).to_be_in_viewport()
    # A browser that opens no fold for an address leaves it to the page.
    page.evaluate(
        """(id) => {
          document.getElementById(id).closest("details").open = false;
          dispatchEvent(new HashChangeEvent("hashchange"));
        }""",
        inside,
    )
    expect(page.locator(f"details:has([id='{inside}'])").first).to_have_attribute("open", "")


def test_folds_are_open_on_paper_and_closed_again_after(reader: Reader) -> None:
    page = reader.open(Address("zh", "respond/verify"))
    closed = "document.querySelectorAll('article details:not([open])').length"
    before = page.evaluate(closed)
    assert before
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(closed) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(closed) == before
