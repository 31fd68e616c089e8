"""The whole guide works when no script runs."""

from pathlib import Path

import pytest
from guidance.model import Site
from guidance.strings import load
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.browser.shapes import distinct
from tests.browser.tools import CHINESE_FIRST, LATER
from tests.helpers.project import LOCALES, PAGES, Address


def is_seen(page: Page, selector: str) -> bool:
    """Whether the element's top is on the screen and nothing (the header) covers it."""
    return bool(
        page.evaluate(
            """(selector) => {
              const target = document.querySelector(selector);
              const box = target.getBoundingClientRect();
              const there = document.elementFromPoint(box.left + 4, box.top + 4);
              return box.top >= 0 && box.top < innerHeight && target.contains(there);
            }""",
            selector,
        )
    )


#: Which of these ids do not show, and what is to be ticked and does not.
UNSEEN = """(ids) => [
  ...ids.filter((id) => !document.getElementById(id)?.checkVisibility({ visibilityProperty: true })),
  ...[...document.querySelectorAll("h1, .checklist-items input")]
    .filter((e) => !e.checkVisibility({ visibilityProperty: true })).map((e) => e.outerHTML),
]"""


@pytest.mark.parametrize(
    ("locale", "every"),
    [("zh", False), *(pytest.param(one, True, marks=LATER) for one in LOCALES)],
    ids=["zh-some", "zh", "en"],
)
def test_every_page_can_be_read_to_its_end(
    reader: Reader, guide: Site, built_site: Path, locale: str, every: bool
) -> None:
    page = reader.page(script=False)
    unseen = {}
    pages = (one for one in PAGES if one.locale == locale)
    for address in pages if every else distinct(built_site, locale):
        page.goto(reader.url(address))
        ids = [heading.id for heading in guide.edition(locale)[address.name].headings]
        if found := page.evaluate(UNSEEN, ids):
            unseen[str(address)] = found
    assert unseen == {}


@CHINESE_FIRST
def test_an_answer_leads_to_its_card_and_from_there_to_the_next_page(
    reader: Reader, locale: str
) -> None:
    page = reader.open(Address(locale, "index"), script=False)
    page.locator("a[data-answer=is-it-real]").click()
    page.wait_for_url(reader.url(Address(locale, "index"), "#is-it-real"))
    assert is_seen(page, "#is-it-real")
    page.locator("[data-node=is-it-real] a[href$='#trust']").click()
    page.wait_for_url(reader.url(Address(locale, "respond/verify"), "#trust"))
    page.locator("[data-node=asks-to-click] a[data-answer=stop]").first.click()
    assert is_seen(page, "#stop")
    page.go_back()
    page.locator("a[data-answer='respond/paid#first-minutes']").click()
    page.wait_for_url(reader.url(Address(locale, "respond/paid"), "#first-minutes"))
    assert is_seen(page, "#first-minutes")


@CHINESE_FIRST
def test_the_urgent_links_lead_to_their_place(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "prevent/planning"), script=False)
    page.mouse.wheel(0, 400)
    page.locator(".urgent a").first.click()
    page.wait_for_url(reader.url(Address(locale, "respond/paid"), "#first-minutes"))
    page.locator(".urgent a").last.click()
    page.wait_for_url(reader.url(Address(locale, "reference/contacts"), "#now"))
    assert is_seen(page, "#now")


@CHINESE_FIRST
def test_the_menu_opens_and_leads_to_any_page(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "index"), script=False)
    page.locator(".menu > summary").click()
    page.locator(".menu .part").nth(5).click()
    page.wait_for_url(reader.url(Address(locale, "reference/pages"), "#part-7"))
    page.locator("article a[href*='prevent/privacy']").click()
    page.wait_for_url(reader.url(Address(locale, "prevent/privacy")))
    page.locator(".menu > summary").click()
    expect(page.locator(".menu a[href='../planning/']")).to_be_visible()
    expect(page.locator(".menu [aria-current]")).to_have_attribute("href", "./")
    page.locator(".menu").get_by_text(load(locale)["home"], exact=True).click()
    page.wait_for_url(reader.url(Address(locale, "index")))


@pytest.mark.parametrize("name", ["index", "respond/verify"])
@pytest.mark.parametrize(
    ("locale", "other"), [("zh", "en"), pytest.param("en", "zh", marks=pytest.mark.all_looks)]
)
def test_the_language_switch_stays_on_the_page(
    reader: Reader, locale: str, other: str, name: str
) -> None:
    page = reader.open(Address(locale, name), script=False)
    page.locator("a.language").click()
    page.wait_for_url(reader.url(Address(other, name)))
    page.locator("a.language").click()
    page.wait_for_url(reader.url(Address(locale, name)))


@CHINESE_FIRST
def test_what_needs_a_script_or_paper_is_not_shown(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "respond/paid"), script=False)
    offers = ":is(.search-open, .md-search, .checklist-print, .checklist-clear, .paper-foot)"
    expect(page.locator(f"{offers}:visible")).to_have_count(0)


@CHINESE_FIRST
def test_a_mark_leads_to_its_source(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "respond/verify"), script=False)
    mark = page.locator("a.source-mark").first
    source = page.locator(f"[id='{(mark.get_attribute('href') or '').removeprefix('#')}']")
    mark.click()
    expect(source).to_be_visible()
    expect(source).to_be_in_viewport()
