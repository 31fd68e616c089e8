"""A reader with a browser: one Chromium a worker, a fresh profile a test."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    ViewportSize,
    sync_playwright,
)

from tests.helpers.project import Address

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # not even by mistake
]
#: Seconds for one test, and milliseconds for one step of it.
LONGEST_TEST = 120
LONGEST_STEP = 10_000
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
        pytest.skip("there is no Chromium; Debian, Ubuntu: apt-get install chromium")
    browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS, **options)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    with launched(playwright) as browser:
        yield browser


@pytest.fixture(autouse=True)
def _no_endless_test() -> Iterator[None]:
    """A step of Playwright has its own limit; a script that never ends has none."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"the test took longer than {LONGEST_TEST} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST_TEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@dataclass
class Reader:
    """Opens pages as one reader; notes what no reader's browser may do."""

    browser: Browser
    site: str
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        for context in self.contexts:
            context.close()

    def page(self, *, script: bool = True, dark: bool = False, **options: Any) -> Page:
        """An empty tab of a new profile: a phone unless ``viewport`` says otherwise."""
        context = self.browser.new_context(
            base_url=self.site,
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            **{"viewport": PHONE, **options},
        )
        context.set_default_timeout(LONGEST_STEP)
        context.on("request", lambda request: self._requested(request.url))
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(f"script error: {error.error}"))
        self.contexts.append(context)
        return context.new_page()

    def open(self, address: Address | str, **options: Any) -> Page:
        """A new profile at an address: a page of ours, or what stands behind the site's."""
        page = self.page(**options)
        page.goto(self.url(address))
        return page

    def url(self, address: Address | str, anchor: str = "") -> str:
        path = address.url if isinstance(address, Address) else address
        return f"{self.site}{path}{anchor}"

    def _requested(self, url: str) -> None:
        if not url.startswith((self.site, "data:", "blob:")):
            self.complaints.append(f"request to {url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")


@pytest.fixture
def reader(chromium: Browser, site_url: str) -> Iterator[Reader]:
    """Whatever a test does: nothing is asked of another host, and no script complains."""
    with Reader(chromium, site_url) as one:
        yield one
    assert one.complaints == []
