"""Decision trees, one question at a time: answers, addresses, focus, paper, and scripts that fail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from guidance.strings import load
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import DESK, PHONE, Reader
from tests.browser.tools import (
    BOTH,
    CHINESE_FIRST,
    COLOURED,
    ENGLISH_FIRST,
    LATER,
    SIDEWAYS,
    WAITED,
    paper,
    plain,
)
from tests.helpers.html import read
from tests.helpers.project import LOCALES, PAGES, Address, guide
from tests.helpers.walks import TREES, walks

#: Trees of every kind of answer: to a step, to a page, to a place of a page, of this page too. That
#: each walk of each tree follows from the page's links stands in tests/test_walks.py.
TAPPED, TYPED = {"which-change"}, {"who-is-meant"}


def each_tree(locale: str, always: set[str]) -> pytest.MarkDecorator:
    """Each tree in both editions; make test sees some in one."""
    return pytest.mark.parametrize(
        ("edition", "name", "tree_id"),
        [
            pytest.param(
                one,
                name,
                tree,
                id=f"{one}-{tree}",
                marks=[LATER] * (one != locale or tree not in always),
            )
            for one in LOCALES
            for name, tree in TREES
        ],
    )


VERIFY = "respond/verify"
FIRST, SECOND, THIRD, OUTCOME = "asks-to-click", "asks-for-money", "claims-authority", "court-text"
PATH = f"#trust={FIRST},{SECOND},{THIRD},{OUTCOME}"

#: Everything that moved without being touched.
SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries())
      if (!hadRecentInput) window.shifts.push(value);
  }).observe({ type: "layout-shift", buffered: true });
}"""

#: How much of it there was, once two frames are drawn; an observer hears of a frame after it.
SHIFTED = """async () => {
  for (const _ of [1, 2])
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  return shifts.reduce((sum, one) => sum + one, 0);
}"""

#: Whether the script came while the page still waited for it: a busy machine may take longer.
IN_TIME = "() => performance.now() - performance.getEntriesByType('paint')[0].startTime < 1900"
TRIES = 5

#: Gives each answer that stays in the tree, from its own question; goes back, and forward again.
GIVE_EVERY_ANSWER = """async (id) => {
  const box = document.querySelector(`[data-tree=${id}]`);
  const arrival = (go) => new Promise((there) => {
    addEventListener("hashchange", there, { once: true });
    go();
  });
  const said = () => box.querySelector(".tree-answers li:last-child .tree-said")?.textContent;
  const given = [];
  for (const link of box.querySelectorAll("a[data-answer]")) {
    if (/[/#]/.test(link.dataset.answer)) continue;
    const asked = link.closest(".node").dataset.node;
    await arrival(() => { location.hash = `${id}=${asked}` });
    const words = link.querySelector(".answer-text").textContent;
    await arrival(() => link.click());
    const [first, address] = [said(), location.hash];
    await arrival(() => history.back());
    const focus = document.activeElement.id;
    await arrival(() => history.forward());
    given.push({ asked, words, address, focus, said: [first, said()] });
  }
  return given;
}"""

#: How a node looks, itself and whatever is in it.
LOOK = (
    "(node) => {"
    + COLOURED
    + """
  const looks = [node, ...node.querySelectorAll("*")].map((e) => getComputedStyle(e));
  return {
    raised: looks.some(({ boxShadow }) => boxShadow !== "none"),
    ground: looks[0].backgroundColor !== "rgba(0, 0, 0, 0)",
    band: coloured(getComputedStyle(node.querySelector(".node-step")).backgroundColor),
    coloured: looks.some(({ backgroundColor }) => coloured(backgroundColor)),
  };
}"""
)


@dataclass
class Tree:
    """A tree as its reader meets it."""

    page: Page
    id: str = "trust"

    @property
    def box(self) -> Locator:
        return self.page.locator(f".decision-tree[data-tree={self.id}]")

    @property
    def entry(self) -> str:
        return self.box.locator("[data-node]").first.get_attribute("data-node") or ""

    def node(self, name: str) -> Locator:
        return self.box.locator(f"[data-node={name}]")

    def answer(self, node: str, to: str) -> Locator:
        return self.node(node).locator(f"a[data-answer='{to}']").first

    def tool(self, name: str) -> Locator:
        return self.box.locator(f".tree-tools .tree-{name}:visible").first

    def choose(self, *path: str) -> None:
        """Answer from the node shown first to the last one named."""
        for node, to in pairwise(path):
            self.answer(node, to).click()
            self.shows(to)

    def shows(self, name: str, *, focus: bool = True) -> None:
        """This node and no other, with the focus on its heading."""
        expect(self.node(name)).to_be_visible()
        expect(self.box.locator(".node:visible")).to_have_count(1)
        if focus:
            expect(self.page.locator(f"[id='{name}']")).to_be_focused()

    def is_whole(self) -> None:
        every = self.box.locator(".node").count()
        assert every > 1
        expect(self.box.locator(".node:visible")).to_have_count(every)

    def answered(self) -> list[str]:
        """What stands in the list of earlier answers, one line each."""
        rows = self.box.locator(".tree-answer")
        return [" ".join(row.inner_text().split()) for row in rows.all()]

    def at(self, fragment: str) -> None:
        expect(self.page).to_have_url(re.compile(re.escape(fragment) + "$"))


def verify(reader: Reader, locale: str = "zh", anchor: str = "", **options: Any) -> Tree:
    page = reader.page(**options)
    page.goto(reader.url(Address(locale, VERIFY), anchor))
    return Tree(page)


# ------------------------------------------------------------------- every walk


@each_tree("zh", TAPPED)
def test_every_walk_by_tapping_and_back_step_by_step(
    reader: Reader, edition: str, name: str, tree_id: str
) -> None:
    page = reader.open(Address(edition, name), has_touch=True)
    tree = Tree(page, tree_id)
    for walk in walks(name, tree_id):
        seen = [tree.entry]
        tree.shows(seen[0], focus=False)
        for step in walk:
            tree.answer(seen[-1], step).tap()
            arrives(reader, edition, tree, seen, step)
        while len(seen) > 1:
            page.go_back()
            from_elsewhere = bool({"/", "#"} & set(seen.pop()))
            tree.shows(seen[-1], focus=len(seen) > 1 or not from_elsewhere)


@each_tree("en", TYPED)
def test_every_walk_by_keyboard_alone(
    reader: Reader, edition: str, name: str, tree_id: str
) -> None:
    page = reader.page()
    for walk in walks(name, tree_id):
        page.goto(reader.url(Address(edition, name), f"#{tree_id}"))
        tree = Tree(page, tree_id)
        seen = [tree.entry]
        tree.shows(seen[0], focus=False)
        for step in walk:
            tab_to(page, tree.answer(seen[-1], step))
            page.keyboard.press("Enter")
            arrives(reader, edition, tree, seen, step)


def arrives(reader: Reader, edition: str, tree: Tree, seen: list[str], step: str) -> None:
    """At the node, or at the other page that ends the walk; ``seen`` grows by it."""
    if "/" in step or "#" in step:
        page, _, anchor = step.partition("#")
        tree.page.wait_for_url(reader.url(Address(edition, page), f"#{anchor}" if anchor else ""))
    else:
        tree.shows(step)
        tree.at(f"#{tree.id}={','.join([*seen, step])}")
    seen.append(step)


def tab_to(page: Page, goal: Locator) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if goal.evaluate("(goal) => goal === document.activeElement"):
            return
    pytest.fail(f"forty Tabs do not reach {goal}")


# ------------------------------------------------------------------- one question


@ENGLISH_FIRST
def test_a_page_opens_with_the_first_question_alone(reader: Reader, locale: str) -> None:
    tree = verify(reader, locale)
    tree.shows(FIRST, focus=False)
    expect(tree.page.locator("body")).to_be_focused()
    expect(tree.box.locator(".tree-count")).to_have_text(
        load(locale)["tree_question"].format(number=1)
    )
    expect(tree.box.locator(".answer-number:visible")).to_have_count(0)
    assert tree.answered() == []
    expect(tree.box.locator(".tree-restart")).to_be_hidden()
    assert tree.page.evaluate("scrollY") == 0


@ENGLISH_FIRST
def test_home_asks_its_first_question_at_once_with_every_answer(
    reader: Reader, locale: str
) -> None:
    tree = Tree(reader.open(Address(locale, "index")), "triage")
    answers = tree.node(tree.entry).locator(".answers a")
    assert answers.count() > 2
    for answer in answers.all():
        expect(answer).to_be_visible()
    expect(tree.box.locator(".question:visible")).to_have_count(1)


@ENGLISH_FIRST
def test_earlier_answers_are_listed_and_each_can_be_changed(reader: Reader, locale: str) -> None:
    tree = verify(reader, locale)
    tree.choose(FIRST, SECOND, THIRD)
    change = load(locale)["tree_change"]
    questions = [tree.page.locator(f"[id={one}]").inner_text() for one in (FIRST, SECOND)]
    answers = [
        tree.answer(FIRST, SECOND).locator(".answer-text").text_content(),
        tree.answer(SECOND, THIRD).locator(".answer-text").text_content(),
    ]
    assert tree.answered() == [
        f"{question} {answer} {change}" for question, answer in zip(questions, answers, strict=True)
    ]
    first = tree.box.get_by_role("link", name=re.compile(f"^{change}.*{re.escape(questions[0])}"))
    first.click()
    tree.shows(FIRST)
    tree.at("#trust")
    tree.choose(FIRST, SECOND, "stop")
    tree.page.go_back()
    tree.page.go_back()
    tree.page.go_back()
    tree.shows(THIRD)  # changing an answer can be taken back as well


@pytest.mark.parametrize(
    ("locale", "name", "tree_id"),
    [
        pytest.param(
            locale,
            page.name,
            tree.id,
            id=f"{locale}-{tree.id}",
            marks=[LATER] * ((locale, tree.id) not in (("zh", "trust"), ("en", "must-i-pay"))),
        )
        for locale in LOCALES
        for page in guide().edition(locale).values()
        for tree in page.trees
    ],
)
def test_every_answer_is_listed_in_the_words_that_were_tapped(
    reader: Reader, locale: str, name: str, tree_id: str
) -> None:
    """After Back and Forward too; those that share their node also when reloaded or shared."""
    page = reader.open(Address(locale, name))
    given = page.evaluate(GIVE_EVERY_ANSWER, tree_id)
    tree = next(one for one in guide().edition(locale)[name].trees if one.id == tree_id)
    inside = [a for node in tree.nodes for a in node.answers if a.step is not None]
    assert len(given) == len(inside) == len({one["address"] for one in given})
    assert [one for one in given if set(one["said"]) != {one["words"]}] == []
    assert [one for one in given if one["focus"] != one["asked"]] == []
    for one in given:
        if "." in one["address"]:
            page.goto("about:blank")
            page.goto(reader.url(Address(locale, name), one["address"]))
            expect(page.locator(f"[data-tree={tree_id}] .tree-said")).to_have_text(one["words"])


@BOTH
@pytest.mark.parametrize(
    ("name", "tree_id", "way"),
    [("respond/verify", "trust", "#no-chinese"), ("prevent/planning", "which-first", "#old-debt")],
)
def test_words_that_lead_on_stay_when_an_answer_was_given(
    reader: Reader, locale: str, name: str, tree_id: str, way: str
) -> None:
    tree = Tree(reader.open(Address(locale, name)), tree_id)
    intro, lead = tree.box.locator("> .tree-intro"), tree.box.locator(f"> p a[href$='{way}']")
    expect(intro).to_be_visible()
    tree.node(tree.entry).locator("a[data-answer]:not([data-answer*='/'])").first.click()
    expect(intro).to_be_hidden()
    if (locale, name) != ("zh", "respond/verify"):  # who reads it reads Chinese
        expect(lead).to_be_visible()


def test_start_again_leads_to_the_first_question(reader: Reader) -> None:
    tree = verify(reader)
    expect(tree.tool("restart")).to_be_hidden()
    tree.choose(FIRST, SECOND, THIRD)
    tree.tool("restart").click()
    tree.shows(FIRST)
    assert tree.answered() == []
    tree.page.go_back()
    tree.shows(THIRD)


@ENGLISH_FIRST
def test_the_whole_tree_is_one_tap_away_and_so_is_the_way_back(reader: Reader, locale: str) -> None:
    tree = verify(reader, locale)
    tree.choose(FIRST, SECOND)
    tree.tool("whole").click()
    tree.is_whole()
    expect(tree.page.locator("#trust")).to_be_focused()
    expect(tree.box.locator(".answer-number").first).to_be_visible()
    expect(tree.box.locator(".tree-earlier")).to_have_count(0)
    tree.answer(SECOND, "stop").click()  # the whole tree stays whole
    tree.at("#stop")
    tree.is_whole()
    expect(tree.page.locator("#stop")).to_be_in_viewport()
    tree.page.go_back()
    tree.is_whole()
    tree.tool("single").click()
    tree.shows(SECOND)
    assert len(tree.answered()) == 1
    tree.page.reload()
    tree.shows(SECOND)


def test_reloading_or_sharing_the_whole_tree_shows_the_whole_tree(reader: Reader) -> None:
    tree = verify(reader)
    tree.tool("whole").click()
    tree.is_whole()
    tree.page.reload()
    tree.is_whole()
    shared = verify(reader, anchor="#" + tree.page.url.partition("#")[2])
    shared.is_whole()


# ------------------------------------------------------------------- addresses


@ENGLISH_FIRST
def test_a_shared_address_shows_the_same_node_and_answers(reader: Reader, locale: str) -> None:
    mine = verify(reader, locale)
    mine.choose(FIRST, SECOND, THIRD, OUTCOME)
    theirs = verify(reader, locale, PATH)
    assert theirs.page.url == mine.page.url
    theirs.shows(OUTCOME)
    assert theirs.answered() == mine.answered()
    expect(theirs.page.locator(f"#{OUTCOME}")).to_be_in_viewport()
    theirs.page.reload()
    theirs.shows(OUTCOME)
    assert theirs.answered() == mine.answered()


def test_a_node_by_its_id_has_no_earlier_answers(reader: Reader) -> None:
    tree = verify(reader, anchor=f"#{THIRD}")
    tree.shows(THIRD)
    assert tree.answered() == []
    expect(tree.page.locator(f"#{THIRD}")).to_be_in_viewport()
    expect(tree.box.locator(".tree-count")).to_have_count(0)  # nobody knows which number it is
    tree.answer(THIRD, OUTCOME).click()
    tree.shows(OUTCOME)
    tree.at(f"#trust={THIRD},{OUTCOME}")
    assert len(tree.answered()) == 1


def test_a_link_from_another_page_opens_the_tree_at_its_node(reader: Reader) -> None:
    page = reader.open(Address("zh", "index"))
    home = Tree(page, "triage")
    home.choose(home.entry, "is-it-real")
    home.node("is-it-real").locator("a[href$='#trust']").click()
    tree = Tree(page)
    tree.at("#trust")
    tree.shows(FIRST, focus=False)
    expect(page.locator("#trust")).to_be_in_viewport()
    page.go_back()
    home.shows("is-it-real")
    assert len(home.answered()) == 1


def test_a_search_result_opens_the_tree_at_its_node(reader: Reader) -> None:
    page = reader.open("respond/verify/?h=%E6%B3%95%E9%99%A2#court-text")
    Tree(page).shows(OUTCOME)
    expect(page.locator(f"#{OUTCOME}")).to_be_in_viewport()


def test_a_link_of_an_outcome_into_its_own_tree_opens_that_node(reader: Reader) -> None:
    tree = verify(reader, anchor="#stop")
    tree.shows("stop")
    inside = tree.node("stop").locator("a[href='#look-in-app']")
    inside.first.click()
    tree.shows("look-in-app")
    tree.page.go_back()
    tree.shows("stop")


#: An address, the node it shows, and the address it becomes.
WRONG = [
    (f"#trust={FIRST},{SECOND},nowhere,{OUTCOME}", SECOND, f"#trust={FIRST},{SECOND}"),
    (f"#trust={FIRST},{OUTCOME}", FIRST, "#trust"),
    ("#trust=nowhere", FIRST, "#trust"),
    (f"#trust={FIRST}.2", FIRST, "#trust"),
    (f"#trust={FIRST},{SECOND}.9", FIRST, "#trust"),
    ("#trust=", FIRST, "#trust"),
    (f"#trust={FIRST},{SECOND},", SECOND, f"#trust={FIRST},{SECOND}"),
    (f"#trust={FIRST}%2C{SECOND}", SECOND, f"#trust={FIRST}%2C{SECOND}"),
    (f"#trust={FIRST},constructor,__proto__", FIRST, "#trust"),
    ('#trust=<img src="x">', FIRST, "#trust"),
    ("#trust=%E0%A4%A", FIRST, "#trust=%E0%A4%A"),
    ("#nowhere=at,all", FIRST, "#nowhere=at,all"),
]


def test_an_address_that_is_wrong_falls_back_to_what_is_right_in_it(reader: Reader) -> None:
    page = reader.page()
    for written_as, shown, address in WRONG:
        page.goto("about:blank")
        steps = page.evaluate("history.length")
        page.goto(reader.url(Address("zh", VERIFY), written_as))
        tree = Tree(page)
        tree.shows(shown, focus=False)
        tree.at(address)
        assert page.evaluate("history.length") == steps + 1, "Back would lead here again"
        assert len(tree.answered()) == (1 if shown == SECOND else 0), written_as


def test_back_from_another_page_returns_to_the_question(reader: Reader) -> None:
    tree = verify(reader)
    tree.choose(FIRST, SECOND, THIRD, "look-in-app")
    tree.page.locator(".urgent a").first.click()
    tree.page.wait_for_url("**/respond/paid/#first-minutes")
    tree.page.go_back()
    tree.shows("look-in-app")
    assert len(tree.answered()) == 3
    tree.page.go_back()
    tree.shows(THIRD)
    tree.page.go_forward()
    tree.shows("look-in-app")


def test_an_outcome_of_numbers_to_dial_does_not_ask_whether_one_paid(reader: Reader) -> None:
    page = reader.open(Address("zh", "index"))
    paid, contacts = page.locator(".urgent a").first, page.locator(".urgent a").last
    for node, is_asked in (("not-mine", True), ("in-distress", False), ("already-paid", False)):
        page.goto(reader.url(Address("zh", "index"), f"#{node}"))
        Tree(page, "triage").shows(node, focus=False)
        expect(paid).to_be_visible(visible=is_asked)
        expect(contacts).to_be_visible()


def test_a_page_from_the_back_cache_follows_its_address(reader: Reader) -> None:
    tree = verify(reader)
    tree.choose(FIRST, SECOND, THIRD)
    tree.page.evaluate(
        """(address) => {
          history.replaceState(null, "", address);
          dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }""",
        f"#trust={FIRST},{SECOND}",
    )
    tree.shows(SECOND, focus=False)
    assert len(tree.answered()) == 1


def test_a_source_is_shown_in_place_and_the_reader_stays_where_they_were(reader: Reader) -> None:
    tree = verify(reader)
    tree.choose(FIRST, "stop")
    before = tree.page.url
    mark = tree.node("stop").locator("a.source-mark").first
    mark.focus()
    where = mark.bounding_box()
    tree.page.keyboard.press("Enter")
    shown = tree.page.get_by_role("dialog", name=load("zh")["sources"])
    title = tree.page.locator(f"{mark.get_attribute('href')} .source-title")
    expect(shown).to_contain_text(title.text_content() or "")
    tree.page.keyboard.press("Escape")
    expect(shown).not_to_be_visible()
    expect(mark).to_be_focused()
    assert (mark.bounding_box(), tree.page.url) == (where, before)
    assert len(tree.answered()) == 1


def test_back_to_a_place_on_the_page_shows_the_tree_as_it_was_there(reader: Reader) -> None:
    tree = verify(reader, anchor="#example")
    tree.choose(FIRST, SECOND)
    tree.page.go_back()
    tree.at("#example")
    tree.shows(FIRST, focus=False)
    assert tree.answered() == []


def test_the_language_switch_keeps_the_answers(reader: Reader) -> None:
    tree = verify(reader, "zh")
    tree.choose(FIRST, SECOND, THIRD, OUTCOME)
    tree.page.locator("a.language").click()
    tree.page.wait_for_url(reader.url(Address("en", VERIFY), PATH))
    tree.shows(OUTCOME)
    assert len(tree.answered()) == 3


def test_nothing_is_stored(reader: Reader) -> None:
    tree = verify(reader)
    tree.choose(FIRST, SECOND, THIRD, OUTCOME)
    tree.tool("whole").click()
    tree.is_whole()
    assert tree.page.evaluate("[localStorage.length, sessionStorage.length, history.state]") == [
        0,
        0,
        None,
    ]
    assert tree.page.context.cookies() == []


# ------------------------------------------------------------------- two trees on a page


def test_two_trees_of_a_page_work_side_by_side(reader: Reader) -> None:
    page = reader.page()
    with_second_tree(page, reader)
    page.goto(reader.url(Address("zh", VERIFY)))
    one, two = Tree(page), Tree(page, "bill-shows")
    start = two.entry
    onward = (
        two.node(start)
        .locator(".answers a[data-answer]")
        .evaluate_all(
            "(links) => links.map((a) => a.dataset.answer).find((to) => !/[/#]/.test(to))"
        )
    )
    one.choose(FIRST, SECOND)
    two.shows(start, focus=False)
    two.choose(start, onward)
    two.at(f"#bill-shows={start},{onward}")
    one.shows(SECOND, focus=False)
    page.go_back()
    one.at(f"#trust={FIRST},{SECOND}")
    one.shows(SECOND)
    two.shows(start, focus=False)
    two.tool("whole").click()
    two.is_whole()
    one.shows(SECOND, focus=False)
    page.reload()  # the address holds the one used last
    two.is_whole()
    one.shows(FIRST, focus=False)


def with_second_tree(page: Page, reader: Reader) -> None:
    """Serve *verify* with the tree of *bill* on it."""

    def serve(route: Route) -> None:
        bill = page.request.get(reader.url(Address("zh", "respond/bill"))).text()
        response = route.fetch()
        route.fulfill(
            response=response,
            body=response.text().replace(
                '<h2 id="example"', f'{cut_tree(bill)}<h2 id="example"', 1
            ),
        )

    page.route("**/respond/verify/", serve)


def cut_tree(text: str) -> str:
    start = text.index('<div class="admonition decision-tree"')
    depth = 0
    for tag in re.compile(r"<(/?)div\b").finditer(text, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return text[start : tag.end()] + ">"
    raise AssertionError("the tree does not end")


# ------------------------------------------------------------------- ears and eyes


@ENGLISH_FIRST
def test_what_is_heard_is_the_new_heading_once(reader: Reader, locale: str) -> None:
    """The focus alone speaks: no live region, and an outcome's name begins with its tone."""
    tree = verify(reader, locale)
    live = "[aria-live], [role=status], [role=alert], [role=log], output"
    expect(tree.box.locator(live)).to_have_count(0)
    heading = tree.page.locator("#stop")
    words = heading.inner_text() or heading.text_content() or ""
    tree.choose(FIRST, "stop")
    tone = load(locale)["tone_danger"]
    expect(heading).to_have_accessible_name(f"{tone} {words}")
    expect(tree.box.locator(live)).to_have_count(0)
    assert heading.get_attribute("tabindex") == "-1"


@ENGLISH_FIRST
def test_an_outcome_says_what_it_is_in_words_and_shape(reader: Reader, locale: str) -> None:
    page = reader.page()
    page.goto(reader.url(Address(locale, VERIFY), "#trust=*"))
    strings = load(locale)
    for outcome in page.locator(".outcome").all():
        tones = (outcome.get_attribute("class") or "").split()
        [tone] = {"danger", "warning", "info", "success"}.intersection(tones)
        node = outcome.get_attribute("data-node") or ""
        page.goto(reader.url(Address(locale, VERIFY), f"#trust={node}"))
        expect(outcome.locator(".node-step")).to_have_text(
            re.compile(re.escape(strings[f"tone_{tone}"]) + "$"), use_inner_text=True
        )
        shape = outcome.locator(".node-step").evaluate(
            "(e) => getComputedStyle(e, '::before').maskImage"
        )
        assert shape.startswith("url(")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_frames_are_flat_and_outcomes_alone_are_coloured(reader: Reader, dark: bool) -> None:
    tree = verify(reader, anchor="#trust=*", dark=dark)
    for kind, is_coloured in ((".question", False), (".outcome", True)):
        nodes = tree.box.locator(f"> {kind}")
        looks = nodes.evaluate_all(f"(all) => all.map({LOOK})")
        assert len(looks) > 1
        wanted = {
            "raised": False,
            "ground": is_coloured,
            "band": is_coloured,
            "coloured": is_coloured,
        }
        assert [look for look in looks if look != wanted] == []


@pytest.mark.parametrize("look", [{"viewport": PHONE}, {"viewport": DESK}], ids=["phone", "desk"])
@ENGLISH_FIRST
def test_the_new_heading_is_on_the_screen_and_clear_of_the_bar(
    reader: Reader, locale: str, look: dict[str, Any]
) -> None:
    tree = verify(reader, locale, **look)
    path = (FIRST, SECOND, THIRD, "look-in-app", "does-not-match")
    for node, to in pairwise(path):
        tree.choose(node, to)
        covered = tree.page.evaluate(
            """(id) => {
              const heading = document.getElementById(id);
              const { left, top, bottom } = heading.getBoundingClientRect();
              const seen = (y) => heading.contains(document.elementFromPoint(left + 4, y));
              return top < 0 || !seen(top + 3) || !seen(bottom - 3);
            }""",
            to,
        )
        assert not covered, to


@ENGLISH_FIRST
def test_nothing_scrolls_sideways(reader: Reader, locale: str) -> None:
    tree = verify(reader, locale)

    def fits() -> None:
        for width in (320, 360):
            tree.page.set_viewport_size({"width": width, "height": 640})
            assert tree.page.evaluate(SIDEWAYS) == [], width

    fits()
    tree.choose(FIRST, SECOND, THIRD, "look-in-app", "does-not-match")
    fits()
    tree.tool("whole").click()
    tree.is_whole()
    fits()


@ENGLISH_FIRST
def test_every_control_is_large_enough_for_a_thumb(reader: Reader, locale: str) -> None:
    tree = verify(reader, locale)
    tree.shows(FIRST, focus=False)
    answers = [answer.bounding_box() for answer in tree.node(FIRST).locator(".answers a").all()]
    assert min(box["height"] for box in answers if box) >= 56  # shaking hands
    tree = verify(reader, locale, PATH)
    tree.shows(OUTCOME)
    assert smallest_control(tree) >= 44
    tree.tool("whole").click()
    tree.is_whole()
    assert smallest_control(tree) >= 44


def smallest_control(tree: Tree) -> float:
    """The least height or width of a control."""
    controls = tree.box.locator(".tree-change, .tree-tools a").all()
    boxes = [box for control in controls if (box := control.bounding_box())]
    assert len(boxes) in (2, 5)
    return min(min(box["width"], box["height"]) for box in boxes)


def test_nothing_moves_even_where_nobody_asked_for_stillness(reader: Reader) -> None:
    tree = verify(reader, reduced_motion="no-preference")
    tree.choose(FIRST, SECOND)
    moving = "document.getAnimations().filter((one) => one.timeline instanceof DocumentTimeline)"
    assert tree.page.evaluate(f"{moving}.length") == 0
    assert tree.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


# ------------------------------------------------------------------- paper


@ENGLISH_FIRST
def test_paper_shows_the_whole_numbered_tree_whatever_was_answered(
    reader: Reader, locale: str
) -> None:
    tree = verify(reader, locale)
    tree.choose(FIRST, SECOND, THIRD, OUTCOME)
    tree.page.emulate_media(media="print")
    tree.is_whole()
    for steps in (".node-step", ".answer-step", ".node-number"):
        expect(tree.box.locator(f"{steps}:visible")).to_have_count(tree.box.locator(steps).count())
    expect(tree.box.locator("> p").first).to_be_visible()  # the introduction
    controls = tree.box.locator(":is(.tree-tools, .tree-earlier, .tree-count):visible")
    expect(controls).to_have_count(0)


@BOTH
def test_a_reference_on_paper_says_the_number_or_the_page(built_site: Path, locale: str) -> None:
    """An answer bears it in its box; a link of the text says it itself, or behind its words."""
    dead = []
    for page in guide().edition(locale).values():
        numbers = {node: str(n) for tree in page.trees for node, n in tree.steps().items()}
        titles = {
            one.url: guide().edition(locale)[one.name].title
            for one in PAGES
            if one.locale == locale
        }
        for box in read(built_site / Address(locale, page.name).file).all("div", "decision-tree"):
            for link in (one for one in box.all("a") if "fact-term" not in one.classes):
                there = urljoin(f"/{Address(locale, page.name).url}", link["href"])
                where, _, anchor = there[1:].partition("#")
                known = numbers.get(anchor) if link["href"].startswith("#") else titles.get(where)
                if known and known not in link.text + link["data-where"]:
                    dead.append(f"{page.name}: {link.text}")
    assert dead == []


@CHINESE_FIRST
def test_the_words_of_a_reference_are_printed(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "prevent/planning"), viewport=DESK)
    link = page.locator("[data-tree=which-first] > p:not(.tree-tools) a")
    printed = plain("".join(sheet.extract_text() for sheet in paper(page).pages))
    where = guide().edition(locale)["respond/plan"].title
    assert plain(f"{link.inner_text()} → {where}") in printed


# ------------------------------------------------------------------- when a script fails


@ENGLISH_FIRST
def test_the_whole_tree_is_there_when_the_script_never_comes(reader: Reader, locale: str) -> None:
    page = reader.page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(reader.url(Address(locale, VERIFY)))
    page.evaluate(WAITED)
    tree = Tree(page)
    tree.is_whole()
    tree.answer(FIRST, "stop").click()
    page.evaluate(WAITED)
    tree.is_whole()
    expect(page.locator("#stop")).to_be_in_viewport()
    page.go_back()
    tree.is_whole()
    reader.complaints.clear()  # the browser says that the script did not come


@pytest.mark.parametrize("script", [True, False], ids=["path", "path without script"])
def test_a_path_without_our_script_leaves_the_whole_tree(reader: Reader, script: bool) -> None:
    page = reader.page(script=script)
    page.route("**/*.js", lambda route: route.abort())
    page.goto(reader.url(Address("zh", VERIFY), PATH))
    page.evaluate(WAITED)
    Tree(page).is_whole()
    reader.complaints.clear()


BREAK = "{ Element.prototype.toggleAttribute = () => { throw new Error('broken') } } 0"


def test_the_whole_tree_comes_back_when_the_script_fails_half_way(reader: Reader) -> None:
    page = reader.page(before=BREAK)
    page.goto(reader.url(Address("zh", VERIFY), PATH))
    is_as_it_came(Tree(page))
    assert reader.complaints
    reader.complaints.clear()


def test_the_whole_tree_comes_back_when_a_later_step_fails(reader: Reader) -> None:
    tree = verify(reader)
    tree.choose(FIRST, SECOND)
    tree.page.evaluate(BREAK)
    tree.answer(SECOND, THIRD).click()
    is_as_it_came(tree)
    tree.answer(SECOND, "stop").click()
    expect(tree.page.locator("#stop")).to_be_in_viewport()
    is_as_it_came(tree)
    assert reader.complaints
    reader.complaints.clear()


def test_a_tree_that_the_script_does_not_understand_stays_whole(reader: Reader) -> None:
    page = reader.page()

    def serve(route: Route) -> None:
        response = route.fetch()
        body = response.text().replace(" data-node=", " data-was=")
        route.fulfill(response=response, body=body)

    page.route("**/respond/verify/", serve)
    page.goto(reader.url(Address("zh", VERIFY)))
    is_as_it_came(Tree(page))
    reader.complaints.clear()


def is_as_it_came(tree: Tree) -> None:
    tree.is_whole()
    expect(tree.box.locator(".tree-tools, .tree-earlier, .tree-count")).to_have_count(0)
    for link in tree.box.locator("a[data-answer]").all():
        to = link.get_attribute("data-answer") or ""
        if "/" not in to and "#" not in to:
            assert link.get_attribute("href") == f"#{to}"


# ------------------------------------------------------------------- nothing jumps


def pages_with_trees() -> Sequence[str]:
    return sorted({name for name, _ in TREES})


#: Addresses that name what a tree shall show, and pages whose other tools come with the script.
LATE = [
    "respond/verify/",
    "respond/verify/#trust",
    "respond/verify/#trust=asks-to-click",
    "respond/verify/#trust=asks-to-click,stop",
    "respond/verify/#trust=*",
    "respond/verify/#stop",
    "",
    "#triage=is-it-real",
    "respond/paid/#first-minutes",
    "rights/evidence/",
    "money/blocking/",
    "tools/letters/",
    "tools/deadline/",
]


@pytest.mark.parametrize(
    "look",
    [
        # Tall: what stands below a tree is seen to move.
        pytest.param({"width": 360, "height": 1000}, id="phone"),
        pytest.param(DESK, id="desk", marks=LATER),
    ],
)
@pytest.mark.parametrize(
    "paths",
    [
        pytest.param(LATE, id="each kind"),
        pytest.param(
            [Address("zh", one).url for one in pages_with_trees()], id="each tree", marks=LATER
        ),
    ],
)
@ENGLISH_FIRST
def test_a_late_script_moves_nothing(
    reader: Reader, locale: str, paths: list[str], look: dict[str, int]
) -> None:
    """The script comes after the first paint, as on a slow line."""
    page = reader.page(viewport=look, before=f"({SHIFTS})()")
    late: list[Route] = []
    page.route("**/assets/guidance.*.js", lambda route: late.append(route))
    jumps = {}
    home = Address(locale, "index").url
    for path in paths:
        for _ in range(TRIES):
            page.goto("about:blank")  # or an address with another fragment would load nothing
            page.goto(reader.url(home + path), wait_until="commit")
            page.wait_for_function("() => performance.getEntriesByType('paint').length > 0")
            while not late:
                page.wait_for_timeout(5)
            late.pop().continue_()
            expect(page.locator("html")).not_to_have_class("no-js")
            shift = page.evaluate(SHIFTED)
            if page.evaluate(IN_TIME):
                break
        if shift >= 0.01:
            jumps[path] = shift
    assert jumps == {}
