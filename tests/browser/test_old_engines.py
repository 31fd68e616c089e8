"""Old browsers: what each part needs, and that the page stays whole where it is missing.

WeChat for Android brings a Chromium some versions back; iOS 15 stays on old iPhones. Versions are
those of caniuse.com, Chromium / Safari (which is also every browser on iOS).

=========================  ==============================  ====================================
part                       needs                           otherwise
=========================  ==============================  ====================================
text, menu, folds, whole   HTML alone                      —
tree, letters, switch
all styles                 ``:is()``, ``:where()`` 88/14,  without those rules: plainer, partly
                           logical ``inset`` 87/14.1       in the browser's own styles
dark, forced colours       media queries 76/12.1, 89/16    light; own colours
outline of what an         ``:has()`` 105/15.4             no outline
address names
nothing jumps              ``scripting`` 120/17            things move once, when the script has
                                                           come
letter fields that grow    ``field-sizing`` 123/none       fields of one width
Chinese spacing            ``text-autospace`` 140/18.4     as it is written
all scripts                ``?.`` and ``??`` 80/13.4       no script runs: the page as it is
planner, message checker   ``replaceChildren`` 86/14,      their plain text, to do by hand
                           ``??=`` 85/14
one question at a time     —                               the whole tree
ticks that stay            ``localStorage``                ticks that go, and a word about it
copy                       ``navigator.clipboard``         the text, marked, to copy by hand
search                     ``fetch``, ``import()`` 63/11.1  the stop card and whom to call
two-language sheet         ``fetch``                       each language by itself
=========================  ==============================  ====================================

``@layer`` (99/15.4) is in the sources only: first_view.py writes the same cascade without it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Reader
from tests.browser.tools import NO_STORAGE, SIDEWAYS, WAITED
from tests.helpers.project import PAGES, Address, interface

#: What newer scripts may ask for, taken away before any of ours runs.
REMOVED = {
    "Array.at": "delete Array.prototype.at",
    "replaceChildren": "delete Element.prototype.replaceChildren",
    "replaceAll": "delete String.prototype.replaceAll",
    "clipboard": "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
    "storage": NO_STORAGE,
    "fetch": "delete window.fetch",
    "Intl": "delete window.Intl",
    "share": "delete Navigator.prototype.share",
}
#: What newer sheets may ask for, misspelt, so that the browser knows it no more.
UNKNOWN = [
    ":has(",
    ":is( :where(",  # no browser knows one of them alone
    "(scripting",
    "@supports",
    "field-sizing",
    "text-autospace",
    "inset-",
]
#: Those that no other page asks for.
OF_LETTERS = ("@supports", "field-sizing")
VERIFY, PAID = Address("zh", "respond/verify"), Address("zh", "respond/paid")
HOME, LETTERS = Address("zh", "index"), Address("zh", "tools/letters")


def tree_works(page: Page) -> None:
    """From the first question by two answers to an outcome, one at a time or in the whole tree."""
    for _ in range(2):
        link = page.locator(".decision-tree a[data-answer]:visible").first
        to = link.get_attribute("data-answer")
        link.click()
        expect(page.locator(f"[data-node='{to}']")).to_be_in_viewport()
        if "outcome" in (page.locator(f"[data-node='{to}']").get_attribute("class") or ""):
            return


def list_works(page: Page) -> None:
    row = page.locator(".checklist-items label").first
    row.click()
    assert row.locator("input").is_checked()


def letter_works(page: Page) -> None:
    blank = page.locator("[data-letter] [data-field]").first
    blank.fill("王小明")
    expect(blank).to_have_value("王小明")


def text_is_there(page: Page) -> None:
    headings = "article h2:not(details *)"
    expect(page.locator(f"{headings}:visible")).to_have_count(page.locator(headings).count())


USES: dict[Address, Callable[[Page], None]] = {
    VERIFY: tree_works,
    PAID: list_works,
    LETTERS: letter_works,
    **{
        one: text_is_there
        for one in PAGES
        if one.locale == "zh"
        and one.name in ("tools/deadline", "tools/planner", "tools/message", "tools/both", "index")
    },
}


#: Where each feature is asked for: make test takes it away there, and everything everywhere.
ASKED_FOR = {
    "Array.at": "respond/verify",
    "replaceChildren": "tools/planner",
    "replaceAll": "tools/message",
    "clipboard": "tools/letters",
    "storage": "respond/paid",
    "Worker": "respond/verify",
    "fetch": "index",
    "Intl": "tools/deadline",
    "share": "index",
}


def cases() -> Iterator[Any]:
    for address in USES:
        yield pytest.param("; ".join(REMOVED.values()), address, id=f"{address}-everything")
        for missing, script in REMOVED.items():
            later = [pytest.mark.all_looks] * (ASKED_FOR[missing] != address.name)
            yield pytest.param(script, address, id=f"{address}-{missing}", marks=later)


@pytest.mark.parametrize(("missing", "address"), [*cases()])
def test_a_page_can_be_used_where_a_feature_is_missing(
    reader: Reader, missing: str, address: Address
) -> None:
    page = reader.page(before=missing)
    page.goto(reader.url(address))
    expect(page.locator("h1")).to_be_visible()
    USES[address](page)
    reader.complaints.clear()  # a script may say what it misses


def test_a_search_that_cannot_work_says_whom_to_call(reader: Reader) -> None:
    page = reader.page(before=REMOVED["fetch"])
    page.goto(reader.url(VERIFY))
    page.locator(".search-open").click()
    page.locator(".md-search__input").fill("95188")
    expect(page.get_by_text(interface("zh")["search_none_title"])).to_be_visible()
    reader.complaints.clear()


def test_a_script_that_is_not_understood_leaves_the_page_as_it_is(reader: Reader) -> None:
    """One word of newer syntax, and an old browser refuses the whole file."""

    def newer(route: Route) -> None:
        route.fulfill(content_type="text/javascript", body="syntax of tomorrow;")

    page = reader.page()
    page.route("**/guidance.*.js", newer)
    for address, use in USES.items():
        page.goto(reader.url(address))
        page.evaluate(WAITED)
        use(page)
        expect(page.locator(".search-open")).not_to_be_visible()
        nodes = page.locator("[data-node]")
        expect(page.locator("[data-node]:visible")).to_have_count(nodes.count())
    reader.complaints.clear()


def styles() -> Iterator[Any]:
    for address in (VERIFY, PAID, HOME):
        yield pytest.param(UNKNOWN, address, id=f"all of them-{address}")
    for one in UNKNOWN:
        for address in [LETTERS] if one in OF_LETTERS else [VERIFY, PAID, HOME]:
            yield pytest.param([one], address, id=f"{one}-{address}", marks=pytest.mark.all_looks)


@pytest.mark.parametrize(("unknown", "address"), [*styles()])
def test_a_page_can_be_used_where_a_style_is_not_understood(
    reader: Reader, unknown: list[str], address: Address
) -> None:
    page = reader.page(bypass_csp=True)  # the sheet is no longer the one that was hashed
    asked: list[bool] = []

    def older(route: Route) -> None:
        answer = route.fetch()
        html = answer.text()
        head, style, rest = html.partition("<style>")
        sheet, end, body = rest.partition("</style>")
        for word in " ".join(unknown).split():
            asked.append(word in sheet)
            sheet = sheet.replace(word, f"{word[:-2]}-unknown{word[-2:]}")
        route.fulfill(response=answer, body=head + style + sheet + end + body)

    page.route(reader.url(address), older)
    page.goto(reader.url(address))
    assert any(asked)
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate(SIDEWAYS) == []
    USES[address](page)


def test_each_style_taken_away_is_asked_for_on_a_page(built_site: Path) -> None:
    sheets = "".join((built_site / one.file).read_text("utf-8") for one in USES)
    assert [word for word in " ".join(UNKNOWN).split() if word not in sheets] == []


def test_no_sheet_of_the_site_asks_for_layers(built_site: Path) -> None:
    """A browser that does not know them would drop all styles."""
    sheets = [*built_site.rglob("*.html"), *built_site.rglob("*.css")]
    assert len(sheets) > len(PAGES)
    assert [file for file in sheets if "@layer" in file.read_text("utf-8")] == []
