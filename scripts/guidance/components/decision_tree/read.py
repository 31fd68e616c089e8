"""Decision trees from plain sections: a heading of class ``decision-tree`` and its sub-headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from guidance.model import TONES, Answer, Link, Node, Page, Position, Tree
from guidance.parse.extension import Parsed
from guidance.parse.links import target
from guidance.parse.marks import without_marks
from guidance.parse.sections import Section, sections

ACTIONS = ("a", "strong", "ul", "ol")  # what tells a reader what to do


def read(page: Page, parsed: Parsed) -> Page:
    """The page with its decision trees, nodes in page order, entry first.

    A tree inside a tree is none: its headings are steps of the outer one, or too deep in it.
    """
    trees: list[Tree] = []
    inner: set[int] = set()
    for section in parsed.sections("decision-tree"):
        if id(section.element) not in inner:
            inner |= {id(element) for element in section.body}
            trees.append(_tree(section, parsed, page.name))
    return replace(page, trees=tuple(trees))


def _tree(section: Section, parsed: Parsed, page_name: str) -> Tree:
    level = section.heading.level + 1
    parts = sections(section.body, parsed.headings)
    steps = [part for part in parts if part.heading.level == level]
    own = {section.heading.id, *(part.heading.id for part in steps)}
    outside = {heading.id for heading in parsed.headings.values()} - own
    nodes = [_node(part, parsed, page_name) for part in steps]
    return Tree(
        id=section.heading.id,
        title=section.heading.title,
        nodes=tuple(_leaving(node, page_name, outside) for node in nodes),
        at=section.heading.at,
        deeper=tuple(p.heading for p in parts if p.heading.level > level),
    )


def _leaving(node: Node, page_name: str, outside: set[str]) -> Node:
    """The node, its answers to other headings of the page written like those to other pages."""
    answers = tuple(
        replace(answer, target=page_name + answer.target)
        if answer.target.removeprefix("#") in outside
        else answer
        for answer in node.answers
    )
    stray = tuple(a for a in node.stray_answers if a.target.removeprefix("#") not in outside)
    return replace(node, answers=answers, stray_answers=stray)


def _node(section: Section, parsed: Parsed, page_name: str) -> Node:
    heading = section.heading
    tone = next((name for name in heading.classes if name in TONES), "")
    answers, spoiled_at = _answer_list(section.body, parsed, page_name)
    own = tuple(answer for answer in answers if not answer.leaves_tree)
    inside = [element for block in section.body for element in block.iter()]
    return Node(
        id=heading.id,
        title=heading.title,
        tone=tone,
        answers=() if tone else tuple(answers),
        at=heading.at,
        has_action=any(element.tag in ACTIONS for element in inside),
        ends_in_step=_is_step(section, parsed.links, page_name),
        stray_answers=own if tone else (),
        spoiled_at=spoiled_at,
    )


def _is_step(section: Section, links: Mapping[int, Link], page_name: str) -> bool:
    """Whether the last block leads on: to a page, another section or whoever picks up a phone."""
    last = section.body[-1].iter("a") if section.body else ()
    here = f"#{section.heading.id}"
    return any(
        link.scheme == "contact" or (_is_internal(link) and target(link.href, page_name) != here)
        for link in (links[id(element)] for element in last if id(element) in links)
    )


def _answer_list(
    body: Sequence[Element], parsed: Parsed, page_name: str
) -> tuple[list[Answer], Position | None]:
    """Answers of a node whose last block is an answer list, else none and the spoiling place."""
    if not body or body[-1].tag not in ("ul", "ol"):
        return [], None
    answers = []
    spoiled: Position | None = None
    for item in body[-1]:
        link = _only_link(item, parsed.links)
        if link is None or not _is_internal(link):
            spoiled = spoiled or parsed.places[id(item)]
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
