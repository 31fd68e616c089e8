"""What a component declares: one kind of part of a page, with a room for all that it needs.

The room is a package of ``guidance.components`` and, under the same name, a folder of
``overrides/components``. Whoever needs all components asks here, and names none.

The package has ``COMPONENT``, ``rules`` for what concerns it alone, and ``words/LOCALE.yml``. The
folder has ``style.css`` (screen, paper, waiting for the script), ``script.js``, and for pages with
such a section ``template.html``, what stands at their end, and ``head.js`` and ``template.js``, a
script within their head or their end; ``late.js`` is what its script imports when a reader asks for
it. Each only where it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from guidance.model import Heading, Page

if TYPE_CHECKING:
    from guidance.model import Section
    from guidance.parse.extension import Parsed
    from guidance.render.context import Context, Edition

#: The rooms of all components.
ROOMS = Path(__file__).with_name("components")


@dataclass(frozen=True)
class Made:
    """A page that no author wrote. The pages of every edition that make one bear the same name.

    ``heading`` is its title as HTML, ``dates`` what paper says of it, ``render`` makes its tree,
    with links as Markdown writes them, of the pages with these ``digests``.
    """

    name: str
    title: str
    heading: str
    description: str
    dates: str
    render: Callable[[], Element]
    digests: tuple[str, ...]


@dataclass(frozen=True)
class Component:
    """One kind of part of a page.

    ``kind`` is the class of a heading that begins one; a part without is known by its shape.
    ``variants`` are classes that the heading may bear beside it.
    ``read`` completes the page's model. ``render`` gets the box around a section and what lies in
    it; ``finish`` the whole page, when all sections and fact links are rendered; ``pages`` are made
    of others, by no author. ``by_page`` is false where it shows more of other pages than their
    outlines. ``scripts`` are files of ``overrides`` that come before its own,
    ``sheets`` those that it reads itself; ``common`` is a script that most pages need. ``late``
    says what late.js knows of an edition and of the folder of sheets; ``late_scripts`` come before
    it.
    """

    kind: str = ""
    variants: tuple[str, ...] = ()
    read: Callable[[Page, Parsed], Page] | None = None
    render: Callable[[Element, Section, Context], None] | None = None
    finish: Callable[[Element, Context], None] | None = None
    pages: Callable[[Edition], Iterable[Made]] | None = None
    by_page: bool = True
    scripts: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    common: bool = False
    late: Callable[[Edition, Path], Mapping[str, Any]] | None = None
    late_scripts: tuple[str, ...] = ()


@cache
def components() -> dict[str, Component]:
    """Every component by the name of its room, in that order."""
    names = sorted(path.parent.name for path in ROOMS.glob("*/__init__.py"))
    return {name: import_module(f"guidance.components.{name}").COMPONENT for name in names}


def made_pages(edition: Edition) -> dict[str, tuple[str, Made]]:
    """The pages that components make of an edition, each with the name of its room, by name."""
    return {
        made.name: (room, made)
        for room, component in components().items()
        for made in (component.pages(edition) if component.pages else ())
    }


@cache
def kinds() -> dict[str, str]:
    """The names of components by the class that begins one."""
    return {one.kind: name for name, one in components().items() if one.kind}


def kind_of(heading: Heading) -> str:
    """The class that makes a section more than text; empty for an ordinary one."""
    return next((name for name in heading.classes if name in kinds()), "")


def variants_of(heading: Heading) -> tuple[str, ...]:
    """The classes that its component knows beside that one."""
    kind = kind_of(heading)
    return components()[kinds()[kind]].variants if kind else ()


def components_of(page: Page) -> list[str]:
    """The components that the sections of a page are, and those that any page may have."""
    found = {kinds()[kind] for heading in page.headings if (kind := kind_of(heading))}
    return sorted(found | {name for name, one in components().items() if not one.kind})
