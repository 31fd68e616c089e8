"""Decision trees from plain sections: a heading of class ``decision-tree`` and its sub-headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from guidance.model import TONES, Answer, Heading, Link, Node, Position, Tree
from guidance.parse.links import target
from guidance.parse.marks import without_marks
from guidance.parse.sections import Section, sections

CLASS = "decision-tree"


def read_trees(
    top: Sequence[Element],
    headings: Mapping[int, Heading],
    links: Mapping[int, Link],
    places: Mapping[int, Position],
    page_name: str,
) -> list[Tree]:
    """Every decision tree of a page, nodes in page order, entry first."""
    return [
        _tree(section, headings, links, places, page_name)
        for section in sections(top, headings)
        if CLASS in section.heading.classes
    ]


def _tree(
    section: Section,
    headings: Mapping[int, Heading],
    links: Mapping[int, Link],
    places: Mapping[int, Position],
    page_name: str,
) -> Tree:
    level = section.heading.level + 1
    parts = sections(section.body, headings)
    nodes = [p for p in parts if p.heading.level == level]
    return Tree(
        id=section.heading.id,
        title=section.heading.title,
        nodes=tuple(_node(part, links, places, page_name) for part in nodes),
        at=section.heading.at,
        deeper=tuple(p.heading for p in parts if p.heading.level > level),
    )


def _node(
    section: Section,
    links: Mapping[int, Link],
    places: Mapping[int, Position],
    page_name: str,
) -> Node:
    heading = section.heading
    tone = next((name for name in heading.classes if name in TONES), "")
    answers, spoiled_at = _answer_list(section.body, links, places, page_name)
    own = tuple(a for a in answers if not a.leaves_tree)
    return Node(
        id=heading.id,
        title=heading.title,
        tone=tone,
        answers=() if tone else tuple(answers),
        at=heading.at,
        has_action=any(
            e.tag in ("a", "strong", "ul", "ol") for block in section.body for e in block.iter()
        ),
        stray_answers=own if tone else (),
        spoiled_at=spoiled_at,
    )


def _answer_list(
    body: Sequence[Element],
    links: Mapping[int, Link],
    places: Mapping[int, Position],
    page_name: str,
) -> tuple[list[Answer], Position | None]:
    """Answers of a node whose last block is an answer list, else none and the spoiling place."""
    if not body or body[-1].tag not in ("ul", "ol"):
        return [], None
    answers = []
    spoiled: Position | None = None
    for item in body[-1]:
        link = _only_link(item, links)
        if link is None or not _is_internal(link):
            spoiled = spoiled or places[id(item)]
            continue
        answers.append(Answer(link.text, link.href, target(link.href, page_name), link.at))
    if len(answers) < len(body[-1]):
        return [], spoiled
    return answers, None


def _only_link(item: Element, links: Mapping[int, Link]) -> Link | None:
    holder = item[0] if len(item) == 1 and item[0].tag == "p" else item
    texts = [item.text, holder.text, *(child.tail for child in holder)]
    if len(holder) != 1 or holder[0].tag != "a":
        return None
    if any(without_marks(text or "").strip() for text in texts):
        return None
    return links.get(id(holder[0]))


def _is_internal(link: Link) -> bool:
    path = link.href.partition("#")[0]
    return not link.scheme and (link.href.startswith("#") or path.endswith(".md"))
