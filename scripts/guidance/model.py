"""What a guide is made of. Frozen, so that no step can reach back and change what another saw."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element

from guidance.subject import FalseClaims, Subject

if TYPE_CHECKING:
    from guidance.registry import Registry
    from guidance.search_words import SearchWords

T = TypeVar("T")
Severity = Literal["error", "warning"]
TONES = ("danger", "warning", "info", "success")
FACT_SCHEMES = ("contact", "law", "fact", "term")
HOME = "index"  # the name of each edition's first page
FACT = "\ufffc"  # stands for a fact link in a block's text, so that no rule reads its figures


class Position(NamedTuple):
    """A place in a source file. Lines and columns count from 1; columns are characters."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Finding:
    """One fault: where it is, which rule it breaks, what is wrong and how to mend it."""

    at: Position
    rule: str
    message: str
    mend: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.at} {self.rule} {self.message} — {self.mend}"


@dataclass(frozen=True)
class Block:
    """A run of prose: paragraph, item, cell, heading or title, its marks read and removed.

    ``text`` holds no code and no quoted words; a fact link is one ``FACT`` character.
    ``pieces`` maps offsets in ``text`` to positions, in rising order.
    """

    kind: str
    text: str
    pieces: tuple[tuple[int, Position], ...]
    section: str

    def position(self, offset: int) -> Position:
        """Where the character at ``offset`` stands in the source file."""
        start, at = next(
            (piece for piece in reversed(self.pieces) if piece[0] <= offset), self.pieces[0]
        )
        return Position(at.path, at.line, at.column + offset - start)


class Place(NamedTuple):
    """A page of an edition by its name, and the id of a heading there; without, its beginning."""

    page: str
    anchor: str = ""

    def __str__(self) -> str:
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


class Step(NamedTuple):
    """A node of the tree in which an answer stands, or one that it should have."""

    id: str

    def __str__(self) -> str:
        return f"#{self.id}"


@dataclass(frozen=True)
class Link:
    """A Markdown link. ``section`` is the id of the heading it stands under.

    ``text`` is what a reader sees, ``written`` what stands in the source: they differ where a
    record has another number or figure. ``place`` is where its path leads; None for an address
    with a scheme.
    """

    text: str
    href: str
    at: Position
    section: str
    written: str = ""
    place: Place | None = None

    @cached_property
    def scheme(self) -> str:
        """What stands before the colon, lower case; empty for a path or an anchor."""
        head, colon, _ = self.href.partition(":")
        return head.lower() if colon and head and "/" not in head and "#" not in head else ""

    @property
    def key(self) -> str:
        """What stands after the scheme: ``pipl#13`` of ``law:pipl#13``."""
        return self.href.partition(":")[2]

    @property
    def is_internal(self) -> bool:
        """Whether the link leads to a page by its file, or to a heading of its own page."""
        path = self.href.partition("#")[0]
        return not self.scheme and (self.href.startswith("#") or path.endswith(".md"))

    @property
    def is_fact(self) -> bool:
        """Whether the link cites the registry."""
        return self.scheme in FACT_SCHEMES

    @property
    def fact_id(self) -> str:
        """The record's id: ``pipl`` of ``law:pipl#13``."""
        return self.key.partition("#")[0]


@dataclass(frozen=True)
class Heading:
    """A heading. ``level`` is 1 to 6; ``id`` is empty when the author gave none."""

    id: str
    level: int
    title: str
    classes: tuple[str, ...]
    at: Position
    nested: bool = False


@dataclass(frozen=True)
class Answer:
    """An edge of a tree: the reader's words, and the step or the place that ends the walk."""

    text: str
    target: Step | Place
    at: Position

    @property
    def step(self) -> str | None:
        """The id of the node that comes next; None when the walk ends outside the tree."""
        return self.target.id if isinstance(self.target, Step) else None


@dataclass(frozen=True)
class Node:
    """A step of a tree: a question (no tone) or an outcome (one of ``TONES``).

    ``has_action`` tells whether it names anything to do, ``ends_in_step`` whether its last block
    links to a page, a section or a contact. ``stray_answers`` is an answer list that an outcome
    ends in; ``spoiled_at`` the first item that keeps a question's last list from being an answer
    list, ``behind_at`` the last block where answers stand before it.
    """

    id: str
    title: str
    tone: str
    answers: tuple[Answer, ...]
    at: Position
    has_action: bool = False
    ends_in_step: bool = False
    stray_answers: tuple[Answer, ...] = ()
    spoiled_at: Position | None = None
    behind_at: Position | None = None

    @property
    def is_question(self) -> bool:
        """Whether the reader still has to choose."""
        return not self.tone


@dataclass(frozen=True)
class Tree:
    """A decision tree: nodes in page order, the entry first."""

    id: str
    title: str
    nodes: tuple[Node, ...]
    at: Position
    deeper: tuple[Heading, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """Nodes by id; of equal ids the first."""
        return {node.id: node for node in reversed(self.nodes)}

    @property
    def dead_answers(self) -> list[tuple[Node, Answer]]:
        """Answers that name a node which this tree does not have."""
        return [
            (node, answer)
            for node in self.nodes
            for answer in node.answers
            if answer.step is not None and answer.step not in self.by_id
        ]

    def reachable(self) -> set[str]:
        """Ids of the nodes that some walk from the entry meets."""
        return set(self._explored[0])

    def cycle(self) -> list[str]:
        """Ids of a loop, first met first; empty when every walk ends."""
        return self._explored[1]

    def longest_walk(self) -> tuple[str, ...]:
        """The walk with most answers, without listing all of them. For trees without cycles."""
        longest: dict[str, tuple[str, ...]] = {}
        for identifier in self._explored[0]:
            longest[identifier] = max(
                (
                    (answer.step or str(answer.target), *longest.get(answer.step or "", ()))
                    for answer in self.by_id[identifier].answers
                ),
                key=len,
                default=(),
            )
        return longest[self.nodes[0].id] if self.nodes else ()

    @cached_property
    def _explored(self) -> tuple[list[str], list[str]]:
        """Ids that walks meet, later steps before earlier ones, and the first loop.

        No recursion: a tree of a thousand steps is a mistake, but not a reason to crash.
        """
        left: list[str] = []
        loop: list[str] = []
        seen: set[str] = set()
        path: list[tuple[str, Iterator[Answer]]] = []

        def enter(identifier: str) -> None:
            seen.add(identifier)
            path.append((identifier, iter(self.by_id[identifier].answers)))

        if self.nodes:
            enter(self.nodes[0].id)
        while path:
            here, answers = path[-1]
            answer = next(answers, None)
            if answer is None:
                left.append(here)
                path.pop()
                continue
            ahead = answer.step
            if ahead is None or ahead not in self.by_id:
                continue
            if ahead not in seen:
                enter(ahead)
                continue
            steps = [identifier for identifier, _ in path]
            if ahead in steps and not loop:
                loop = steps[steps.index(ahead) :]
        return left, loop

    def steps(self) -> dict[str, int]:
        """The number printed on each node: its place on the page, from 1."""
        return {node.id: number for number, node in enumerate(self.nodes, 1)}


@dataclass(frozen=True)
class Item:
    """One line to tick. ``id`` is empty when the author gave none."""

    id: str
    text: str
    at: Position
    misplaced: bool = False


@dataclass(frozen=True)
class Checklist:
    """A section of class ``checklist`` and its items in page order.

    ``plain_items`` are places of list items that have no box to tick, ``nested_items`` of those
    that lie in another item.
    """

    id: str
    title: str
    items: tuple[Item, ...]
    at: Position
    plain_items: tuple[Position, ...] = ()
    nested_items: tuple[Position, ...] = ()


@dataclass(frozen=True)
class Letter:
    """A section of class ``letter``: words to send or to say.

    ``fields`` are its blanks in page order; a name that comes again is the same blank.
    """

    id: str
    title: str
    fields: tuple[Link, ...]
    at: Position


@dataclass(frozen=True)
class Admonition:
    """A call-out: ``!!! warning "…"`` or ``??? info "…"``."""

    type: str
    title: str
    at: Position


@dataclass(frozen=True)
class Section:
    """A heading and what lies below it, to the next heading of its level or higher.

    ``blocks`` are the elements before any further heading, ``parts`` all sections within, in page
    order.
    """

    heading: Heading
    element: Element
    blocks: tuple[Element, ...]
    parts: tuple[Section, ...]

    @cached_property
    def body(self) -> tuple[Element, ...]:
        """The elements below the heading."""
        within = ((part.element, *part.blocks) for part in self.parts)
        return tuple(chain(self.blocks, *within))


@dataclass(frozen=True)
class Content:
    """A page as Markdown parsed it: its tree, and what is known of that.

    ``sections`` are all of its sections in page order, ``links`` its links, each with its element.
    """

    tree: Element
    sections: tuple[Section, ...] = ()
    links: tuple[tuple[Element, Link], ...] = ()

    def packed(self) -> bytes:
        """Itself as bytes, since a large guide holds that of every page."""
        return zlib.compress(pickle.dumps(self), level=1)


@dataclass(frozen=True)
class Page:
    """One Markdown file of one edition. ``name`` is its path without edition and ending.

    ``listed`` is false for a page that readers do not come upon: no menu, search, sheet or search
    engine names it (``hide: [search]``). ``packed`` is its content, which takes less room so.
    ``digest`` is that of all the page was made of; empty where it is not known.
    """

    path: str
    locale: str
    name: str
    lines: tuple[str, ...] = ()
    title: str = ""
    description: str = ""
    search_tags: tuple[str, ...] = ()
    listed: bool = True
    body_line: int = 1
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    blocks: tuple[Block, ...] = ()
    trees: tuple[Tree, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    letters: tuple[Letter, ...] = ()
    admonitions: tuple[Admonition, ...] = ()
    stray_ticks: tuple[Position, ...] = ()
    code: tuple[tuple[str, Position], ...] = ()  # words shown as code, which no block holds
    valueless: frozenset[str] = frozenset()  # bare words in braces, which Markdown took
    problems: tuple[Finding, ...] = ()
    packed: bytes = field(default=b"", compare=False, repr=False)
    digest: str = field(default="", compare=False)
    unread: bool = False  # nothing below its first lines could be told apart; see ``problems``

    def at(self, line: int = 1, column: int = 1) -> Position:
        """A position in this page's file."""
        return Position(self.path, line, column)

    @cached_property
    def sections(self) -> list[tuple[int, str]]:
        """First line and id of each section, in order."""
        return sorted((h.at.line, h.id) for h in self.headings if h.level <= 2 and not h.nested)

    @cached_property
    def heading_ids(self) -> dict[str, Heading]:
        """Headings by id; of equal ids the first."""
        return {h.id: h for h in reversed(self.headings) if h.id}

    def content(self) -> Content:
        """Its tree, a new one each time, which a renderer may change; empty when ``unread``."""
        if not self.packed:
            return Content(Element("div"))
        content: Content = pickle.loads(zlib.decompress(self.packed))
        return content

    @property
    def parts(self) -> Iterator[tuple[str, Checklist | Tree | Letter]]:
        """What is printed by itself, each with its kind."""
        yield from (("checklist", one) for one in self.checklists)
        yield from (("tree", one) for one in self.trees)
        yield from (("letter", one) for one in self.letters)

    def facts(self, *schemes: str) -> list[Link]:
        """Links that cite the registry, in page order; all schemes when none is named."""
        return [link for link in self.links if link.scheme in (schemes or FACT_SCHEMES)]


@dataclass(frozen=True, eq=False)
class Site:
    """Everything the rules may look at: the pages of all editions and the registry.

    ``checked`` is the record of compared sections: hash by section key, by locale. ``search_words``
    is what readers type, by locale. ``address`` is where the guide is published; empty when that is
    not known. ``menu`` names the pages of ``mkdocs.yml``'s ``nav`` in order, ``not_in_menu`` those
    that are meant to be in none; both are empty when MkDocs makes the menu itself.
    ``records_judged`` tells that what is found of the words of records is known already.
    """

    locales: tuple[str, ...]
    pages: tuple[Page, ...]
    registry: Registry
    problems: tuple[Finding, ...] = ()
    docs_dir: str = "docs"
    root: str = "."
    today: date = field(default_factory=date.today)
    checked: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    address: str = ""
    menu: tuple[str, ...] = ()
    not_in_menu: frozenset[str] = frozenset()
    search_words: Mapping[str, SearchWords] = field(default_factory=dict)
    subject: Subject = field(default_factory=Subject)
    false_claims: FalseClaims = field(default_factory=FalseClaims)
    records_judged: bool = False

    @property
    def source(self) -> str:
        """The locale of the source edition."""
        return self.locales[0]

    def edition(self, locale: str) -> dict[str, Page]:
        """Pages of an edition by name."""
        return self._editions.get(locale, {})

    def page_with(self, kind: str, locale: str) -> Page | None:
        """The first page of an edition that readers come upon and has a section of this class."""
        pages = (page for page in self.edition(locale).values() if page.listed)
        return next((p for p in pages if any(kind in h.classes for h in p.headings)), None)

    @cached_property
    def _editions(self) -> dict[str, dict[str, Page]]:
        found: dict[str, dict[str, Page]] = {}
        for page in self.pages:
            found.setdefault(page.locale, {})[page.name] = page
        return found


def once(read: Callable[[Site], T]) -> Callable[[Site], T]:
    """The function, called once for each site: several rules ask for the same."""
    known: WeakKeyDictionary[Site, T] = WeakKeyDictionary()

    @wraps(read)
    def remembered(site: Site) -> T:
        if site not in known:
            known[site] = read(site)
        return known[site]

    return remembered


def all_once(find: Callable[[Site], Iterable[T]]) -> Callable[[Site], list[T]]:
    """The same for a generator: all that it finds, in a list."""
    return once(wraps(find)(lambda site: list(find(site))))
