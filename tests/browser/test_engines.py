"""What readers do most, in Chromium, WebKit (every browser on iOS) and Firefox alike.

make test walks through a tree, the search and the menu in WebKit: all other tests are Chromium's,
and Firefox takes as long to start as the rest together. make test-all tries all of it. None but
Chromium can be asked for all that the other tests look at: WebKit's driver prints nothing, so there
the sheets of paper are shown on the screen, and it keeps scripts from the page but not from the
engine, so a style that asks for scripts still finds them.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from guidance.model import Site
from guidance.strings import load

from tests.browser.engines import Engine, chromium, firefox, webkit
from tests.browser.tools import LATER, SIDEWAYS, WAITED
from tests.helpers.deadlines import CASES, read_day
from tests.helpers.project import LOCALES, PAGES, Address
from tests.helpers.repayment import plans

ENGINES: dict[str, Callable[..., AbstractContextManager[Engine]]] = {
    "webkit": webkit,
    "chromium": chromium,
    "firefox": firefox,
}
#: make test sees one edition.
FIRST_IN_CHINESE = pytest.mark.parametrize("locale", ["zh", pytest.param("en", marks=LATER)])
EACH_EDITION = pytest.mark.parametrize(
    "locale", [pytest.param(one, marks=LATER) for one in LOCALES]
)
TREE = ".decision-tree[data-tree=trust]"
FIRST, SECOND = "asks-to-click", "asks-for-money"
#: The nodes of the tree that show.
SHOWN = f"""() => [...document.querySelectorAll("{TREE} .node")]
  .filter((e) => e.checkVisibility()).map((e) => e.dataset.node)"""
FIELD = ".md-search__input"
FOCUS = "() => document.activeElement.id || document.activeElement.className"
TEXTS = "(css) => [...document.querySelectorAll(css)].map((e) => e.textContent)"


def begun(
    request: pytest.FixtureRequest, name: str, **options: bool
) -> AbstractContextManager[Engine]:
    given = [request.getfixturevalue("site_url")]
    if name == "chromium":
        given.append(request.getfixturevalue(name))
    return ENGINES[name](*given, **options)


@pytest.fixture(
    scope="module",
    params=["webkit", *(pytest.param(one, marks=LATER) for one in ("chromium", "firefox"))],
)
def started(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with begun(request, request.param) as one:
        yield one


@pytest.fixture
def engine(started: Engine) -> Iterator[Engine]:
    """One that knows nothing of other tests; whatever a test does, no script complains."""
    before = len(started.complaints())
    started.size(360, 640)
    yield started
    assert started.complaints()[before:] == []
    started.forget()


# ------------------------------------------------------------------- in make test too


@FIRST_IN_CHINESE
def test_a_tree_asks_one_question_at_a_time_and_back_leads_to_the_last(
    engine: Engine, locale: str
) -> None:
    engine.open(Address(locale, "respond/verify"))
    assert engine.until(SHOWN) == [FIRST]
    engine.click(f"{TREE} [data-node={FIRST}] a[data-answer={SECOND}]")
    engine.until(f"() => location.hash === '#trust={FIRST},{SECOND}'")
    engine.until(f"() => ({SHOWN})().join() === '{SECOND}'")  # the script hears of it after us
    assert engine.ask(FOCUS) == SECOND
    engine.reload()
    assert engine.until(SHOWN) == [SECOND]
    engine.back()
    engine.until("() => !location.hash")
    engine.until(f"() => ({SHOWN})().join() === '{FIRST}'")


@FIRST_IN_CHINESE
def test_a_search_with_words_of_the_edition_opens_a_page_that_marks_them(
    engine: Engine, locale: str
) -> None:
    words = {"zh": "征信", "en": "credit record"}[locale]
    engine.open(Address(locale, "index"))
    engine.click(".search-open")
    engine.until("(css) => document.activeElement.matches(css)", FIELD)
    engine.fill(FIELD, words)
    # Results follow each key, and each part of the index as it comes.
    engine.until("([css, words]) => document.querySelector(css).value === words", [FIELD, words])
    engine.until("(css) => document.querySelector(css)", "a.md-search-result__link")
    engine.until("() => !document.querySelector('.md-search [aria-busy]')")
    engine.click("a.md-search-result__link")
    marks = engine.until(
        f"() => {{ const all = ({TEXTS})('.md-content mark'); return all.length && all }}"
    )
    assert {one.lower() for one in marks} <= {words, *words.split()}


@FIRST_IN_CHINESE
def test_the_menu_opens_and_escape_or_a_tap_outside_closes_it(engine: Engine, locale: str) -> None:
    is_open, is_closed = (f"() => {no}document.querySelector('.menu').open" for no in ("", "!"))
    on_opener = "() => document.activeElement.matches('.menu > summary')"
    engine.open(Address(locale, "index"))
    engine.click(".menu > summary")
    engine.until(is_open)
    engine.press("Tab")
    engine.press("Escape")
    engine.until(is_closed)
    engine.until(on_opener)
    engine.press("Enter")
    engine.until(is_open)
    engine.tap(3, 20)  # beside the name of the site
    engine.until(is_closed)


# ------------------------------------------------------------------- in make test-all


@EACH_EDITION
def test_ticks_survive_a_reload(engine: Engine, locale: str) -> None:
    ticked = """() => [...document.querySelectorAll("[data-list=first-minutes] input:checked")]
      .map((e) => e.closest("[data-item]").dataset.item)"""
    engine.open(Address(locale, "respond/paid"))
    assert engine.ask(ticked) == []
    engine.click("[data-list=first-minutes] li:nth-child(2) input")
    (second,) = engine.ask(ticked)
    engine.reload()
    assert engine.until(ticked) == [second]
    engine.click(f"[data-list=first-minutes] [data-item={second}] input")
    engine.reload()
    assert engine.ask(ticked) == []


@EACH_EDITION
def test_the_message_checker_marks_what_it_finds_and_explains_it(
    engine: Engine, guide: Site, locale: str
) -> None:
    engine.open(Address(locale, "tools/message"))
    engine.fill(
        ".checker-form textarea", "今日内不处理将上门催收，请点 击 链 接，或加徽❤信 hk_0000"
    )
    engine.click(".checker-find")
    found = engine.until(
        """() => {
          const all = [...document.querySelectorAll(".checker-result .sign")];
          return all.length && all.map((e) => [e.dataset.sign, e.textContent]);
        }"""
    )
    assert [sign for sign, _ in found] == ["link", "private-chat", "threat", "haste"]
    assert [one for one, said in found if guide.registry.signs[one].why[locale] not in said] == []
    assert "点 击 链 接1" in engine.ask(TEXTS, ".checker-text mark")


@EACH_EDITION
def test_the_planner_counts_an_offer(engine: Engine, locale: str) -> None:
    words = load(locale)
    case = next(one for one in plans() if one.why.startswith("one debt without further cost, to"))
    ((balance, _, _),) = case.debts
    engine.open(Address(locale, "tools/planner"))
    for name, typed in (("income", case.income), ("needs", case.needs), ("balance", balance)):
        engine.fill(f".planner-{name} input", typed)
    engine.choose(".planner-old select", "no")
    engine.click(".planner-count")
    engine.until("() => document.activeElement.matches('.planner-title')")
    (offer,) = case.offers
    assert offer
    assert engine.ask(TEXTS, ".planner-card dd")[0] == words["planner_yuan"].format(amount=offer[0])


@EACH_EDITION
def test_the_deadline_helper_counts_the_last_day(engine: Engine, locale: str) -> None:
    case = CASES[-1]
    engine.open(Address(locale, "tools/deadline"))
    engine.click(".deadline-papers input")
    engine.choose(".deadline-received", case.received)
    assert (
        read_day(engine.until("() => document.querySelector('.deadline-last').textContent"))
        == case.last
    )


#: What a sheet of paper shows and must not, and the other way round.
PAPER = """() => ({
  furniture: [...document.querySelectorAll(".site-header, .site-footer, .side-nav, .urgent, .md-search")]
    .filter((e) => e.checkVisibility()).map((e) => e.className),
  missing: [...document.querySelectorAll("article :is(h1, h2, h3, .node, li[data-item])")]
    .filter((e) => !e.checkVisibility({ contentVisibilityAuto: true })).map((e) => e.id || e.outerHTML),
  ink: getComputedStyle(document.body).color,
})"""


@EACH_EDITION
@pytest.mark.parametrize("name", ["respond/verify", "respond/paid"])
def test_paper_shows_the_whole_text_in_black_and_nothing_around_it(
    engine: Engine, locale: str, name: str
) -> None:
    engine.open(Address(locale, name))
    engine.on_paper()
    assert engine.ask(PAPER) == {"furniture": [], "missing": [], "ink": "rgb(0, 0, 0)"}


@EACH_EDITION
def test_no_page_scrolls_sideways_on_a_phone(engine: Engine, locale: str) -> None:
    wide = {}
    for address in [one for one in PAGES if one.locale == locale]:
        engine.open(address)
        if found := engine.ask(SIDEWAYS):
            wide[str(address)] = found
    assert wide == {}


WHOLE = """() => [...document.querySelectorAll("article :is(h1, h2, .node, li[data-item], [data-fact])")]
  .filter((e) => !e.closest("details:not([open])"))
  .filter((e) => !e.checkVisibility({ visibilityProperty: true })).map((e) => e.id || e.outerHTML)"""


@pytest.mark.parametrize("name", [pytest.param(one, marks=LATER) for one in ENGINES])
def test_without_a_script_each_page_is_whole_and_leads_on(
    request: pytest.FixtureRequest, name: str
) -> None:
    with begun(request, name, script=False) as engine:
        hidden = {}
        for address in PAGES:
            engine.open(address)
            engine.ask(f"() => {WAITED}")
            if found := engine.ask(WHOLE) + [".search-open"] * engine.shows(".search-open"):
                hidden[str(address)] = found
        assert hidden == {}
        engine.open(Address("zh", "index"))
        engine.click("a[data-answer=is-it-real]")
        engine.until("() => location.hash === '#is-it-real'")
        engine.click(".menu > summary")
        engine.click(".menu li:nth-child(7) > .part")
        engine.until("() => location.pathname.endsWith('/reference/pages/')")
        engine.click("article a[href*='prevent/privacy']")
        engine.until("() => location.pathname.endsWith('/prevent/privacy/')")
