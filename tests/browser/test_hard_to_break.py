"""Hostile text, hostile addresses, a browser that keeps nothing or garbage, a script that breaks
half-way: the page stays what it is.

What the search marks stands in test_first_view.py, addresses of trees in test_decide.py, what old
browsers miss in test_old_engines.py.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Reader
from tests.browser.test_message_checker import DRAWN, checker
from tests.browser.test_old_engines import list_works, tree_works
from tests.browser.tools import FULL_STORAGE, LATER, NO_STORAGE, WAITED
from tests.helpers.growth import MOST, growth
from tests.helpers.html import read
from tests.helpers.project import PAGES, Address

VERIFY, PAID = Address("zh", "respond/verify"), Address("zh", "respond/paid")
#: The first tree's id, and its first two questions.
TREE, FIRST, SECOND = "trust", "asks-to-click", "asks-for-money"
#: A page of each tool, and what waits there for a reader's text.
TOOLS = (
    *(Address("zh", f"tools/{name}") for name in ("message", "planner", "deadline", "letters")),
    *(Address("zh", "reference/real"), VERIFY, PAID),
)
#: Markup, templates, patterns, prototypes, characters that steer: in one text.
HOSTILE = (
    "<img src=x onerror='ran=1'>\"><script>ran=1</script></textarea></template><iframe srcdoc=x>"
    "<svg onload=ran=1> javascript:ran=1 ${ran=1} {{ran}} {name} {count} $& $1 $' \\0 %s "
    "__proto__ constructor toString \u202e\u0000\u200b\ufeff👨‍👩‍👧 ' \" ` --> ]]> \n 点击链接 加微信"
)
#: What no text may add to a page.
FOREIGN = """() => [
  window.ran,
  ...[...document.querySelectorAll(`script:not([src], [type]), img, iframe, object, embed, svg, base,
    meta, link, style, form, [src=x], [onerror], [onload], [href^=javascript]`)].map((e) => e.tagName),
]"""
#: Into every field for text, shown or not, past all that a browser does about length; then every
#: button that does not print.
TYPE = """(text) => {
  const fields = "input:not([type=checkbox], [type=radio], [type=date]), textarea:not([readonly])";
  for (const field of document.querySelectorAll(fields)) {
    field.value = text;
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  }
  for (const button of document.querySelectorAll("article .tool-buttons button"))
    if (button.offsetParent && !button.dataset.none) button.click();
}"""


@pytest.mark.parametrize("address", TOOLS, ids=str)
def test_hostile_text_in_every_field_stays_text(reader: Reader, address: Address) -> None:
    page = reader.open(address)
    before = page.evaluate(FOREIGN)
    headings = page.locator("article :is(h1, h2, h3):visible").count()
    page.evaluate(TYPE, HOSTILE)
    assert page.evaluate(FOREIGN) == before
    assert page.locator("article :is(h1, h2, h3):visible").count() >= headings
    page.locator(".search-open").click()
    page.locator(".md-search__input").fill(HOSTILE)
    expect(page.locator(".md-search-result__item, .search-none").first).to_be_visible()
    assert page.evaluate(FOREIGN) == before


def test_a_hostile_lender_goes_through_plan_table_and_letter_as_text(reader: Reader) -> None:
    page = reader.open(Address("zh", "tools/planner"))
    before = page.evaluate(FOREIGN)
    income, needs = page.locator(".planner-income input"), page.locator(".planner-needs input")
    income.fill("4920")
    needs.fill("3600")
    lender = HOSTILE.replace("\n", " ").replace("\0", "")[:200]
    page.locator(".planner-lender input").fill(lender)
    page.locator(".planner-balance input").fill("3000")
    page.locator(".planner-old select").select_option("no")
    page.locator(".planner-count").click()
    expect(page.locator(".planner-card h4")).to_have_text(lender.strip())
    page.locator(".planner-write").click()
    expect(page.locator("[data-field=lender]").first).to_have_value(lender.strip())
    assert page.evaluate(FOREIGN) == before


#: What a browser tells a field that somebody pastes into.
PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  if (document.querySelector("textarea").dispatchEvent(event)) throw new Error("left to the browser");
}"""


def test_no_field_takes_more_than_it_can_bear(built_site: Path) -> None:
    """A megabyte in a line of a letter holds a browser up for minutes. The message checker reads its
    message in pieces and shows it in parts."""
    endless = {
        (address.name, field["class"] or field["data-field"])
        for address in PAGES
        for tag in ("input", "textarea")
        for field in read(built_site / address.file).all(tag)
        if field["type"] in ("", "text")
        and "readonly" not in field.attrs
        and not field["maxlength"]
    }
    assert endless == {("tools/message", "tool-input")}


def test_a_megabyte_in_a_field_is_cut_and_the_page_goes_on(reader: Reader) -> None:
    page = reader.page()
    for name, field in (
        ("tools/letters", ".letter-form :is(input, textarea)"),
        ("tools/planner", ".planner-income input"),
        ("reference/real", ".codes-code"),
    ):
        page.goto(reader.url(Address("zh", name)))
        for selector in (field, ".md-search__input"):
            if "search" in selector:
                page.locator(".search-open").click()
            place = page.locator(selector).first
            place.focus()
            page.keyboard.insert_text("点击链接 <b> " * 100_000)
            assert 0 < len(place.input_value()) <= 5_000, selector


def test_a_megabyte_that_is_pasted_into_the_message_checker_is_read_whole(reader: Reader) -> None:
    """One line: a browser that pastes it by itself breaks it for minutes."""
    page = checker(reader, "zh")
    text = "一 点 " * 250_000
    page.locator(".checker-form textarea").fill("点击链接")
    page.evaluate(PASTE, text + "加微信 abc12345")
    assert len(page.locator(".checker-form textarea").input_value()) > len(text)
    page.locator(".checker-find").click()
    expect(page.locator(".checker-text mark")).to_have_count(2)


@LATER
def test_a_megabyte_in_the_message_checker_takes_its_share_of_time(reader: Reader) -> None:
    """A quarter of it and the whole."""
    page = checker(reader, "zh")
    text = "<img src=x onerror='ran=1'> 加微信 abc12345 "

    def seconds(size: int) -> float:
        taken, marks, letters = page.evaluate(DRAWN, text * (size // len(text)))
        assert marks <= 60
        assert letters < 10_000
        return float(taken) / 1000

    assert growth(seconds, 250_000) < MOST
    assert page.evaluate(FOREIGN)[0] is None


def test_pinyin_that_can_be_cut_in_many_ways_does_not_hold_up_the_search(reader: Reader) -> None:
    """xian is xi an too: all the ways to cut seventy of them would never end."""
    page = reader.open(Address("zh", "index"))
    page.locator(".search-open").click()
    page.locator(".md-search__input").fill("花呗")
    expect(page.locator(".md-search-result__list:not([aria-busy])")).to_be_attached()
    page.locator(".md-search__input").fill("xian" * 70 + "qq")
    page.locator(".md-search__input").fill("huabei")
    expect(page.locator(".md-search-result__item").first).to_contain_text("花呗")


# ------------------------------------------------------------------- addresses

FRAGMENTS = (
    *"constructor __proto__ toString location carriedAlong hasOwnProperty".split(),
    *"constructor=__proto__ __proto__=constructor,toString = =, ,=. * % %E0%A4%A".split(),
    *(quote(HOSTILE), HOSTILE.replace("\n", ""), "javascript:ran=1", "a" * 100_000, "a," * 50_000),
    *(f"{TREE}=__proto__", f"{TREE}={FIRST},constructor", f"{TREE}={FIRST}.__proto__"),
    f"{TREE}=" + ",".join([FIRST] * 20_000),
)
#: What a page shows, once it has heard of its new address.
TOLD = """(fragment) => new Promise((done) => {
  location.hash = fragment;
  setTimeout(() => setTimeout(() => done(document.querySelector("article").innerText)));
})"""


@pytest.mark.parametrize("address", TOOLS, ids=str)
def test_a_hostile_address_changes_nothing(reader: Reader, address: Address) -> None:
    page = reader.open(address)
    before, text = page.evaluate(FOREIGN), page.evaluate(TOLD, "")
    for fragment in FRAGMENTS:
        assert page.evaluate(TOLD, fragment) == text, fragment[:40]
    assert page.evaluate(FOREIGN) == before
    page.goto(
        reader.url(address, f"?q={quote(HOSTILE)}&h={quote(HOSTILE)}&code={quote(HOSTILE)}&print")
    )
    expect(page.locator(".md-search-result__item, .search-none").first).to_be_visible()
    assert page.evaluate(FOREIGN) == before


#: Small letters, as ids are; each means something to a browser or to an object.
NAMES = """
constructor location name status history print stop top self parent document window navigator forms
images all body head title cookie event find open close focus length origin carried url caches
""".split()


def test_ids_that_mean_something_to_a_browser_do_no_harm(reader: Reader) -> None:
    """Rule bad-id lets them pass, but for those with capitals or underscores."""
    page = reader.page()

    def renamed(route: Route) -> None:
        answer = route.fetch()
        html = answer.text()
        for old, new in ((TREE, "constructor"), (FIRST, "location"), (SECOND, "status")):
            html = re.sub(rf"\b{old}\b", new, html)
        for number, item in enumerate(dict.fromkeys(re.findall(r'data-item="([\w-]+)"', html))):
            html = html.replace(f'"{item}"', f'"{NAMES[-1 - number]}"')
        html = html.replace('"first-minutes"', '"valueof"')
        taken = set(re.findall(r'\bid="([^"]+)"', html))
        spans = "".join(f'<span id="{one}"></span>' for one in NAMES if one not in taken)
        route.fulfill(response=answer, body=html.replace("</article>", f"{spans}</article>"))

    for address, use in ((VERIFY, tree_works), (PAID, list_works)):
        page.route(reader.url(address), renamed)
        page.goto(reader.url(address))
        use(page)
        search_works(page)
    page.goto(reader.url(VERIFY, "#constructor=location,status"))
    expect(page.locator("[data-node=status]")).to_be_visible()
    expect(page.locator("[data-node=location]")).not_to_be_visible()
    page.goto(reader.url(PAID))
    assert page.locator(".checklist-items input").first.is_checked()


# ------------------------------------------------------------------- what a browser keeps


def search_works(page: Page) -> None:
    page.locator(".search-open").click()
    page.locator(".md-search__input").fill("95188")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")


def letter_works(page: Page) -> None:
    page.locator(".letter-form input").first.fill("王小明")
    expect(page.locator(".field-value").filter(has_text="王小明").first).to_be_attached()


def checker_works(page: Page) -> None:
    page.locator(".checker-form textarea").fill("点击链接")
    page.locator(".checker-find").click()
    expect(page.locator(".checker-text mark")).to_have_count(1)


def planner_works(page: Page) -> None:
    page.locator(".planner-count").click()
    expect(page.locator(".planner-income [data-problem]")).to_be_visible()


def deadline_works(page: Page) -> None:
    page.locator(".deadline-papers label").first.click()
    page.locator(".deadline-received").fill("2026-11-20")
    expect(page.locator(".deadline-result")).to_be_visible()


def code_works(page: Page) -> None:
    page.locator(".codes-code").fill("AAAAAA")
    expect(page.locator(".codes-said")).not_to_be_empty()


USES: dict[Address, Callable[[Page], None]] = dict(
    zip(
        TOOLS,
        (
            checker_works,
            planner_works,
            deadline_works,
            letter_works,
            code_works,
            tree_works,
            list_works,
        ),
        strict=True,
    )
)
#: What another page of the host, an older version of ours or a fault may have left there.
GARBAGE = (
    *("", "null", "{}", "1", '"constructor"', "[" * 100_000, "[null, 1, {}, []]", "\ud800"),
    *('["__proto__", "constructor"]', '{"length": 1000000000}', '{"words": 1}', "x" * 1_000_000),
    json.dumps({"words": [HOSTILE], "query": HOSTILE}),
    json.dumps([HOSTILE]),
)
LEAVE = """(text) => {
  for (const store of [localStorage, sessionStorage])
    for (const name of ["guidance:checklist:first-minutes", "guidance:search", "constructor"])
      store.setItem(name, text);
}"""


@pytest.mark.parametrize(
    "kept", [NO_STORAGE, pytest.param(FULL_STORAGE, marks=LATER)], ids=["denied", "full"]
)
def test_every_tool_works_where_nothing_can_be_kept(reader: Reader, kept: str) -> None:
    page = reader.page(before=kept)
    for address, use in USES.items():
        page.goto(reader.url(address))
        use(page)
        search_works(page)


def test_whatever_is_kept_there_leaves_a_list_and_a_search_that_work(reader: Reader) -> None:
    page = reader.open(PAID)
    before = page.evaluate(FOREIGN)
    for garbage in GARBAGE:
        page.evaluate(LEAVE, garbage)
        page.reload()
        assert page.locator(".checklist-items input:checked").count() == 0, garbage[:40]
        list_works(page)
        assert page.evaluate(FOREIGN) == before, garbage[:40]
        page.evaluate("localStorage.clear()")
    search_works(page)


# ------------------------------------------------------------------- a script that breaks

#: Counts the calls that scripts make while a page loads, and lets that one fail whose number the
#: tab bears as its name.
HALF_WAY = """
window.calls = 0;
window.isLoading = true;
for (const [of, names] of [
  [Document.prototype, ["querySelector", "querySelectorAll", "getElementById", "importNode", "createElement"]],
  [Element.prototype, ["querySelector", "querySelectorAll", "append", "before", "after", "setAttribute"]],
  [EventTarget.prototype, ["addEventListener"]],
  [Node.prototype, ["cloneNode"]],
])
  for (const method of names) {
    const real = of[method];
    of[method] = function (...given) {
      if (isLoading && (calls += 1) === Number(window.name)) throw new Error("half-way");
      return real.apply(this, given);
    };
  }
addEventListener("load", () => setTimeout(() => { isLoading = false; }));
"""
#: What readers read: what shows of it.
SHOWN = """() => [...document.querySelectorAll("article :is(h1, h2, h3, li, p), article [id]")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }))
  .map((e) => e.id || [...e.childNodes].map((n) => n.className === "share" ? "" : n.textContent).join("")
    .replace(/\\s+/g, " ").trim())"""


@pytest.mark.parametrize(
    ("address", "times"),
    [
        (Address("zh", "tools/planner"), 16),
        *(pytest.param(one, 60, marks=LATER) for one in TOOLS),
        pytest.param(Address("zh", "index"), 60, marks=LATER),
    ],
    ids=str,
)
def test_a_script_that_breaks_half_way_leaves_the_page_as_without_script(
    reader: Reader, address: Address, times: int
) -> None:
    """Or all that it hides is hidden because it works."""
    plain = reader.open(address, script=False).evaluate(SHOWN)
    page = reader.open(address, before=HALF_WAY)

    def hidden(fails: int) -> list[str]:
        page.evaluate("(fails) => { window.name = fails }", str(fails))
        page.reload()
        page.evaluate(WAITED)
        shown = set(page.evaluate(SHOWN))
        return [one for one in plain if one not in shown]

    by_script = hidden(0)
    calls = int(page.evaluate("calls"))
    assert calls > 1
    for fails in range(1, calls + 1, max(1, calls // times)):
        assert hidden(fails) in ([], by_script), f"the call {fails} of {calls}"
    reader.complaints.clear()
