"""A decision tree as a picture: an SVG drawn from the same graph as the page.

Questions are flat boxes, answers stand on the lines, outcomes bear the word, the sign and the
outline of their tone, endings on other pages the page's title. Whichever of "down" and "to the
right" is narrower is drawn: pages scroll down. The file is whole: it holds its own style, which
follows the reader's system into the dark and prints black on white, and each box is a link into
the page. Equal input gives equal bytes.

``text_width`` breaks the words into lines, ``layered`` places the boxes (Graphviz),
``flow_chart_look`` gives style and signs, this module draws; ``tree_pictures`` puts the file into
the site and the fold into the page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from xml.etree.ElementTree import Element, tostring

from guidance.components.decision_tree.flow_chart_look import Look
from guidance.components.decision_tree.layered import Edge, Layout, Point, Size, lay_out
from guidance.components.decision_tree.text_width import width, wrapped
from guidance.model import Place, Step, Tree
from guidance.render.html import add
from guidance.render.language import HAN, tag_of_han

Address = Callable[[Step | Place], str]
START = "start"
MARGIN = 12
LEADING = 1.4
SIGN = 16  # of a tone, in pixels
CUT = 12  # of the corners of a Stop
CORNERS = {"question": 6, "answer": 14, "info": 16}
BETWEEN = Size(14, 30)


@dataclass(frozen=True)
class Kind:
    """How one sort of box is written: size of its letters, their room, the space around them."""

    letters: float
    room: float
    padding: Size
    bold: bool = False


KINDS = {
    "start": Kind(14, 200, Size(14, 5), bold=True),
    "question": Kind(16, 176, Size(12, 10), bold=True),
    "answer": Kind(15, 128, Size(10, 5)),
    "outcome": Kind(16, 170, Size(14, 10), bold=True),
    "page": Kind(15, 140, Size(12, 8)),
}
TONE_LETTERS = 14


@dataclass(frozen=True)
class Box:
    """What is drawn at one place: an id of the picture, its kind and tone, its lines, its link."""

    id: str
    kind: str
    lines: tuple[str, ...]
    href: str = ""
    tone: str = ""
    tone_word: str = ""

    @property
    def size(self) -> Size:
        """The room that words, sign and padding take."""
        kind = KINDS[self.kind]
        widest = max(width(line, kind.letters, bold=kind.bold) for line in self.lines)
        height = len(self.lines) * kind.letters * LEADING
        if self.tone:
            widest = max(widest, _tone_width(self.tone_word))
            height += TONE_LETTERS * LEADING + 4
        return Size(
            round(widest + 2 * kind.padding.width, 1), round(height + 2 * kind.padding.height, 1)
        )


@dataclass(frozen=True)
class FlowChart:
    """A picture: the text of its file and its size in pixels."""

    svg: str
    width: int
    height: int


def flow_chart(
    tree: Tree,
    *,
    words: Mapping[str, str],
    titles: Mapping[str, str],
    look: Look,
    link: Address = lambda target: "",
) -> FlowChart:
    """Draw a tree whose every answer leads somewhere.

    ``words`` are the interface strings of its edition, ``titles`` its page titles by page name,
    ``look`` its style and signs. ``link`` gives the address of a node or of another place; an empty
    one makes no link.
    """
    boxes = {box.id: box for box in _boxes(tree, words, titles, link)}
    edges = list(_edges(tree))
    sizes = {name: box.size for name, box in boxes.items()}
    layout = min(
        (lay_out(sizes, edges, down=down, between=BETWEEN) for down in (True, False)),
        key=lambda one: one.size.width,
    )
    whole = (round(layout.size.width + 2 * MARGIN), round(layout.size.height + 2 * MARGIN))
    return FlowChart(_svg(tree, boxes, edges, layout, whole, words, look), *whole)


def _boxes(
    tree: Tree, words: Mapping[str, str], titles: Mapping[str, str], link: Address
) -> Iterable[Box]:
    yield Box(START, "start", (words["picture_start"],))
    for node in tree.nodes:
        kind = "outcome" if node.tone else "question"
        yield Box(
            node.id,
            kind,
            _lines(node.title, kind),
            link(Step(node.id)),
            node.tone,
            words[f"tone_{node.tone}"] if node.tone else "",
        )
        for number, answer in enumerate(node.answers, 1):
            yield Box(_answer_id(node.id, number), "answer", _lines(answer.text, "answer"))
            if isinstance(place := answer.target, Place):
                title = titles.get(place.page, str(place))
                yield Box(_box_id(place), "page", _lines(f"{title} →", "page"), link(place))


def _edges(tree: Tree) -> Iterable[Edge]:
    yield Edge(START, tree.nodes[0].id)
    for node in tree.nodes:
        for number, answer in enumerate(node.answers, 1):
            chosen = _answer_id(node.id, number)
            yield Edge(node.id, chosen)
            yield Edge(chosen, _box_id(answer.target))


def _box_id(target: Step | Place) -> str:
    """The id of the box that an answer leads to; XML allows neither / nor # in it."""
    return "__".join(filter(None, target)).replace("/", "_")


def _answer_id(node: str, number: int) -> str:
    return f"{node}.{number}"  # no id of a page has a dot


def _lines(text: str, kind: str) -> tuple[str, ...]:
    written = KINDS[kind]
    return tuple(wrapped(text, written.letters, written.room, bold=written.bold))


def _tone_width(word: str) -> float:
    return SIGN + 6 + width(word, TONE_LETTERS, bold=True)


# --------------------------------------------------------------------------- drawing


def _svg(
    tree: Tree,
    boxes: Mapping[str, Box],
    edges: list[Edge],
    layout: Layout,
    whole: tuple[int, int],
    words: Mapping[str, str],
    look: Look,
) -> str:
    across, high = whole
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"{-MARGIN} {-MARGIN} {across} {high}",
            "width": str(across),
            "height": str(high),
            "lang": words["language"],
        },
    )
    add(svg, "title", tree.title)
    add(svg, "desc", words["picture_same"])
    add(svg, "style", look.style)
    paper = {"x": str(-MARGIN), "y": str(-MARGIN), "width": str(across), "height": str(high)}
    add(svg, "rect", class_="paper", **paper)
    lines = add(svg, "g", class_="lines")
    for edge, curve in zip(edges, layout.curves, strict=True):
        path = add(lines, "path", d=_curve(curve), data_from=edge.tail, data_to=edge.head)
        if boxes[edge.head].kind != "answer":
            add(lines, "path", d=_arrow(curve), class_="arrow")
        path.tail = "\n"
    for box in boxes.values():
        _draw(svg, box, layout.boxes[box.id], look)
    return tostring(svg, encoding="unicode") + "\n"


def _draw(svg: Element, box: Box, middle: Point, look: Look) -> None:
    size, kind = box.size, KINDS[box.kind]
    left, top = middle[0] - size.width / 2, middle[1] - size.height / 2
    group = add(svg, "g", id=box.id, class_=f"{box.kind} {box.tone}".strip())
    group.tail = "\n"
    inside = add(group, "a", href=box.href) if box.href else group
    for shape in _outline(box, left, top, size):
        inside.append(shape)
    y = top + kind.padding.height
    if box.tone:
        x = middle[0] - _tone_width(box.tone_word) / 2
        sign = f"translate({_number(x)} {_number(y + 1)}) scale({_number(SIGN / 24)})"
        add(inside, "path", class_="sign", transform=sign, d=look.signs[box.tone])
        written = add(inside, "text", box.tone_word, class_="tone")
        written.set("x", _number(x + SIGN + 6))
        written.set("y", _number(y + SIGN - 2))
        y += TONE_LETTERS * LEADING + 4
    text = add(inside, "text")
    for line in box.lines:
        y += kind.letters * LEADING
        baseline = _number(y - kind.letters * (LEADING / 2 - 0.35))
        _say(add(text, "tspan", x=_number(middle[0]), y=baseline), line, svg.get("lang", ""))


def _say(line: Element, text: str, lang: str) -> None:
    """Write a line; Han in another language says that it is Chinese, for fonts and for ears."""
    runs = [] if lang == tag_of_han() else list(HAN.finditer(text))
    line.text = text[: runs[0].start()] if runs else text
    for run, following in zip_longest(runs, runs[1:]):
        after = text[run.end() : following.start() if following else None]
        add(line, "tspan", run[0], lang=tag_of_han()).tail = after


def _outline(box: Box, left: float, top: float, size: Size) -> Iterable[Element]:
    """The shape says the tone as well as sign and word: cut corners, dashes, round, double."""
    if box.tone == "danger":
        right, bottom = left + size.width, top + size.height
        corners = [
            (left + CUT, top),
            (right - CUT, top),
            (right, top + CUT),
            (right, bottom - CUT),
            (right - CUT, bottom),
            (left + CUT, bottom),
            (left, bottom - CUT),
            (left, top + CUT),
        ]
        yield Element("path", {"class": "box", "d": f"M{' '.join(map(_pair, corners))}z"})
        return
    corner = size.height / 2 if box.kind == "start" else CORNERS.get(box.tone or box.kind, 3)
    yield _rectangle("box", left, top, size, corner)
    if box.tone == "success":
        yield _rectangle("inner", left + 4, top + 4, Size(size.width - 8, size.height - 8), 2)


def _rectangle(name: str, left: float, top: float, size: Size, corner: float) -> Element:
    place = {"x": left, "y": top, "width": size.width, "height": size.height, "rx": corner}
    return Element("rect", {"class": name, **{key: _number(v) for key, v in place.items()}})


def _curve(points: Iterable[Point]) -> str:
    first, *others = points
    return f"M{_pair(first)}C{' '.join(map(_pair, others))}"


def _arrow(points: Iterable[Point]) -> str:
    """A small triangle at the end of a curve, in its direction."""
    *_, before, end = points
    along = (end[0] - before[0], end[1] - before[1])
    length = max((along[0] ** 2 + along[1] ** 2) ** 0.5, 0.1)
    x, y = along[0] / length, along[1] / length
    back = (end[0] - 9 * x, end[1] - 9 * y)
    wings = [(back[0] - 5 * y, back[1] + 5 * x), (back[0] + 5 * y, back[1] - 5 * x)]
    return f"M{_pair(end)} {_pair(wings[0])} {_pair(wings[1])}z"


def _pair(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    return f"{round(value, 1) + 0:g}"
