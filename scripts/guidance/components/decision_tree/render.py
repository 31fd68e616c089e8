"""Decision trees as admonitions: numbered cards that are whole without script.

Questions stay flat, outcomes are admonitions of their tone. ``data-tree``, ``data-node``,
``data-answer`` and the words in ``data-say-…`` are for the script, which shows one question at a
time. ``tree-intro`` marks the words that are for the first question alone. A link
in the text bears in ``data-where`` what paper must say of it: the number of a node, the title of a
section or page that its words do not name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from guidance.model import Node, Place, Section
from guidance.render.addresses import of_file
from guidance.render.context import Context
from guidance.render.html import add, wrap

if TYPE_CHECKING:
    from guidance.components.decision_tree.pictures import Picture

#: What the script says around a question: interface strings ``tree_…``.
SAYINGS = ("question", "earlier", "change", "change_one", "restart", "whole", "single")


def render(box: Element, section: Section, context: Context) -> None:
    """Turn the section into the tree that the page has there; one within another is none."""
    page, title = context.page, section.element
    tree = next((tree for tree in page.trees if tree.at == section.heading.at), None)
    if tree is None:
        return
    _say_where(section, context)
    box.tag = "div"
    box.set("class", "admonition decision-tree")
    box.set("data-tree", tree.id)
    for saying in SAYINGS:
        box.set(f"data-say-{saying.replace('_', '-')}", context.words[f"tree_{saying}"])
    if sum(not node.tone for node in tree.nodes) == 1:
        box.set("data-one-question", "")
    title.set("class", "admonition-title")
    for block in section.blocks:
        if block.find(".//a") is None:  # what leads on is needed after an answer as well
            block.set("class", "tree-intro")
    numbers = tree.steps()
    nodes = {node.at: node for node in tree.nodes}
    for part in section.parts:
        if node := nodes.get(part.heading.at):
            _node(box, part, node, numbers, context)


def _say_where(section: Section, context: Context) -> None:
    page, titles = context.page, context.edition.titles
    steps = {node: str(step) for tree in page.trees for node, step in tree.steps().items()}
    places = {**{one.id: one.title for one in page.headings}, **steps}
    for element in (link for block in section.body for link in block.iter("a")):
        if place := context.links[element].place:
            here = place.page == page.name
            where = places.get(place.anchor, "") if here else titles.get(place.page, "")
            if where and where not in "".join(element.itertext()):
                element.set("data-where", where)


def _node(
    box: Element, part: Section, node: Node, steps: Mapping[str, int], context: Context
) -> None:
    words, title, body = context.words, part.element, part.body
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
        _answers(body[-1], node, steps, context)
    for paragraph in body if node.tone else ():
        if _is_one_link(paragraph, context):
            paragraph.set("class", "step-link")


def _is_one_link(element: Element, context: Context) -> bool:
    """Whether a paragraph is a link and nothing else: the outcome's next step."""
    if element.tag != "p" or len(element) != 1 or element[0].tag != "a":
        return False
    is_step = not context.links[element[0]].is_fact
    return is_step and not (element.text or "").strip() and not (element[0].tail or "").strip()


def _answers(answers: Element, node: Node, steps: Mapping[str, int], context: Context) -> None:
    answers.set("class", "answers")
    titles, by_place = context.edition.titles, {answer.at: answer for answer in node.answers}
    for link in list(answers.iter("a")):
        answer = by_place[context.links[link].at]
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
    """Put a fold with its picture at the end of each rendered tree that has one."""
    titles = {tree.id: tree.title for tree in context.page.trees}
    for box in root:
        tree = box.get("data-tree", "")
        if tree in context.edition.pictures:
            box.append(_fold(context.edition.pictures[tree], titles[tree], context.words))


def _fold(picture: Picture, title: str, words: Mapping[str, str]) -> Element:
    box = Element("details", {"class": "tree-picture"})
    box.tail = "\n"
    add(box, "summary", words["picture_show"])
    add(box, "p", words["picture_enlarge"])
    link = add(box, "a", href=of_file(picture.path))
    add(
        link,
        "img",
        src=of_file(picture.path),
        alt=words["picture_alt"].format(title=title),
        width=str(picture.chart.width),
        height=str(picture.chart.height),
        loading="lazy",
    )
    return box
