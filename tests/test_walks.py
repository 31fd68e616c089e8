"""Every walk through every decision tree, in the model and in the pages a reader gets."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from guidance.model import Site

from tests.helpers import html
from tests.helpers.every import for_each
from tests.helpers.project import LOCALES, PAGES, Address
from tests.helpers.walks import TREES, walks

EDITIONS = for_each("locale", LOCALES)
EACH_TREE = for_each(("page", "tree"), TREES)


@EDITIONS
def test_every_tree_is_walked(guide: Site, locale: str) -> None:
    trees = [(page.name, tree.id) for page in guide.edition(locale).values() for tree in page.trees]
    assert sorted(trees) == sorted(TREES)


@EDITIONS
@EACH_TREE
def test_following_the_links_of_the_page_leads_to_each_ending(
    built_site: Path, locale: str, page: str, tree: str
) -> None:
    start = Address(locale, page)
    found = walks(page, tree)
    lost = [f"{walk}: {why}" for walk in found if (why := lost_on(built_site, start, tree, walk))]
    assert lost == []


def lost_on(site: Path, start: Address, tree: str, walk: tuple[str, ...]) -> str:
    """Where a reader who follows the page's own links gets lost; empty when the walk arrives."""
    page = html.read(site / start.file)
    box = page.one("div", "decision-tree", data_tree=tree)
    here = box.all("div", "node")[0]
    for step in walk:
        answers = [
            a for a in here.all("a", data_answer=step) if a.within(here.one("ul", "answers"))
        ]
        if not answers:
            return f"{here['data-node']} offers no answer {step}"
        href = answers[0]["href"]
        if "#" in step or "/" in step:
            return (
                "" if step == walk[-1] and arrives(site, start, href, step) else f"{href} is dead"
            )
        if href != f"#{step}" or step not in page.ids:
            return f"{href} does not lead to {step}"
        here = box.one("div", "node", data_node=step)
        if not page.ids[step].within(here):
            return f"#{step} is not in its card"
    return "" if "outcome" in here.classes else f"{walk[-1]} is no outcome"


def arrives(site: Path, start: Address, href: str, target: str) -> bool:
    """Whether the link leads to the very page and heading that the walk names."""
    name, _, anchor = target.partition("#")
    end = Address(start.locale, name)
    url, _, fragment = urljoin(f"/{start.url}", href).partition("#")
    return (
        url == f"/{end.url}"
        and fragment == anchor
        and (not anchor or anchor in html.read(site / end.file).ids)
    )


def _number(card: html.Element) -> str:
    return "".join(filter(str.isdigit, card.one("p", "node-step").text))


@for_each("address", PAGES)
def test_cards_are_numbered_and_each_answer_names_the_number_it_leads_to(
    built_site: Path, guide: Site, address: Address
) -> None:
    page = html.read(built_site / address.file)
    titles = {name: other.title for name, other in guide.edition(address.locale).items()}
    for box in page.all("div", "decision-tree"):
        cards = box.all("div", "node")
        numbers = {card["data-node"]: _number(card) for card in cards}
        assert list(numbers.values()) == [str(n) for n in range(1, len(cards) + 1)]
        for answer in box.all("a", data_answer=""):
            pytest.fail(f"an answer that leads nowhere: {answer.text}")
        for answer in [a for a in box.all("a") if "data-answer" in a.attrs]:
            target = answer["data-answer"]
            expected = numbers.get(target) or titles[target.partition("#")[0]]
            assert answer.one("span", "answer-step").text == f"→ {expected}"


@EDITIONS
def test_the_guide_has_at_least_seven_trees_and_ten_checklists(guide: Site, locale: str) -> None:
    pages = guide.edition(locale).values()
    assert sum(len(page.trees) for page in pages) >= 7
    assert sum(len(page.checklists) for page in pages) >= 10


def test_both_editions_have_the_same_trees_and_checklists(guide: Site) -> None:
    def shape(locale: str) -> dict[str, list[str]]:
        return {
            name: [tree.id for tree in page.trees] + [
                f"{lists.id}/{item.id}" for lists in page.checklists for item in lists.items
            ]
            for name, page in guide.edition(locale).items()
        }  # fmt: skip

    assert shape("zh") == shape("en")


def test_yes_is_yes_and_no_is_no_in_both_editions(guide: Site) -> None:
    """A 是 or 有 behind No would send one of the editions the wrong way."""
    english, chinese = guide.edition("en"), guide.edition("zh")
    pairs = [
        (mine.text, theirs.text)
        for name, page in english.items()
        for tree, other in zip(page.trees, chinese[name].trees, strict=True)
        for node, twin in zip(tree.nodes, other.nodes, strict=True)
        for mine, theirs in zip(node.answers, twin.answers, strict=True)
        if mine.text in ("Yes", "No")
    ]
    assert pairs
    assert [pair for pair in pairs if (pair[0] == "No") != pair[1].startswith(("不", "没"))] == []
