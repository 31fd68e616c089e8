"""Decision trees from plain sections: a heading of class ``decision-tree`` and its sub-headings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from guidance.model import TONES, Answer, Link, Node, Page, Place, Position, Section, Step, Tree
from guidance.parse.extension import Parsed
from guidance.parse.marks import without_marks

Lead = Callable[[Place], Step | Place]
ACTIONS = ("a", "strong", "ul", "ol")  # what tells a reader what to do


def read(page: Page, parsed: Parsed) -> Page:
    """The page with its decision trees, nodes in page order, entry first.

    A tree inside a tree is none: its headings are steps of the outer one, or too deep in it.
    """
    trees: list[Tree] = []
    inner: set[int] = set()
    for section in parsed.of_kind("decision-tree"):
        if id(section.element) not in inner:
            inner |= {id(element) for element in section.body}
            trees.append(_tree(section, parsed, page))
    return replace(page, trees=tuple(trees))


def _tree(section: Section, parsed: Parsed, page: Page) -> Tree:
    level = section.heading.level + 1
    steps = [part for part in section.parts if part.heading.level == level]
    own = {section.heading.id, *(part.heading.id for part in steps)}
    outside = {heading.id for heading in page.headings} - own

    def lead(place: Place) -> Step | Place:
        """Another heading of the page ends the walk; a word that is none was to be a step."""
        leaves = place.page != page.name or place.anchor in outside
        return place if leaves else Step(place.anchor)

    return Tree(
        id=section.heading.id,
        title=section.heading.title,
        nodes=tuple(_node(part, parsed, lead) for part in steps),
        at=section.heading.at,
        deeper=tuple(p.heading for p in section.parts if p.heading.level > level),
    )


def _node(section: Section, parsed: Parsed, lead: Lead) -> Node:
    heading = section.heading
    tone = next((name for name in heading.classes if name in TONES), "")
    answers, spoiled_at = _answer_list(section.body, parsed, lead)
    last = len(section.body) - 1
    behind = any(_answer_list([block], parsed, lead)[0] for block in section.body[:last])
    own = tuple(answer for answer in answers if answer.step is not None)
    inside = [element for block in section.body for element in block.iter()]
    return Node(
        id=heading.id,
        title=heading.title,
        tone=tone,
        answers=() if tone else tuple(answers),
        at=heading.at,
        has_action=any(element.tag in ACTIONS for element in inside),
        ends_in_step=_is_step(section, parsed.links, lead),
        stray_answers=own if tone else (),
        spoiled_at=spoiled_at,
        behind_at=parsed.places[id(section.body[-1])] if behind else None,
    )


def _is_step(section: Section, links: Mapping[int, Link], lead: Lead) -> bool:
    """Whether the last block leads on: to a page, another section or whoever picks up a phone."""
    last = section.body[-1].iter("a") if section.body else ()
    here = Step(section.heading.id)
    return any(
        link.scheme == "contact" or (link.place and link.is_internal and lead(link.place) != here)
        for link in (links[id(element)] for element in last if id(element) in links)
    )


def _answer_list(
    body: Sequence[Element], parsed: Parsed, lead: Lead
) -> tuple[list[Answer], Position | None]:
    """Answers of a node whose last block is an answer list, else none and the spoiling place."""
    if not body or body[-1].tag not in ("ul", "ol"):
        return [], None
    answers = []
    spoiled: Position | None = None
    for item in body[-1]:
        link = _only_link(item, parsed.links)
        if link is None or link.place is None or not link.is_internal:
            spoiled = spoiled or parsed.places[id(item)]
            continue
        answers.append(Answer(link.text, lead(link.place), link.at))
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
