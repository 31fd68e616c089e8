"""A reader who types into the search."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from guidance.strings import load
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Reader
from tests.helpers.project import LOCALES, PAGES, Address

#: The addresses that the search itself answers to each question, without a field to type into.
ANSWERS = """async (questions) => {
  const { library, results, index } = document.querySelector(".md-search-result").dataset;
  const [{ default: MiniSearch }, { searching }, answer] = await Promise.all([
    import(new URL(library, location.href)),
    import(new URL(results, location.href)),
    fetch(index),
  ]);
  const search = searching(MiniSearch);
  const first = await answer.json();
  search.add(first);
  for (const name of first.more)
    search.add(await (await fetch(new URL(name, new URL(index, location.href)))).json());
  const address = ({ page, places: [best] }) =>
    best && best.anchor ? `${page.url}#${best.anchor}` : page.url;
  return questions.map((one) => search.find(one).found.map(address));
}"""


def search_from(reader: Reader, address: Address) -> Page:
    """A page with its search open."""
    page = reader.page()
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
    field.fill(query) if pasted else field.press_sequentially(query)
    expect(page.locator(".md-search-result__item, .md-search .search-none").first).to_be_attached()
    expect(page.locator(".md-search-result__list:not([aria-busy])")).to_be_attached()


def results(page: Page, site: str, locale: str, query: str, *, pasted: bool = False) -> list[str]:
    """The pages found for a query, best first, as ``zh/respond/verify``."""
    type_words(page, locale, query, pasted=pasted)
    links = page.locator(".md-search-result__item").evaluate_all(
        "(items) => items.map((item) => item.querySelector('a').href.split(/[?#]/)[0])"
    )
    known = {f"{site}{address.url}": str(address) for address in PAGES}
    return [known[link] for link in links]


def places(page: Page, questions: Sequence[str]) -> dict[str, list[str]]:
    """The addresses that the search of this page's edition finds for each question, best first."""
    return dict(zip(questions, page.evaluate(ANSWERS, list(questions)), strict=True))


def answers(page: Page, questions: Sequence[str]) -> dict[str, list[str]]:
    """The pages found, as ``zh/respond/verify``."""
    known = {address.url: str(address) for address in PAGES}
    return {
        question: [known[url.partition("#")[0]] for url in found]
        for question, found in places(page, questions).items()
    }
