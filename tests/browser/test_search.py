"""The search as a reader uses it; what it finds is in test_search_words.py."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from guidance.model import Site
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Reader
from tests.browser.searching import answers, places, results, search_from, searches, type_words
from tests.browser.tools import BOTH, CHINESE_FIRST, ENGLISH_FIRST, LATER
from tests.helpers.project import LOCALES, Address, guide, interface

#: What a first search may load on top of the page, compressed.
FIRST_RESULT = 52_000
LINK = ".md-search-result__link"
WORD = re.compile("[\u4e00-\u9fff]|[A-Za-z]+")
#: Trees whose last node make test looks for: the longest, one of Home, one in a fold of results.
SOME_TREES = {"trust", "triage", "you-were-called"}
#: The last node of each tree: it is the furthest from what the page shows first.
NODES = [
    (locale, page.name, tree.id, tree.nodes[-1].id, tree.nodes[-1].title)
    for locale in LOCALES
    for page in guide().edition(locale).values()
    for tree in page.trees
    if page.listed
]


#: The tests of ``searching`` have one worker, or it were opened twice.


@pytest.fixture(scope="module")
def searching(chromium: Browser, site_url: str) -> Iterator[dict[str, Page]]:
    with searches(chromium, site_url) as pages:
        yield pages


# ------------------------------------------------------------------- what is found


@CHINESE_FIRST
def test_only_the_readers_edition_is_searched(
    searching: dict[str, Page], site_url: str, locale: str
) -> None:
    for query in ("95188", "12378", "Alipay", "花呗", "110", "LPR"):
        found = results(searching[locale], site_url, locale, query)
        assert [one for one in found if not one.startswith(f"{locale}/")] == [], query


@BOTH
def test_who_finds_nothing_is_told_to_stop_and_whom_to_call(
    searching: dict[str, Page], site_url: str, locale: str
) -> None:
    page, words = searching[locale], interface(locale)
    for nonsense in ("zzqqxxww", "龘龘", "“”", "^~*"):
        assert results(page, site_url, locale, nonsense) == []
        expect(page.get_by_text(words["search_none_title"])).to_be_visible()
        for urgent in ("urgent_danger", "urgent_contacts", "search_none_talk"):
            link = page.locator(".md-search").get_by_text(words[urgent], exact=True)
            expect(link).to_be_visible()


@BOTH
def test_every_node_and_checklist_is_in_the_search(
    guide: Site, built_site: Path, locale: str
) -> None:
    index = json.loads((built_site / f"search/{locale}.json").read_text("utf-8"))
    found = {f"{url}#{place[0]}" for url, _, _, places in index["pages"] for place in places}
    wanted = {
        f"{Address(locale, page.name).url}#{one}"
        for page in guide.edition(locale).values()
        if page.listed
        for one in [
            *(node.id for tree in page.trees for node in tree.nodes),
            *(checklist.id for checklist in page.checklists),
        ]
    }
    assert wanted - found == set()


@pytest.mark.parametrize(
    ("locale", "name", "tree", "node", "title"),
    [
        pytest.param(
            *case,
            id="-".join(case[:3]),
            marks=[pytest.mark.all_looks] * (case[0] == "en" or case[2] not in SOME_TREES),
        )
        for case in NODES
    ],
)
def test_the_heading_of_a_node_is_found_and_opens_at_the_node(
    reader: Reader, locale: str, name: str, tree: str, node: str, title: str
) -> None:
    page = search_from(reader, Address(locale, "reference/about"))
    type_words(page, locale, title)
    target = reader.url(Address(locale, name), f"#{node}")
    link = page.locator(f"{LINK}[href='{target}']")
    assert link.count() == 1
    fold = page.locator("details.md-search-result__more", has=link)
    if fold.count():
        fold.locator("summary").click()
    link.click()
    page.wait_for_url(target)
    expect(page.locator(f".decision-tree [data-node='{node}']")).to_be_visible()
    expect(page.locator(f"#{node}")).to_be_in_viewport()


@ENGLISH_FIRST
def test_a_line_of_a_list_finds_its_list(
    searching: dict[str, Page], guide: Site, locale: str
) -> None:
    lists = {
        next(one.text for one in checklist.items if len(WORD.findall(one.text)) > 5): (
            f"{Address(locale, source.name).url}#{checklist.id}"
        )
        for source in guide.edition(locale).values()
        for checklist in (source.checklists if source.listed else ())
    }
    found = places(searching[locale], list(lists))
    lost = {line: found[line][:3] for line, where in lists.items() if where not in found[line][:3]}
    assert lost == {}


@ENGLISH_FIRST
def test_what_is_typed_finds_what_the_search_was_asked(
    searching: dict[str, Page], site_url: str, locale: str
) -> None:
    page = searching[locale]
    queries = {"zh": ["花呗逾期会被抓吗", "錄音"], "en": ["will i be arrested", "recorrding"]}[
        locale
    ]
    found = answers(page, queries)
    for query in queries:
        typed = results(page, site_url, locale, query)
        assert typed == found[query][: len(typed)] != []


@BOTH
def test_a_result_shows_the_words_that_matched_and_opens_where_they_stand(
    searching: dict[str, Page], locale: str
) -> None:
    page = searching[locale]
    type_words(page, locale, {"zh": "屏幕共享", "en": "screen sharing"}[locale], pasted=True)
    first = page.locator(LINK).first
    expect(first.locator("p mark").first).to_be_visible()
    assert "#" in (first.get_attribute("href") or "")


# ------------------------------------------------------------------- how it is used


@pytest.mark.parametrize(
    ("locale", "query"), [pytest.param("zh", "协商还款", marks=LATER), ("en", "repayment plan")]
)
def test_a_result_opens_its_page_from_anywhere(reader: Reader, locale: str, query: str) -> None:
    page = search_from(reader, Address(locale, "respond/verify"))
    assert f"{locale}/respond/plan" in results(page, reader.site, locale, query)
    page.locator(".md-search-result__item a[href*='respond/plan']").first.click()
    page.wait_for_url(lambda url: url.startswith(reader.url(Address(locale, "respond/plan"))))
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "query", "word"),
    [
        ("zh", "律師函", "律师函"),
        pytest.param("zh", "錄音", "录音", marks=LATER),
        ("en", "recorrding", "record"),
    ],
)
def test_what_was_meant_is_marked_on_the_page_found(
    reader: Reader, locale: str, query: str, word: str
) -> None:
    page = search_from(reader, Address(locale, "index"))
    type_words(page, locale, query)
    home = page.url
    page.locator(LINK).first.click()
    page.wait_for_url(lambda url: url != home)
    expect(page.locator("article mark:visible").first).to_be_visible()
    marked = {text.lower() for text in page.locator("article mark").all_inner_texts()}
    assert word in marked


@pytest.mark.parametrize("key", ["s", "f"])
def test_a_key_opens_the_search_and_escape_gives_the_focus_back(reader: Reader, key: str) -> None:
    page = reader.open(Address("en", "index"))
    field = page.get_by_label(interface("en")["search_label"])
    page.keyboard.press(key)
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).not_to_be_visible()
    expect(page.locator(".search-open")).to_be_focused()


def test_arrows_walk_through_the_results_and_enter_opens_the_best(reader: Reader) -> None:
    page = search_from(reader, Address("en", "index"))
    type_words(page, "en", "repayment plan")
    first = page.locator(LINK).first
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label(interface("en")["search_label"])).to_be_focused()
    target = first.evaluate("(link) => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)


#: The Enter that chooses a word of an input method, as Safari reports it, in each field of a page.
COMMIT = """(fields) => fields.map((field) => {
  const event = { key: "Enter", keyCode: 229, bubbles: true, cancelable: true };
  field.focus();
  return field.dispatchEvent(new KeyboardEvent("keydown", event));
})"""


@pytest.mark.parametrize(
    "name",
    [
        "tools/letters",
        *(pytest.param(f"tools/{one}", marks=LATER) for one in ("planner", "message", "deadline")),
    ],
)
def test_the_enter_of_an_input_method_is_its_own_in_every_field(reader: Reader, name: str) -> None:
    page = search_from(reader, Address("zh", name))
    type_words(page, "zh", "花呗")
    address = page.url
    left = page.locator("input:not([type=checkbox]), textarea").evaluate_all(COMMIT)
    assert len(left) > 1
    assert all(left)
    assert page.url == address
    expect(page.locator(LINK).first).to_be_visible()


def test_words_stay_in_the_search_when_the_language_is_switched(reader: Reader) -> None:
    page = search_from(reader, Address("zh", "respond/verify"))
    type_words(page, "zh", "花呗 app")
    page.keyboard.press("Escape")
    page.locator("a.language").click()
    page.wait_for_url(reader.url(Address("en", "respond/verify")))
    assert page.evaluate("sessionStorage.length") == 0
    page.locator(".search-open").click()
    expect(page.get_by_label(interface("en")["search_label"])).to_have_value("花呗 app")
    expect(page.locator(LINK).first).to_be_visible()


def test_chinese_in_english_results_says_so(searching: dict[str, Page], site_url: str) -> None:
    page = searching["en"]
    results(page, site_url, "en", "花呗")
    languages = page.locator(".md-search-result__list").evaluate(
        """(list) => {
          const texts = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
          const found = [];
          while (texts.nextNode()) {
            const { data, parentElement } = texts.currentNode;
            if (/\\p{sc=Han}/u.test(data)) found.push(parentElement.closest("[lang]").lang);
          }
          return found;
        }"""
    )
    assert languages
    assert set(languages) == {"zh-Hans"}


# ------------------------------------------------------------------- what it costs, and who hears


@pytest.mark.parametrize(("locale", "query"), [("zh", "花呗"), ("en", "huabei")])
def test_the_first_result_is_light_and_does_not_wait_for_the_whole_index(
    reader: Reader, built_site: Path, locale: str, query: str
) -> None:
    page = reader.open(Address(locale, "index"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(reader.site)))

    def keep_waiting(route: Route) -> None:
        """Never answers."""

    page.route(f"**/search/{locale}.*.json", keep_waiting)
    page.locator(".search-open").click()
    page.get_by_label(interface(locale)["search_label"]).fill(query)
    expect(page.locator(LINK).first).to_be_visible()
    later = [url for url in asked if url.count(".") > 1 and url.startswith("search/")]
    needed = [url for url in asked if url not in later]
    assert len(needed) == 3  # what searches and shows; MiniSearch; titles and search words
    assert later
    weight = sum(len(gzip.compress((built_site / url).read_bytes())) for url in needed)
    assert weight <= FIRST_RESULT


@CHINESE_FIRST
def test_the_query_never_leaves_the_page(reader: Reader, locale: str) -> None:
    page = search_from(reader, Address(locale, "index"))
    address = page.url
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    secret = "secret95188"
    type_words(page, locale, secret)
    type_words(page, locale, "95188")
    assert [one for one in sent if "95188" in one] == []
    assert page.url == address
    kept = (
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state])"
    )
    assert "95188" not in page.evaluate(kept)
    page.locator(LINK).first.click()
    page.wait_for_url(lambda url: url != address)
    assert [one for one in sent if "secret" in one or "?" in one] == []
    assert "secret" not in page.evaluate(f"{kept} + name")
