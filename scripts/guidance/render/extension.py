"""The Markdown extension that turns the parsed page into what a reader sees.

It runs right after ``guidance.parse`` has read the page, on the same tree, and before MkDocs
resolves links: renderers may write links to ``.md`` files and MkDocs checks them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from guidance.model import Page
from guidance.parse.extension import Guidance
from guidance.registry import Registry
from guidance.render.bubbles import render_bubbles
from guidance.render.checklists import render_checklists
from guidance.render.facts import render_fact_links
from guidance.render.language import mark_han
from guidance.render.reference import render_lists
from guidance.render.sources import render_sources
from guidance.render.trees import render_trees
from guidance.strings import load

AFTER_READING_BEFORE_TOC = 5.5


@dataclass
class Edition:
    """What renderers know besides the page: the registry, the words, titles of other pages."""

    locale: str
    registry: Registry
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> dict[str, str]:
        """Interface strings of this edition."""
        return load(self.locale)


class Rendering(Extension):
    """Renders the page that ``guidance`` has just read, for the edition set by the caller."""

    def __init__(self, guidance: Guidance) -> None:
        super().__init__()
        self.guidance = guidance
        self.edition: Edition | None = None

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the renderer behind the reader."""
        md.treeprocessors.register(
            RenderPage(md, self), "guidance-render", AFTER_READING_BEFORE_TOC
        )


class RenderPage(Treeprocessor):
    """One pass over the tree, in an order in which no renderer meets another's output by mistake."""

    def __init__(self, md: Markdown, rendering: Rendering) -> None:
        super().__init__(md)
        self.rendering = rendering

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        page, edition = self.rendering.guidance.page, self.rendering.edition
        if page is not None and edition is not None:
            render(root, page, edition)


def render(root: Element, page: Page, edition: Edition) -> None:
    """Turn the tree of ``page`` into the page a reader of ``edition`` sees."""
    words, registry, locale = edition.words, edition.registry, edition.locale
    render_trees(root, page, words, edition.titles)
    render_checklists(root, page)
    render_lists(root, page, registry, locale, words)
    render_fact_links(root, page, registry, locale)
    render_bubbles(root, words)
    render_sources(root, page, registry, locale, words)
    if locale != "zh":
        mark_han(root)
