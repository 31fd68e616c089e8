"""Every walk through every decision tree, in the model and in the pages a reader gets."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from guidance.model import Site, Tree

from tests.helpers import html
from tests.helpers.every import for_each
from tests.helpers.project import LOCALES, PAGES, Address
from tests.helpers.walks import FILES, written

EDITIONS = for_each("locale", LOCALES)
TREES = for_each("file", FILES, ids=lambda file: file.stem)


def tree_of(guide: Site, locale: str, file: Path) -> Tree:
    page, name, _ = written(file)
    return next(tree for tree in guide.edition(locale)[page].trees if tree.id == name)


@EDITIONS
def test_every_tree_has_its_walks_written_down(guide: Site, locale: str) -> None:
    trees = {f"{p.name}#{t.id}" for p in guide.edition(locale).values() for t in p.trees}
    assert trees == {"#".join(written(file)[:2]) for file in FILES}


@TREES
def test_a_walk_file_is_named_after_its_tree(file: Path) -> None:
    assert file.stem == written(file)[1]


@EDITIONS
@TREES
def test_every_written_walk_can_be_walked(guide: Site, locale: str, file: Path) -> None:
    possible = set(tree_of(guide, locale, file).walks())
    assert [walk for walk in written(file)[2] if walk not in possible] == []


@EDITIONS
@TREES
def test_every_ending_has_a_walk(guide: Site, locale: str, file: Path) -> None:
    endings = {walk[-1] for walk in tree_of(guide, locale, file).walks()}
    assert endings == {walk[-1] for walk in written(file)[2]}


@EDITIONS
@TREES
def test_following_the_links_of_the_page_leads_to_each_ending(
    built_site: Path, locale: str, file: Path
) -> None:
    page, tree, walks = written(file)
    start = Address(locale, page)
    lost = [f"{walk}: {why}" for walk in walks if (why := lost_on(built_site, start, tree, walk))]
    assert lost == []


def lost_on(site: Path, start: Address, tree: str, walk: tuple[str, ...]) -> str:
    """Where a reader who follows the page's own links gets lost; empty when the walk arrives."""
    page = html.read(site / start.file)
    box = page.one("div", "decision-tree", data_tree=tree)
    here = box.one("div", "node", data_node=box["data-entry"])
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


@for_each("address", PAGES)
def test_cards_are_numbered_and_each_answer_names_the_number_it_leads_to(
    built_site: Path, guide: Site, address: Address
) -> None:
    page = html.read(built_site / address.file)
    titles = {name: other.title for name, other in guide.edition(address.locale).items()}
    for box in page.all("div", "decision-tree"):
        cards = box.all("div", "node")
        numbers = {card["data-node"]: card["data-step"] for card in cards}
        assert list(numbers.values()) == [str(n) for n in range(1, len(cards) + 1)]
        for card in cards:
            assert card["data-step"] in card.one("p", "node-step").text
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
