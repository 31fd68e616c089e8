"""The whole guide works when no script runs."""

from __future__ import annotations

import pytest
from guidance.model import Site
from guidance.strings import load
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.helpers.project import LOCALES, PAGES, Address

EDITIONS = pytest.mark.parametrize("locale", LOCALES)


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


@EDITIONS
def test_every_page_can_be_read_to_its_end(reader: Reader, guide: Site, locale: str) -> None:
    page = reader.page(script=False)
    for address in [one for one in PAGES if one.locale == locale]:
        page.goto(reader.url(address))
        source = guide.edition(locale)[address.name]
        expect(page.locator("h1")).to_be_visible()
        for heading in source.headings:
            expect(page.locator(f"[id='{heading.id}']")).to_be_visible()
        for tick in page.locator(".checklist-items input").all():
            expect(tick).to_be_visible()


@EDITIONS
def test_an_answer_leads_to_its_card_and_from_there_to_the_next_page(
    reader: Reader, locale: str
) -> None:
    page = reader.open(Address(locale, "index"), script=False)
    page.locator("a[data-answer=is-it-real]").click()
    page.wait_for_url(reader.url(Address(locale, "index"), "#is-it-real"))
    assert is_seen(page, "#is-it-real")
    page.locator("[data-node=is-it-real] a[href*='verify']").click()
    page.wait_for_url(reader.url(Address(locale, "respond/verify"), "#trust"))
    page.locator("[data-node=asks-to-click] a[data-answer=stop]").first.click()
    assert is_seen(page, "#stop")
    page.go_back()
    page.locator("a[data-answer='respond/paid#first-minutes']").click()
    page.wait_for_url(reader.url(Address(locale, "respond/paid"), "#first-minutes"))
    assert is_seen(page, "#first-minutes")


@EDITIONS
def test_the_urgent_links_lead_to_their_place(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "prevent/planning"), script=False)
    page.locator(".urgent a").first.click()
    page.wait_for_url(reader.url(Address(locale, "respond/paid"), "#first-minutes"))
    page.locator(".urgent a").last.click()
    page.wait_for_url(reader.url(Address(locale, "reference/contacts"), "#now"))
    assert is_seen(page, "#now")


@EDITIONS
def test_the_menu_opens_and_leads_to_any_page(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "index"), script=False)
    page.locator(".menu summary").click()
    page.locator(".menu a[href*='prevent/privacy']").click()
    page.wait_for_url(reader.url(Address(locale, "prevent/privacy")))
    page.locator(".menu summary").click()
    page.locator(".menu").get_by_text(load(locale)["home"], exact=True).click()
    page.wait_for_url(reader.url(Address(locale, "index")))


@pytest.mark.parametrize("name", ["index", "respond/verify"])
@pytest.mark.parametrize(("locale", "other"), [("zh", "en"), ("en", "zh")])
def test_the_language_switch_stays_on_the_page(
    reader: Reader, locale: str, other: str, name: str
) -> None:
    page = reader.open(Address(locale, name), script=False)
    page.locator("a.language").click()
    page.wait_for_url(reader.url(Address(other, name)))
    page.locator("a.language").click()
    page.wait_for_url(reader.url(Address(locale, name)))


@EDITIONS
def test_what_needs_a_script_is_not_offered(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "respond/paid"), script=False)
    for selector in (".search-open", ".md-search", ".checklist-print", ".checklist-clear"):
        for element in page.locator(selector).all():
            expect(element).not_to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@EDITIONS
def test_a_cited_claim_shows_its_source(reader: Reader, locale: str, script: bool) -> None:
    page = reader.open(Address(locale, "respond/verify"), script=script)
    claim = page.locator("a.fact-claim").first
    source = page.locator(f"[id='{(claim.get_attribute('href') or '').removeprefix('#')}']")
    claim.click()
    expect(source).to_be_visible()
    expect(source).to_be_in_viewport()
