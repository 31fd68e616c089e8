"""Decision trees as admonitions: numbered cards that are whole without script.

Questions stay flat, outcomes are admonitions of their tone. ``data-tree``, ``data-node``,
``data-answer`` and the words in ``data-say-…`` are for the script, which shows one question at a
time. ``tree-intro`` marks the words that are for the first question alone. A link
in the text bears in ``data-where`` what paper must say of it: the number of a node, the title of a
section or page that its words do not name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from guidance.model import FACT_SCHEMES, Node, Page, Place
from guidance.parse.links import place_of
from guidance.parse.sections import Section
from guidance.render.context import Context
from guidance.render.html import add, heading, is_heading, section_of, wrap

if TYPE_CHECKING:
    from guidance.components.decision_tree.pictures import Picture

#: What the script says around a question: interface strings ``tree_…``.
SAYINGS = ("question", "earlier", "change", "change_one", "restart", "whole", "single")


def render(box: Element, section: Section, context: Context) -> None:
    """Turn the section into the tree that the page has there; one within another is none."""
    page, titles, title = context.page, context.edition.titles, section.element
    tree = next((tree for tree in page.trees if tree.at == section.heading.at), None)
    if tree is None:
        return
    steps = {node: str(step) for tree in page.trees for node, step in tree.steps().items()}
    places = {**{one.id: one.title for one in page.headings}, **steps}
    _say_where(section.body, page, places, titles)
    box.tag = "div"
    box.set("class", "admonition decision-tree")
    box.set("data-tree", tree.id)
    box.set("data-entry", tree.nodes[0].id if tree.nodes else "")
    for saying in SAYINGS:
        box.set(f"data-say-{saying.replace('_', '-')}", context.words[f"tree_{saying}"])
    if sum(not node.tone for node in tree.nodes) == 1:
        box.set("data-one-question", "")
    title.set("class", "admonition-title")
    for block in takewhile(lambda block: not is_heading(block), list(box)[1:]):
        if block.find(".//a") is None:  # what leads on is needed after an answer as well
            block.set("class", "tree-intro")
    numbers = tree.steps()
    for node in tree.nodes:
        found = heading(box, node.id)
        if found:
            _node(box, found[1], node, numbers, context)


def _say_where(
    blocks: Sequence[Element], page: Page, places: Mapping[str, str], titles: Mapping[str, str]
) -> None:
    for link in (link for block in blocks for link in block.iter("a")):
        name, anchor = place_of(link.get("href", ""), page.name)
        where = places.get(anchor, "") if name == page.name else titles.get(name, "")
        if where and where not in "".join(link.itertext()):
            link.set("data-where", where)


def _node(
    box: Element, title: Element, node: Node, steps: Mapping[str, int], context: Context
) -> None:
    words = context.words
    body = section_of(box, title)
    card = wrap(box, [title, *body], "div")
    number = str(steps[node.id])
    step = Element("p", {"class": "node-step", "data-search-exclude": ""})
    step.tail = "\n"
    if node.tone:
        card.set("class", f"admonition {node.tone} node outcome")
        title.set("class", "admonition-title")
        before, _, after = words["tree_step_tone"].format(step=number, tone="\0").partition("\0")
        add(step, "span", before, class_="node-number")
        add(step, "span", words[f"tone_{node.tone}"], class_="node-tone").tail = after
    else:
        card.set("class", "node question")
        title.attrib.pop("class", None)
        step.text = words["tree_step"].format(step=number)
    card.set("data-node", node.id)
    card.insert(0, step)
    if node.answers:
        _answers(body[-1], node, steps, context.edition.titles)
    for paragraph in body if node.tone else ():
        if _is_one_link(paragraph):
            paragraph.set("class", "step-link")


def _is_one_link(element: Element) -> bool:
    """Whether a paragraph is a link and nothing else: the outcome's next step."""
    if element.tag != "p" or len(element) != 1 or element[0].tag != "a":
        return False
    is_step = not element[0].get("href", "").startswith(tuple(f"{s}:" for s in FACT_SCHEMES))
    return is_step and not (element.text or "").strip() and not (element[0].tail or "").strip()


def _answers(
    answers: Element, node: Node, steps: Mapping[str, int], titles: Mapping[str, str]
) -> None:
    answers.set("class", "answers")
    links = list(answers.iter("a"))
    for link, answer in zip(links, node.answers, strict=True):
        place = answer.target
        link.set("data-answer", answer.step or str(place))
        link.attrib.pop("data-where", None)  # it stands in the answer's box
        words = list(link)
        text = Element("span", {"class": "answer-text"})
        text.text, link.text = link.text, None
        for child in words:
            link.remove(child)
            text.append(child)
        text.tail = " "
        link.append(text)
        where = titles.get(place.page, "") if isinstance(place, Place) else steps.get(place.id, "")
        kind = "answer-step answer-number" if answer.step in steps else "answer-step"
        add(link, "span", f"→ {where}".rstrip(), class_=kind, data_search_exclude="")


def finish(root: Element, context: Context) -> None:
    """Put a fold with its picture behind each rendered tree that has one."""
    titles = {tree.id: tree.title for tree in context.page.trees}
    for place, box in reversed(list(enumerate(root))):
        tree = box.get("data-tree", "")
        if tree in context.edition.pictures:
            picture = context.edition.pictures[tree]
            root.insert(place + 1, _fold(picture, titles[tree], context.words))


def _fold(picture: Picture, title: str, words: Mapping[str, str]) -> Element:
    box = Element("details", {"class": "tree-picture"})
    box.tail = "\n"
    add(box, "summary", words["picture_show"])
    add(box, "p", words["picture_enlarge"])
    link = add(box, "a", href=f"picture:{picture.path}")
    add(
        link,
        "img",
        src=f"picture:{picture.path}",
        alt=words["picture_alt"].format(title=title),
        width=str(picture.chart.width),
        height=str(picture.chart.height),
        loading="lazy",
    )
    return box
