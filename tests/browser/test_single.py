"""The whole guide in one file, opened from a folder: nothing leaves it, and all of it works."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element

import pytest
from guidance.config import read_config
from guidance.pack.single import single
from guidance.pack.source import Source
from guidance.render.search import parts_of
from guidance.strings import load
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LONGEST_STEP, Reader
from tests.conftest import PUBLIC, Builder
from tests.helpers.project import LOCALES, ROOT, TODAY

pytestmark = pytest.mark.all_looks
BOTH = pytest.mark.parametrize("locale", LOCALES)
ASKED = {"zh": "验证码", "en": "verification code"}
TEXTS = "() => carriedAlong.index().more[0].texts"
SHOWN = (
    "() => [...document.querySelectorAll('article')].filter((one) => one.checkVisibility()).length"
)


@pytest.fixture(scope="module")
def source() -> Source:
    return Source(read_config(ROOT / "mkdocs.yml", site_url=PUBLIC), TODAY)


@pytest.fixture(scope="module")
def folder(once: Builder, source: Source) -> Path:
    def write(target: Path) -> Path:
        target.mkdir()
        for locale in LOCALES:
            (target / f"{locale}.html").write_text(single(source, locale), "utf-8")
        return target

    return once("single-files", write)


@pytest.fixture
def alone(chromium: Browser, folder: Path) -> Iterator[Reader]:
    """A reader whose site is a folder; a request for anything but the one file is a complaint."""
    with Reader(chromium, folder.as_uri() + "/") as one:
        yield one
    assert one.complaints == []


#: The addresses that a page has asked for.
ASKED_OF: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()


def opened(alone: Reader, locale: str, anchor: str = "", clock: str = "", **options: Any) -> Page:
    page = alone.page(spoilt=True, **options)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
    if clock:
        page.clock.set_fixed_time(clock)
    page.goto(alone.url(f"{locale}.html{anchor}"))
    page.wait_for_function("() => document.readyState === 'complete'")
    ASKED_OF[page] = asked
    return page


@BOTH
def test_a_tree_is_answered_a_list_is_ticked_and_the_search_finds_without_a_request(
    alone: Reader, locale: str
) -> None:
    page = opened(alone, locale)
    assert page.evaluate(SHOWN) == 1
    expect(page.locator(".search-open")).to_be_in_viewport()

    page.locator(
        ".decision-tree[data-form=single] [data-current] a[data-answer]:visible"
    ).first.click()
    page.go_back()
    page.goto(f"{page.url.partition('#')[0]}#trust")
    tree = page.locator(".decision-tree[data-tree=trust]")
    expect(tree).to_have_attribute("data-form", "single")
    tree.locator("[data-current] a[data-answer]:visible").first.click()
    expect(tree.locator(".tree-answer")).to_have_count(1)
    assert "#trust=" in page.url
    page.go_back()
    expect(tree.locator(".tree-answer")).to_have_count(0)

    page.goto(f"{page.url.partition('#')[0]}#first-minutes")
    boxes = page.locator("[data-list=first-minutes] input")
    boxes.first.check()
    page.reload()
    expect(boxes.first).to_be_checked()

    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == 1
    page.emulate_media(media="screen")

    page.keyboard.press("/")
    page.keyboard.type(ASKED[locale])
    results = page.locator(".md-search-result__link:has(mark)")
    expect(results.first).to_be_visible(timeout=LONGEST_STEP)
    results.first.click()
    expect(page.locator("article:visible mark").first).to_be_visible()
    assert page.evaluate(SHOWN) == 1
    assert ASKED_OF[page] == [page.url.partition("#")[0]] * 2  # once more for the reload


@BOTH
def test_the_search_reads_of_the_pages_what_the_site_s_index_holds(
    alone: Reader, source: Source, locale: str
) -> None:
    page = opened(alone, locale)
    urls = [url for url, *_ in page.evaluate("() => carriedAlong.index().pages")]
    pages = {f"#{p.name.replace('/', '-')}": p for p in source.site.edition(locale).values()}
    wanted = [
        ["\n".join(part.lines) for part in parts_of(_without_ways(source, pages[url]))]
        for url in urls
    ]
    found = page.evaluate(TEXTS)
    assert [url for url, one, other in zip(urls, found, wanted, strict=True) if one != other] == []


def _without_ways(source: Source, page: Any) -> Element:
    """The page without the links that print at once, which only the site has."""
    article = source.article(page)
    for parent in list(article.iter()):
        for link in parent.findall("a"):
            if "?print" in link.get("href", ""):
                parent.remove(link)
    return article


@BOTH
def test_a_copy_says_its_age_by_the_reader_s_clock_on_each_page_with_facts(
    alone: Reader, locale: str
) -> None:
    page = opened(alone, locale, clock=f"{TODAY}T04:00:00Z")
    expect(page.locator(".copy-notice")).to_have_count(0)
    day = page.locator("article[data-review]").first.get_attribute("data-review")
    late = opened(alone, locale, clock="2028-01-01T04:00:00Z")
    for anchor in ("", "#reference-contacts", "#respond-paid", "#rights-court"):
        late.goto(f"{late.url.partition('#')[0]}{anchor}")
        notice = late.locator("article:visible .copy-notice")
        expect(notice).to_have_count(1)
        expect(notice).to_contain_text(load(locale)["sources_unconfirmed"].format(date=day))


@BOTH
def test_without_script_all_pages_stand_one_below_the_other(alone: Reader, locale: str) -> None:
    page = opened(alone, locale, script=False)
    hidden = [one for one in page.locator("main article").all() if not one.is_visible()]
    assert hidden == []
    assert page.locator("main article").count() > 40
    expect(page.locator("#first-minutes")).to_be_visible()
    assert len(ASKED_OF[page]) == 1


@BOTH
def test_links_menu_and_back_lead_to_the_page_that_they_name(alone: Reader, locale: str) -> None:
    page = opened(alone, locale)
    page.mouse.wheel(0, 400)
    page.locator(".urgent a").first.click()
    expect(page.locator("#first-minutes")).to_be_in_viewport()
    assert page.evaluate(SHOWN) == 1
    page.locator(".menu summary").click()
    page.locator(".menu a[href='#rights-court']").click()
    expect(page.locator("#rights-court")).to_be_focused()
    expect(page.locator(".search-open")).to_be_in_viewport()
    expect(page.locator(".menu nav")).to_be_hidden()
    page.go_back()
    expect(page.locator("#first-minutes")).to_be_in_viewport()
    mark = page.locator("article:visible .source-mark").first
    mark.click()
    expect(page.locator(".source-here")).to_be_visible()
    assert len(ASKED_OF[page]) == 1


@BOTH
def test_the_tools_work_from_the_file(alone: Reader, locale: str) -> None:
    page = opened(alone, locale, "#tools-message", clock=f"{TODAY}T04:00:00Z")
    page.locator(".checker-message textarea").fill("http://a.example 点击链接 验证码")
    page.locator(".checker-find").click()
    expect(page.locator(".checker-result li").first).to_be_visible()
    page.goto(f"{page.url.partition('#')[0]}#tools-deadline")
    page.locator(".deadline-papers input").first.check()
    page.locator(".deadline-received").fill("2026-11-20")
    expect(page.locator(".deadline-last")).to_be_visible()
    page.goto(f"{page.url.partition('#')[0]}#tools-planner")
    expect(page.locator(".planner-form")).to_be_visible()
    assert len(ASKED_OF[page]) == 1
