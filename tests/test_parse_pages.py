"""Markdown to model by the tables in tests/parse/: what is read, and where it was written."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from guidance.model import FACT, Block, Node, Page
from guidance.parse.marks import fenced_lines
from guidance.parse.site import read_page_file

from tests.rules.small_site import FRONT_MATTER, settings_in

FOLDER = Path(__file__).with_name("parse")
CASES = {
    f"{path.stem}: {name}": case
    for path in sorted(FOLDER.glob("page-*.yml"))
    for name, case in yaml.safe_load(path.read_text("utf-8")).items()
}


def read(folder: Path, text: str) -> Page:
    path = folder / "docs/zh/here/a.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(text.encode())
    return read_page_file(path, "zh", settings_in(folder))


def place(at: Any) -> str:
    return f"{at.line}:{at.column}"


def headings(page: Page) -> list[str]:
    return [
        f"{place(h.at)} {'#' * h.level} {h.id or '?'} {' '.join((*h.classes, h.title))}"
        f"{' nested' if h.nested else ''}"
        for h in page.headings
    ]


def links(page: Page) -> list[str]:
    return [
        f"{place(link.at)} [{link.text}]({link.href}) in #{link.section}" for link in page.links
    ]


def node(found: Node) -> str:
    kind = found.tone or "question"
    answers = ", ".join(str(answer.target) for answer in found.answers)
    stray = ", ".join(str(answer.target) for answer in found.stray_answers)
    return (
        f"{place(found.at)} {kind} {found.id}"
        + (f" → {answers}" if answers else "")
        + (f" goes on to {stray}" if stray else "")
        + (f" spoiled at {place(found.spoiled_at)}" if found.spoiled_at else "")
        + (" acts" if found.has_action and found.tone else "")
        + (" leads on" if found.ends_in_step and found.tone else "")
    )


def trees(page: Page) -> list[dict[str, Any]]:
    return [
        {f"{place(tree.at)} {tree.id}": [node(one) for one in tree.nodes]} for tree in page.trees
    ]


def answers(page: Page) -> list[str]:
    nodes = [node for tree in page.trees for node in tree.nodes]
    return [f"{place(a.at)} {a.text}: {a.target}" for node in nodes for a in node.answers]


def checklists(page: Page) -> list[dict[str, Any]]:
    return [
        {
            f"{place(one.at)} {one.id}": [
                f"{place(item.at)} {item.id or '?'} {item.text}{' misplaced' * item.misplaced}"
                for item in one.items
            ]
            + [f"{place(at)} without a box" for at in one.plain_items]
            + [f"{place(at)} nested" for at in one.nested_items]
        }
        for one in page.checklists
    ]


def blocks(page: Page) -> list[str]:
    return [f"{one.kind} {shown(one)!r} in #{one.section}" for one in page.blocks]


def shown(block: Block) -> str:
    return " ".join(block.text.replace(FACT, "◆").split())


def admonitions(page: Page) -> list[str]:
    return [f"{place(one.at)} {one.type}: {one.title}" for one in page.admonitions]


def listed(page: Page) -> list[bool]:
    return [page.listed]


def stray_ticks(page: Page) -> list[str]:
    return [place(at) for at in page.stray_ticks]


READERS: dict[str, Callable[[Page], Iterable[Any]]] = {
    reader.__name__.replace("_", "-"): reader
    for reader in (
        headings,
        links,
        trees,
        answers,
        checklists,
        blocks,
        admonitions,
        listed,
        stray_ticks,
    )
}


def places(page: Page, words: Iterable[str]) -> dict[str, str]:
    """Where each word stands according to the first block that holds it."""
    found = {}
    for word in words:
        block = next(one for one in page.blocks if word in one.text)
        found[word] = place(block.position(block.text.index(word)))
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_read_as_its_case_says(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    text = case["page"]
    page = read(tmp_path, text if case.get("raw") else FRONT_MATTER + text)
    got = {key: READERS[key](page) for key in case if key in READERS}
    if "places" in case:
        got["places"] = places(page, case["places"])
    assert got == {key: value for key, value in case.items() if key not in ("page", "raw")}


@pytest.mark.parametrize("name", CASES)
def test_no_mark_is_left_in_what_was_read(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    page = read(tmp_path, case["page"] if case.get("raw") else FRONT_MATTER + case["page"])
    words = [h.title for h in page.headings] + [link.text + link.href for link in page.links]
    words += [block.text for block in page.blocks]
    words += [item.text + item.id for one in page.checklists for item in one.items]
    assert [word for word in words if any("\ue000" <= sign <= "\ue01f" for sign in word)] == []
    assert [word for word in words if "\x02" in word or "\x03" in word] == []


def test_a_fence_ends_at_a_fence_without_words_and_is_none_without_an_end() -> None:
    assert fenced_lines(["```", "``` yaml", "```", "after"]) == [True, True, True, False]
    assert fenced_lines(["a", "```", "```", "```", "b"]) == [False, True, True, False, False]
