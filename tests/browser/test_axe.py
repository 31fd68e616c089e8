"""axe on every part of the site, as a phone in light and as a desk in the dark show it.

``make test-all`` looks at every page in three of six looks, in which each pair of width, scheme, script
and paper occurs; its twin in the other edition is seen in the other three. All sixteen looks at every
page would say no more and take five times as long.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE, Reader
from tests.browser.shapes import distinct
from tests.browser.tools import WAITED
from tests.helpers.project import LOCALES, PAGES, Address


class Look(NamedTuple):
    """One way to see a page."""

    wide: bool
    dark: bool
    script: bool
    paper: bool

    def __str__(self) -> str:
        words = (("phone", "desk"), ("light", "dark"), ("no script", "script"), ("screen", "paper"))
        return ", ".join(pair[is_so] for pair, is_so in zip(words, self, strict=True))


#: What is always looked at, each edition in another way.
ALWAYS = {"zh": Look(False, False, True, False), "en": Look(True, True, True, False)}
#: The first of the distinct pages hold nearly every part; make test-all sees every page.
MOST_PARTS = {"zh": 5, "en": 2}
LOST = ("404.html", "en/404.html")
FIRST, SECOND = ([one for one in PAGES if one.locale == locale] for locale in LOCALES)
#: Each half is seen in both widths, schemes and media, with script and without.
HALVES = (
    [*FIRST[::2], *SECOND[1::2], LOST[0]],
    [*FIRST[1::2], *SECOND[::2], LOST[1]],
)


class Tab:
    """One tab for all pages: a new profile each would take as long again."""

    def __init__(self, page: Page, look: Look) -> None:
        self.page = page
        self.medium: Literal["print", "screen"] = "print" if look.paper else "screen"
        self.switch = None if look.script else page.context.new_cdp_session(page)

    def goto(self, address: str) -> None:
        """Open a page; where scripts are off they come on behind it, since axe is one."""
        self._off(value=True)
        self.page.goto(address)
        self._off(value=False)
        self.page.emulate_media(media="screen")  # a new session forgets it, Playwright does not
        self.page.emulate_media(media=self.medium)
        assert self.page.evaluate("(medium) => matchMedia(medium).matches", self.medium)
        if self.switch:  # styles that wait for a script, which has come on now
            self.page.evaluate(WAITED)
            assert self.page.locator("[data-form], .checklist-head").count() == 0

    def _off(self, *, value: bool) -> None:
        if self.switch:
            self.switch.send("Emulation.setScriptExecutionDisabled", {"value": value})


def opened(reader: Reader, look: Look) -> Tab:
    options: dict[str, Any] = {"viewport": DESK if look.wide else PHONE, "script": look.script}
    # Scripts come on again in a tab that opened without: nobody else gets it.
    return Tab(reader.page(dark=look.dark, spoilt=not look.script, **options), look)


@pytest.fixture(scope="class")
def tab(request: pytest.FixtureRequest, chromium: Browser, site_url: str) -> Iterator[Tab]:
    with Reader(chromium, site_url) as reader:
        yield opened(reader, request.cls.look)


@pytest.mark.parametrize("locale", ALWAYS)
def test_axe_finds_nothing_on_any_part(reader: Reader, built_site: Path, locale: str) -> None:
    tab = opened(reader, ALWAYS[locale])
    found = {}
    for one in distinct(built_site, locale)[: MOST_PARTS[locale]]:
        tab.goto(one.url)
        found[str(one)] = violations(tab.page)
    assert {page: faults for page, faults in found.items() if faults} == {}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "address" in metafunc.fixturenames:
        metafunc.parametrize("address", HALVES[metafunc.cls.half], ids=str)


class EveryPage:
    """A class a look, so that the workers share them."""

    look: Look
    half: int

    @pytest.mark.all_looks
    def test_axe_finds_nothing_on_a_page(self, tab: Tab, address: Address | str) -> None:
        tab.goto(address.url if isinstance(address, Address) else address)
        assert violations(tab.page) == []


class TestPhoneInTheLight(EveryPage):
    look = ALWAYS["zh"]
    half = 0


class TestDeskInTheDark(EveryPage):
    look = ALWAYS["en"]
    half = 1


class TestPhoneWithoutScript(EveryPage):
    look = Look(wide=False, dark=False, script=False, paper=False)
    half = 1


class TestPaperOfAPhoneInTheDark(EveryPage):
    look = Look(wide=False, dark=True, script=True, paper=True)
    half = 0


class TestPaperOfADesk(EveryPage):
    look = Look(wide=True, dark=False, script=True, paper=True)
    half = 1


class TestPaperOfADarkDeskWithoutScript(EveryPage):
    look = Look(wide=True, dark=True, script=False, paper=True)
    half = 0
