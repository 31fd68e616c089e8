"""axe on every page of both editions, as a phone in light and as a desk in the dark show it.

``make test-all`` looks at every page in all ways: width, scheme, with and without script, paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE, Reader
from tests.helpers.project import PAGES, Address


class Look(NamedTuple):
    """One way to see a page."""

    wide: bool
    dark: bool
    script: bool
    paper: bool

    def __str__(self) -> str:
        words = (("phone", "desk"), ("light", "dark"), ("no script", "script"), ("screen", "paper"))
        return ", ".join(pair[is_so] for pair, is_so in zip(words, self, strict=True))


ALWAYS = (Look(False, False, True, False), Look(True, True, True, False))
OTHERS = tuple(
    look for one in product((False, True), repeat=4) if (look := Look(*one)) not in ALWAYS
)
LOST = ("404.html", "en/404.html")


@pytest.fixture(
    scope="module",
    params=[*ALWAYS, *(pytest.param(look, marks=pytest.mark.all_looks) for look in OTHERS)],
    ids=str,
)
def tab(request: pytest.FixtureRequest, chromium: Browser, site_url: str) -> Iterator[Page]:
    """One tab for all pages: a new profile each would take as long again."""
    look: Look = request.param
    options: dict[str, Any] = {"viewport": DESK if look.wide else PHONE, "script": look.script}
    reader = Reader(chromium, site_url)
    page = reader.page(dark=look.dark, **options)
    page.emulate_media(media="print" if look.paper else "screen")
    yield page
    page.context.close()


@pytest.mark.parametrize("address", [*PAGES, *LOST], ids=str)
def test_axe_finds_nothing_on_a_page(tab: Page, address: Address | str) -> None:
    tab.goto(address.url if isinstance(address, Address) else address)
    assert violations(tab) == []


def test_axe_would_find_something(tab: Page) -> None:
    """Of each kind that is asked for: contrast, names, targets, best practice."""
    tab.goto("")
    tab.set_content(
        '<html lang="zh"><title>t</title><main><h1>h</h1><img src="x.png"><h4>h</h4>'
        '<p><a href="#1" style="display:inline-block;width:9px">a</a>'
        '<a href="#2" style="display:inline-block;width:9px">b</a></p></main></html>'
    )
    found = {violation.split()[0] for violation in violations(tab)}
    assert found >= {"image-alt", "heading-order"}
