"""A reader with a browser: one Chromium a worker, a profile that knows nothing of other tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    CDPSession,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    ViewportSize,
    WebError,
    sync_playwright,
)
from playwright.sync_api import Request as Asked

from tests.helpers import fonts
from tests.helpers.project import Address

#: The shell is the same engine without a browser around it: it opens a page in half the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    # No process in reserve for a page that never comes: a quarter of the time for a new tab. The
    # others are Playwright's own, which this replaces.
    "--disable-features=SpareRendererForSitePerProcess,PaintHolding,Translate,HttpsUpgrades,"
    "MediaRouter,OptimizationHints,LensOverlay,RenderDocument",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # not even by mistake
]
#: What a tab keeps of a site, beside its profile.
FORGET = """(site) => {
  if (!location.href.startsWith(site)) throw new Error("another site");
  window.name = "";
  sessionStorage.clear();
}"""
#: Milliseconds for one step of a test: a step that hangs is stopped, a busy machine is not.
LONGEST_STEP = 60_000
PHONE: ViewportSize = {"width": 360, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@contextmanager
def launched(playwright: Playwright, **options: Any) -> Iterator[Browser]:
    """A Chromium of its own, with these options of Playwright's."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium; Debian, Ubuntu: apt-get install chromium-headless-shell")
    browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS, **options)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    with launched(playwright) as browser:
        yield browser


@pytest.fixture(scope="session")
def broad_chromium(playwright: Playwright) -> Iterator[Browser]:
    """The same with wide letters; all other tests see narrow ones (tests/helpers/fonts.py)."""
    with launched(playwright, env={**os.environ, **fonts.environment("wide")}) as browser:
        yield browser


@dataclass(eq=False)
class Profile:
    """A browser's profile with one tab, and how to clear what a test leaves in it."""

    options: dict[str, Any]
    page: Page
    devtools: CDPSession
    scripts: list[str] = field(default_factory=list)

    def run_before(self, script: str) -> None:
        """Run a script in each document before its own, until the profile is cleared."""
        added = self.devtools.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        self.scripts.append(added["identifier"])

    def clear(self, site: str) -> None:
        """Forget all that a page could keep or a test could change."""
        page = self.page
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.unroute_all()
        for script in self.scripts:
            self.devtools.send("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script})
        self.scripts.clear()
        try:
            page.evaluate(FORGET, site)
        except Error:  # the test ended elsewhere, or on its way
            page.goto(f"{site}nowhere", wait_until="commit")
            page.evaluate(FORGET, site)
        self.devtools.send("Page.resetNavigationHistory")
        page.context.clear_cookies()
        where = urlsplit(site)
        origin = f"{where.scheme}://{where.netloc}"
        self.devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        page.set_viewport_size(self.options["viewport"])
        page.emulate_media(media="null", color_scheme=self.options["color_scheme"])
        page.goto("about:blank")


#: Profiles that no reader has, by browser: a new one, or a new tab, takes as long as two pages.
_FREE: dict[Browser, list[Profile]] = {}


@dataclass
class Reader:
    """Opens pages as one reader; notes what no reader's browser may do."""

    browser: Browser
    site: str
    profiles: list[Profile] = field(default_factory=list)
    spoilt: list[Profile] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        free = _FREE.setdefault(self.browser, [])
        for profile in self.profiles:
            for event, heard in self._heard():
                profile.page.context.remove_listener(event, heard)
            if profile in self.spoilt or profile.page.is_closed():
                profile.page.context.close()
            else:
                profile.clear(self.site)
                free.append(profile)

    def page(
        self,
        *,
        script: bool = True,
        dark: bool = False,
        before: str = "",
        spoilt: bool = False,
        **options: Any,
    ) -> Page:
        """The tab of a profile that keeps nothing: a phone unless ``viewport`` differs.

        ``before``: a script that runs in each document before its own. ``spoilt``: nobody else gets
        the profile, as the test does to it what cannot be undone (a clock).
        """
        wanted = {
            "base_url": self.site,
            "java_script_enabled": script,
            "color_scheme": "dark" if dark else "light",
            "viewport": PHONE,
            **options,
        }
        profile = self._profile(wanted)
        if spoilt:
            self.spoilt.append(profile)
        if before:
            profile.run_before(before)
        for event, heard in self._heard():
            profile.page.context.on(event, heard)
        self.profiles.append(profile)
        return profile.page

    def _profile(self, options: dict[str, Any]) -> Profile:
        free = _FREE.setdefault(self.browser, [])
        if found := next((one for one in free if one.options == options), None):
            free.remove(found)
            return found
        context = self.browser.new_context(**options)
        context.set_default_timeout(LONGEST_STEP)
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Page.enable")
        return Profile(options, page, devtools)

    def open(self, address: Address | str, **options: Any) -> Page:
        """A new profile at an address: a page of ours, or what stands behind the site's."""
        page = self.page(**options)
        page.goto(self.url(address))
        return page

    def url(self, address: Address | str, anchor: str = "") -> str:
        path = address.url if isinstance(address, Address) else address
        return f"{self.site}{path}{anchor}"

    def _heard(self) -> list[tuple[Any, Any]]:
        return [("request", self._requested), ("console", self._said), ("weberror", self._failed)]

    def _requested(self, request: Asked) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.complaints.append(f"request to {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _failed(self, error: WebError) -> None:
        self.complaints.append(f"script error: {error.error}")


@pytest.fixture
def reader(chromium: Browser, site_url: str) -> Iterator[Reader]:
    """Whatever a test does: nothing is asked of another host, and no script complains."""
    with Reader(chromium, site_url) as one:
        yield one
    assert one.complaints == []
