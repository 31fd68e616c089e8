"""The Markdown extension that reads a page into the model while Markdown parses it.

One parser serves build, checks, tests and print: parse/site.py converts each page with this
extension, once, and finds its model in ``Guidance.page`` afterwards.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.serializers import BOOLEAN_ATTRIBUTES  # type: ignore[attr-defined]
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER

from guidance.component import components
from guidance.model import (
    FACT,
    Admonition,
    Block,
    Content,
    Heading,
    Link,
    Page,
    Position,
    Section,
)
from guidance.parse.links import place_of
from guidance.parse.marks import (
    PLACEHOLDER,
    PREFIX,
    MarkLines,
    UnmarkLines,
    escaped,
    plain,
    read_marks,
    strip_marks,
    without_marks,
)
from guidance.parse.output import put_back
from guidance.parse.sections import cut
from guidance.registry import Registry, shown

BEFORE_WORDS = re.compile(r"\s+|\s*\[[ xX]\]\s*")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = {
    "a", "abbr", "b", "br", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup",
}  # fmt: skip
AFTER_WHITESPACE_BEFORE_FENCES = 29.5
AFTER_ATTRIBUTES_BEFORE_TOC = 6  # attr_list runs at 8, toc at 5


class Guidance(Extension):
    """Completes ``page``, which has a path, a locale, a name and lines."""

    def __init__(self, page: Page, registry: Registry) -> None:
        super().__init__()
        self.page = page
        self.registry = registry

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the marks, the reader and the clean-up."""
        md.preprocessors.register(MarkLines(md), "guidance-lines", AFTER_WHITESPACE_BEFORE_FENCES)
        md.treeprocessors.register(ReadPage(md, self), "guidance", AFTER_ATTRIBUTES_BEFORE_TOC)
        md.postprocessors.register(UnmarkLines(md), "guidance-unmark", 0)


class ReadPage(Treeprocessor):
    """Read everything first, then strip the marks."""

    def __init__(self, md: Markdown, guidance: Guidance) -> None:
        super().__init__(md)
        self.guidance = guidance

    def run(self, root: Element) -> None:
        """Complete ``guidance.page`` from the parsed tree."""
        page = replace(self.guidance.page, valueless=take_valueless(root))
        written = fill_in(root, self.guidance.registry)
        page, content = read_page(root, page, written)
        strip_marks(root)
        page = replace(page, packed=content.packed())
        content = page.content()  # Markdown goes on with its own
        raw = map(without_marks, map(str, self.md.htmlStash.rawHtmlBlocks))
        put_back(content.tree, {HTML_PLACEHOLDER % at: html for at, html in enumerate(raw)})
        self.guidance.page = replace(page, packed=content.packed())


def take_valueless(root: Element) -> frozenset[str]:
    """Names of attributes that came from a bare word in braces, ``{ stop }``.

    Markdown gives most of them no value at all, which nobody who reads an attribute expects: those
    leave the tree.
    """
    found = set()
    for element in root.iter():
        attributes = cast("dict[str, str | None]", element.attrib)
        for name, value in list(attributes.items()):
            if value is None:
                del attributes[name]
            if value is None or (value == name and name in BOOLEAN_ATTRIBUTES["html"]):
                found.add(name)
    return frozenset(found)


def fill_in(root: Element, registry: Registry) -> dict[int, str]:
    """Show numbers and figures as the registry has them; what their links hold, by element."""
    written = {}
    for link in root.iter("a"):
        scheme, _, identifier = link.get("href", "").partition(":")
        words = without_marks(link.text or "")
        if scheme in ("contact", "fact") and not len(link):
            own = shown(words, registry.get(scheme, identifier))
            if own != words:
                written[id(link)] = words
                link.text = (link.text or "").removesuffix(words) + own
    return written


@dataclass(frozen=True)
class Parsed:
    """The blocks of a page, and what was met in them, by element."""

    top: Sequence[Element]
    sections: Sequence[Section]
    links: Mapping[int, Link]
    places: Mapping[int, Position]

    def of_kind(self, kind: str) -> list[Section]:
        """The sections of a class, in page order."""
        return [one for one in self.sections if kind in one.heading.classes]


@dataclass
class Reading:
    """What was met so far, and where the reader stands in the source."""

    page: Page
    written: Mapping[int, str]
    line: int = 1
    column: int = 0
    section: str = ""

    def __post_init__(self) -> None:
        self.headings: dict[int, Heading] = {}
        self.links: dict[int, Link] = {}
        self.places: dict[int, Position] = {}
        self.blocks: list[Block] = []
        self.admonitions: list[Admonition] = []

    @property
    def source(self) -> str:
        """The source line that is being read."""
        index = self.line - 1
        return self.page.lines[index] if 0 <= index < len(self.page.lines) else ""

    def here(self) -> Position:
        """Where the next word is looked for."""
        return self.page.at(max(self.line, self.page.body_line), self.column + 1)

    def go_to(self, body_line: int) -> None:
        """Move to a line of the body, behind its bullets and hashes."""
        line = self.page.body_line + body_line - 1
        if line != self.line:
            self.line = line
            found = PREFIX.match(self.source)
            self.column = len(found["prefix"]) if found else 0

    def take(self, text: str) -> Iterator[tuple[str, Position]]:
        """Pieces of one text with the place of each; moves on past them."""
        for line, piece in read_marks(text):
            if line is not None:
                self.go_to(line)
            end = 0
            for found in PLACEHOLDER.finditer(piece):
                yield self._find(piece[end : found.start()])
                yield escaped(found[0]) or " ", self.here()
                end = found.end()
            yield self._find(piece[end:])

    def _find(self, piece: str) -> tuple[str, Position]:
        wanted = piece.strip()
        column = self.source.find(wanted, self.column) if wanted else -1
        if column < 0:
            return piece, self.here()
        indent = len(piece) - len(piece.lstrip())
        self.column = column + len(wanted)
        return piece, self.page.at(self.line, max(column - indent, 0) + 1)


def read_page(root: Element, page: Page, written: Mapping[int, str]) -> tuple[Page, Content]:
    """The page with its headings, links and prose, and what components read of it; its tree."""
    reading = Reading(page, written, line=0)
    for child in root:
        _read_block(child, reading, nested=False)
    page = replace(
        page,
        headings=tuple(reading.headings.values()),
        links=tuple(reading.links.values()),
        blocks=tuple(reading.blocks),
        admonitions=tuple(reading.admonitions),
    )
    sections = cut(list(root), reading.headings)
    parsed = Parsed(list(root), sections, reading.links, reading.places)
    for component in components().values():
        if component.read:
            page = component.read(page, parsed)
    links = ((one, reading.links[id(one)]) for one in root.iter("a") if id(one) in reading.links)
    return page, Content(root, sections, tuple(links))


def _read_block(
    element: Element, reading: Reading, *, nested: bool = True, bubble: bool = False
) -> None:
    bubble = bubble or element.tag == "blockquote"
    parts = list(reading.take(element.text or ""))
    if element.tag in HEADINGS and not nested:
        reading.section = element.get("id", "")
    for child in element:
        if child.tag in INLINE:
            parts += _read_inline(child, reading)
        else:
            _read_block(child, reading, bubble=bubble)
        parts += reading.take(child.tail or "")
    parts = _beside(parts, reading)
    reading.places[id(element)] = _place(element, parts, reading)
    block = _block("bubble" if bubble else element.tag, parts, reading.section)
    if block:
        reading.blocks.append(block)
    classes = tuple(element.get("class", "").split())
    if element.tag in HEADINGS:
        _read_heading(element, classes, reading, nested=nested)
    elif element.tag == "details" or (element.tag == "div" and "admonition" in classes):
        _read_admonition(element, classes, reading)


def _beside(parts: list[tuple[str, Position]], reading: Reading) -> list[tuple[str, Position]]:
    """The same, the first put into the line of the mark behind it, such as a box or lone **."""
    if len(parts) < 2 or "\n" in parts[0][0] or parts[0][1].line >= parts[1][1].line:
        return parts
    (words, _), (_, at) = parts[:2]
    column = reading.page.lines[at.line - 1].find(words.strip())
    return [(words, reading.page.at(at.line, max(column, 0) + 1)), *parts[1:]]


def _place(element: Element, parts: list[tuple[str, Position]], reading: Reading) -> Position:
    """Where an element's own words begin, else where the first block in it does."""
    words = [at for part, at in parts if not BEFORE_WORDS.fullmatch(part)]
    if words:
        return words[0]
    inner = [reading.places[id(child)] for child in element if id(child) in reading.places]
    return inner[0] if inner else reading.here()


def _read_heading(
    element: Element, classes: tuple[str, ...], reading: Reading, *, nested: bool
) -> None:
    reading.headings[id(element)] = Heading(
        id=element.get("id", ""),
        level=HEADINGS[element.tag],
        title=_title(element),
        classes=classes,
        at=reading.page.at(reading.places[id(element)].line),
        nested=nested,
    )


def _read_inline(element: Element, reading: Reading) -> list[tuple[str, Position]]:
    if element.tag == "img":
        return []
    if element.tag == "code":
        for _ in reading.take(element.text or ""):
            pass
        return [(" ", reading.here())]
    link = None
    if element.tag == "a":
        opening = reading.source.find("[", reading.column)
        at = reading.page.at(reading.line, opening + 1 if opening >= 0 else reading.column + 1)
        # A browser reads entities in an address, so that &#106;avascript: must not hide.
        href = html.unescape(plain(element.get("href", "")))
        text = _title(element)
        written = reading.written.get(id(element), text)
        link = Link(text, href, at, reading.section, written)
        if not link.scheme:
            link = replace(link, place=place_of(href, reading.page.name))
        reading.links[id(element)] = link
    parts = list(reading.take(element.text or ""))
    for child in element:
        parts += _read_inline(child, reading)
        parts += reading.take(child.tail or "")
    if link is None:
        return parts
    closing = reading.source.find("](", reading.column)
    if closing >= 0:
        end = reading.source.find(")", closing)
        reading.column = end + 1 if end >= 0 else closing + 2
    return [(FACT, link.at)] if link.is_fact else parts


def _block(kind: str, parts: list[tuple[str, Position]], section: str) -> Block | None:
    text = "".join(part for part, _ in parts)
    if not text.strip():
        return None
    pieces, offset = [], 0
    for part, at in parts:
        pieces.append((offset, at))
        offset += len(part)
    return Block(kind, text, tuple(pieces), section)


def _title(element: Element) -> str:
    return " ".join(plain("".join(element.itertext())).split())


def _read_admonition(element: Element, classes: tuple[str, ...], reading: Reading) -> None:
    kinds = [name for name in classes if name != "admonition"]
    title = element[0] if len(element) and element[0].tag in ("p", "summary") else None
    words = _title(title) if title is not None else ""
    place = reading.places[id(title if title is not None else element)]
    reading.admonitions.append(Admonition(" ".join(kinds), words, reading.page.at(place.line)))
