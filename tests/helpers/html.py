"""A page as a tree of elements: as much of HTML as these tests ask about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    """One element; text stands among its children as plain strings."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = field(default=None, repr=False)

    def __getitem__(self, name: str) -> str:
        return self.attrs.get(name, "")

    @property
    def classes(self) -> list[str]:
        return self["class"].split()

    @property
    def elements(self) -> list[Element]:
        """Children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """The words inside, spaces folded."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in page order."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def all(self, tag: str = "", class_: str = "", **attrs: str) -> list[Element]:
        """Elements below this one; ``data_x`` stands for data-x."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attrs.items()}
        return [
            element
            for element in self.walk()
            if element is not self
            and (not tag or element.tag == tag)
            and (not class_ or class_ in element.classes)
            and all(element.attrs.get(key) == value for key, value in wanted.items())
        ]

    def one(self, tag: str = "", class_: str = "", **attrs: str) -> Element:
        """The only such element."""
        found = self.all(tag, class_, **attrs)
        assert len(found) == 1, f"{len(found)} elements are {tag}.{class_} {attrs}"
        return found[0]

    def within(self, other: Element) -> bool:
        """Whether ``other`` is this element or holds it."""
        return other is self or (self.parent is not None and self.parent.within(other))


class Document(Element):
    """A whole page, which no longer changes."""

    def walk(self) -> Iterator[Element]:
        """All elements; many tests go through them."""
        return iter(self._all)

    @cached_property
    def _all(self) -> list[Element]:
        return list(super().walk())

    @cached_property
    def ids(self) -> dict[str, Element]:
        """Elements by id; of equal ids the last."""
        return {element["id"]: element for element in self.walk() if element["id"]}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Document("#document")
        self.here: Element = self.document

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        element = Element(tag, values, parent=self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        opened = self.here
        while opened.parent is not None and opened.tag != tag:
            opened = opened.parent
        if opened.parent is not None:
            self.here = opened.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parse(text: str) -> Document:
    reader = _Reader()
    reader.feed(text)
    return reader.document


@cache
def read(path: Path) -> Document:
    """A page of a site that no longer changes."""
    return parse(path.read_text("utf-8"))
