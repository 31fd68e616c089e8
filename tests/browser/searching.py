"""A reader who types into the search."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from guidance.strings import load
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Reader
from tests.helpers.project import LOCALES, PAGES, Address

#: Counts what the search is asked (typing asks at every key) and what it answers, in this order, and
#: how many of its two indexes it has read.
LISTEN = """
  window.asked = window.answered = window.ready = window.last = 0;
  const [READY, QUERY, RESULT] = [1, 2, 3];
  window.Worker = class extends Worker {
    constructor(...where) {
      super(...where);
      this.addEventListener("message", ({ data }) => {
        if (data.type === READY) window.ready += 1;
        if (data.type === RESULT) window.answered += 1;
        window.last = performance.now();
      });
    }
    postMessage(message) {
      if (message.type === QUERY) window.asked += 1;
      super.postMessage(message);
    }
  };
"""
SETTLED = "ready === 2 && asked > before && answered === asked && performance.now() - last > 30"


def search_from(reader: Reader, address: Address) -> Page:
    """A page with its search open."""
    page = reader.page(before=LISTEN)
    page.goto(reader.url(address))
    page.locator(".search-open").click()
    return page


@contextmanager
def searches(chromium: Browser, site: str) -> Iterator[dict[str, Page]]:
    """Home of each edition with its search open; whatever is typed, no script complains."""
    with Reader(chromium, site) as reader:
        yield {locale: search_from(reader, Address(locale, "index")) for locale in LOCALES}
    assert reader.complaints == []


def type_words(page: Page, locale: str, query: str, *, pasted: bool = False) -> None:
    """Type like a reader, key by key, or paste; wait for what the whole index answers."""
    field = page.get_by_label(load(locale)["search_label"])
    field.fill("")
    page.evaluate("window.before = asked")
    field.fill(query) if pasted else field.press_sequentially(query)
    until = time.monotonic() + 60
    while not page.evaluate(SETTLED):  # wait_for_function would need eval, which the CSP forbids
        assert time.monotonic() < until, "the search does not answer"
        page.wait_for_timeout(5)


def results(page: Page, site: str, locale: str, query: str, *, pasted: bool = False) -> list[str]:
    """The pages found for a query, best first, as ``zh/respond/verify``."""
    type_words(page, locale, query, pasted=pasted)
    known = {f"{site}{address.url}": str(address) for address in PAGES}
    links = page.locator(".md-search-result__item").evaluate_all(
        "(items) => items.map((item) => item.querySelector('a').href.split(/[?#]/)[0])"
    )
    return [known[link] for link in links]
