"""A list, tree or letter of two editions as one sheet, paired by the ids of its lines.

Its words are those of the two pages, written anew: of attributes, only a language, a link's address
and a fact's class come along. Nothing that a reader ticks or fills in does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from guidance.components.two_languages.pairs import Half, Pair
from guidance.model import TONES, Site
from guidance.parse.links import place_of, relative
from guidance.render.addresses import of_file, of_place
from guidance.render.html import add, add_words
from guidance.strings import words_of

KEPT = frozenset("a b blockquote br dd div dl dt em i li ol p span strong ul wbr".split())
LOOKS = ("fact-contact", "fact-term", "fact-unconfirmed")
LEFT_OUT = frozenset("button img input script style svg template textarea".split())
LEFT_OUT_CLASSES = frozenset(("field-line", "source-mark", "tree-picture"))
SCHEME = re.compile("[a-z]+:")


@dataclass
class Line:
    """A pair's half: an item, a question or outcome, a letter, or what stands before and after."""

    id: str
    words: list[Element] = field(default_factory=list)
    kind: str = ""
    tone: str = ""
    cell: str = ""
    step: str = ""
    heading: Element | None = None


def sheet_of(pair: Pair, site: Site, rendered: tuple[Element, Element]) -> Element:
    """The sheet ``pair.name``; ``rendered`` are the two pages, as their readers see them."""
    mine, twin = (
        _Side(half, pair, site, root)
        for half, root in zip((pair.mine, pair.twin), rendered, strict=True)
    )
    words = words_of(site, pair.mine.page.locale)
    root = Element("article")
    box = add(root, "section", class_="two-languages")
    buttons = add(box, "p", class_="both-buttons tool-buttons")
    button = add(
        buttons, "button", words["both_print"], type="button", class_="both-print tool-main"
    )
    button.attrib |= {"hidden": "", "data-none": words["print_none"]}
    add(buttons, "a", words["both_other"], href=relative(pair.name, pair.list), class_="both-other")
    body = add(box, "div", class_="both-body")
    others = {line.id: line for line in twin.lines()}
    for line in mine.lines():
        other = others.get(line.id, Line(line.id))
        if line.words or line.heading is not None or other.words:
            row = add(
                body, "div", class_=" ".join(filter(None, ("both-pair", line.kind, line.tone)))
            )
            row.set("data-pair", line.id)
            mine.write(row, line, twin)
            twin.write(row, other, mine)
    foot = add(box, "div", class_="both-pair both-foot")
    for side in (mine, twin):
        side.write_foot(foot)
    return root


def _has(element: Element, *names: str) -> bool:
    return not set(names).isdisjoint(element.get("class", "").split())


def _said(element: Element) -> str:
    return "".join(element.itertext()).strip()


class _Side:
    """A part in one language."""

    def __init__(self, half: Half, pair: Pair, site: Site, root: Element) -> None:
        self.half, self.pair, self.site = half, pair, site
        self.page = half.page
        self.words = words_of(site, self.page.locale)
        self.lang = self.words["language"]
        box = next(box for box in root if len(box) and box[0].get("id") == half.part.id)
        self.body = [one for one in box[1:] if one.tag != "template"]
        self.blanks = [one for one in box.iter() if _has(one, "field-label")]

    def lines(self) -> list[Line]:
        """The part as lines, in the order of its page."""
        return [
            *{"checklist": self._list, "tree": self._tree, "letter": self._letter}[self.pair.kind]()
        ]

    def _list(self) -> Iterator[Line]:
        at = next(n for n, one in enumerate(self.body) if _has(one, "checklist-items"))
        yield Line("intro", self.body[:at])
        for item in (item for block in self.body for item in block.iter("li")):
            words = item.find("label/span")
            if words is not None:
                yield Line(item.get("data-item", ""), [words], "both-item")
        yield Line("rest", [one for one in self.body[at + 1 :] if one.tag not in ("ul", "ol")])

    def _tree(self) -> Iterator[Line]:
        yield Line("intro", [one for one in self.body if not one.get("data-node")])
        for node in (one for one in self.body if one.get("data-node")):
            step, heading, *words = node
            tone = next((tone for tone in TONES if _has(node, tone)), "")
            yield Line(
                node.get("data-node", ""), words, "both-node", tone, "", _said(step), heading
            )

    def _letter(self) -> Iterator[Line]:
        """It is written for a reader of the source; what explains it is the first fold."""
        at = next(n for n, one in enumerate(self.body) if _has(one, "letter-text"))
        gloss = next((one for one in self.body if one.tag == "details"), None)
        yield Line("intro", self.body[:at])
        if gloss is None:
            yield Line("letter", [self.body[at]], cell="both-letter")
        else:
            yield Line("letter", [gloss])
        yield Line("rest", [one for one in self.body[at + 1 :] if one is not gloss])

    def write(self, row: Element, line: Line, other: _Side) -> None:
        """A cell of the row."""
        cell = add(row, "div", lang=self.lang)
        if line.cell:
            cell.set("class", line.cell)
        if line.heading is not None:
            add(cell, "p", line.step, class_="both-step")
            self._fill(add(cell, "h2"), line.heading, other)
        for element in line.words:
            if line.kind == "both-item":
                self._fill(add(cell, "p"), element, other)
            else:
                self._copy(cell, element, other)

    def write_foot(self, row: Element) -> None:
        """Where it is from, and what this site is not."""
        cell = add(row, "div", lang=self.lang)
        add(add(cell, "p"), "a", self.page.title, href=self._place(f"#{self.half.part.id}"))
        if self.half is not self.pair.mine:  # whose page says so at its end
            add(cell, "p", self.words["footer_limits"])

    def _fill(self, made: Element, source: Element, other: _Side) -> None:
        """Put the words of an element into a new one."""
        made.text = source.text
        for child in source:
            self._copy(made, child, other)
            if child.tail:
                add_words(made, len(made), child.tail)

    def _copy(self, parent: Element, source: Element, other: _Side) -> None:
        if source.tag in LEFT_OUT or _has(source, *LEFT_OUT_CLASSES):
            return
        if _has(source, "field"):
            self._blank(parent, source, other)
        elif source.tag == "summary" or _has(source, "admonition-title"):
            self._fill(add(add(parent, "p"), "strong"), source, other)
        else:
            href = self._href(source)
            tag = "div" if source.tag not in KEPT else source.tag
            made = add(parent, "span" if tag == "a" and not href else tag)
            if looks := [name for name in LOOKS if _has(source, name)]:
                made.set("class", " ".join(looks))
            if source.get("lang"):
                made.set("lang", source.get("lang", ""))
            if href:
                made.set("href", href)
            if href.startswith("http"):
                made.set("rel", "noopener noreferrer")
            self._fill(made, source, other)

    def _href(self, link: Element) -> str:
        """Where a link leads from the sheet; an answer within the tree is words alone."""
        href = link.get("href", "") if link.tag == "a" else ""
        if not href or (link.get("data-answer") and href.startswith("#")):
            return ""
        return href if SCHEME.match(href) else self._place(href)

    def _place(self, href: str) -> str:
        place = place_of(href, self.page.name)
        if self.half is self.pair.mine:
            address = relative(self.pair.name, place.page)
            return f"{address}#{place.anchor}" if place.anchor else address
        return of_file(of_place(place, self.page.locale, self.site))

    def _blank(self, parent: Element, source: Element, other: _Side) -> None:
        """A line to write on, named in both languages."""
        is_long = _has(source, "field-lines")
        line = add(parent, "span", class_="both-blank both-long" if is_long else "both-blank")
        label = next(one for one in source.iter() if _has(one, "field-label"))
        at = self.blanks.index(label)
        for side in (self, other):
            add(
                line,
                "span",
                _said(side.blanks[at]) if at < len(side.blanks) else "",
                lang=side.lang,
            )
