"""The policy of each page: it is there, it is strict, and nothing that readers do breaks it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from guidance.render.csp import UnsafePageError, policy, protected
from playwright.sync_api import Browser, Error, Page

from tests.browser.conftest import DESK, Reader
from tests.browser.tools import CHINESE_FIRST, NO_PRINTER, WATCH_POLICY, broken
from tests.conftest import PUBLIC
from tests.helpers.hosting import hosted
from tests.helpers.html import read
from tests.helpers.project import PAGES, Address

LOST = ("404.html", "en/404.html")
KEPT = "[document.cookie, localStorage.length, sessionStorage.length, name]"


@pytest.fixture
def watched(reader: Reader) -> Page:
    """A desk, on which every part of a page shows."""
    return reader.page(viewport=DESK, before=WATCH_POLICY)


# ------------------------------------------------------------------- what it says


def test_every_page_has_one_strict_policy_before_anything_it_must_hold_for(
    built_site: Path,
) -> None:
    for file in (*(one.file for one in PAGES), *LOST):
        forbids_all_but_its_own(built_site / file)


def forbids_all_but_its_own(file: Path) -> None:
    head = read(file).one("head")
    (meta,) = [e for e in head.elements if e["http-equiv"]]
    assert [e.tag for e in head.elements][: head.elements.index(meta)] == ["meta"]
    directives = dict(part.split(" ", 1) for part in meta["content"].split("; "))
    assert directives.pop("default-src") == "'none'"
    assert directives.pop("base-uri") == "'none'"
    assert directives.pop("form-action") == "'none'"
    assert directives.pop("img-src") == "'self' data:"
    assert directives.pop("connect-src") == "'self'"
    assert directives.pop("manifest-src") == "'self'"
    assert directives.pop("require-trusted-types-for") == "'script'"
    assert directives.pop("trusted-types") == "'none'"
    for name in ("script-src", "style-src"):
        sources = directives.pop(name).split()
        assert [s for s in sources if not re.fullmatch(r"'self'|'sha256-[\w+/]{43}='", s)] == []
    assert directives == {}, file


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ('<p style="color: red">', "style on <p>"),
        ('<a onclick="go()">', "onclick on <a>"),
        ("<script>alert(1)</script>", r"a script that is not the guide's: 'alert\(1\)'"),
        ("<style>p{display:none}</style>", "a style that is not the guide's: 'p{display:none}'"),
        ('<script src="https://evil.example/a.js"></script>', "not the guide's: 'https://evil"),
        ('<script src="//evil.example/a.js"></script>', "not the guide's: '//evil"),
        ('<h2 id="checker-parts">一</h2><template id="checker-parts">', "id checker-parts"),
    ],
)
def test_what_a_policy_would_have_to_allow_stops_the_build(html: str, problem: str) -> None:
    with pytest.raises(UnsafePageError, match=problem):
        policy(html)


def test_scripts_and_sheets_are_allowed_by_what_they_say_and_data_is_not() -> None:
    page = (
        '<head><meta charset="utf-8"><style>p{}</style><script>go()</script>'
        '<script type="application/json">{}</script><script src="x.js"></script></head>'
    )
    told = protected(page, {"p{}", "go()"})
    assert told.count("sha256-") == 2
    assert "'sha256-yXQ1GgVn1rDe9GPH/xXQvMlqCylJfyuGo8KkQnFLHJM='" not in told
    with pytest.raises(UnsafePageError, match="nothing may stand before"):
        protected("<head><script>go()</script></head>", {"go()"})


# ------------------------------------------------------------------- what browsers say
# That no page breaks its policy by itself stands in test_every_page.py.


@CHINESE_FIRST
def test_using_every_part_breaks_no_policy(reader: Reader, watched: Page, locale: str) -> None:
    page = watched
    page.goto(reader.url(Address(locale, "respond/paid")))
    assert page.evaluate(KEPT) == ["", 0, 0, ""]
    page.locator(".checklist label").first.click()
    page.locator(".checklist-clear").first.click()
    page.locator(".checklist-undo").first.click()
    page.evaluate(NO_PRINTER)
    page.locator(".checklist-print").first.click()
    page.locator("a[data-answer]:visible").first.click()
    assert broken(page) == []
    page.goto(reader.url(Address(locale, "index")))
    for _ in ("open", "close"):
        page.locator(".menu > summary").click()
    page.goto(reader.url(Address(locale, "respond/verify")))
    page.locator("a[data-answer]:visible").first.click()
    page.emulate_media(media="print")
    page.emulate_media(media="screen")
    page.locator(".search-open").click()
    page.locator(".md-search__input").fill("95188")
    page.locator(".md-search-result__item a").first.wait_for()
    assert broken(page) == []
    page.locator(".search-close").click()
    page.locator("a.language").click()
    page.locator("h1").wait_for()
    assert broken(page) == []


@CHINESE_FIRST
def test_the_policy_is_at_work(reader: Reader, watched: Page, locale: str) -> None:
    """Or the tests above would prove nothing."""
    watched.goto(reader.url(Address(locale, "index")))
    watched.evaluate("document.body.setAttribute('style', 'color: red')")
    watched.evaluate("document.body.append(document.createElement('iframe'))")
    watched.evaluate(
        """() => {
          const script = document.createElement("script");
          script.append("window.ran = true");
          document.body.append(script);
          return import("data:text/javascript,window.ran = true").catch(() => {});
        }"""
    )
    assert watched.evaluate("window.ran") is None
    with pytest.raises(Error, match="TrustedHTML"):
        watched.evaluate("document.body.innerHTML = '<b>words of others</b>'")
    with pytest.raises(Error, match="disallowed"):
        watched.evaluate("trustedTypes.createPolicy('default', { createHTML: (text) => text })")
    assert {problem.split()[0] for problem in broken(watched)} >= {
        "style-src-attr",
        "script-src-elem",
        "require-trusted-types-for",
    }
    reader.complaints.clear()


@pytest.fixture
def at_its_address(chromium: Browser, built_site: Path) -> Iterator[Reader]:
    """Lost pages name their files from the root of the host, for the site's public address."""
    with hosted(built_site, urlsplit(PUBLIC).path) as url, Reader(chromium, url) as reader:
        yield reader


def test_a_lost_page_keeps_its_policy_and_its_looks(at_its_address: Reader) -> None:
    page = at_its_address.page(before=WATCH_POLICY)
    for file in LOST:
        page.goto(at_its_address.url(file))
        assert broken(page) == []
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == "rgb(251, 250, 246)"
    assert at_its_address.complaints == []
