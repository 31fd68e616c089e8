"""The Markdown extension that turns the parsed page into what a reader sees.

The page was parsed by ``guidance.parse``: whoever converts with this extension, MkDocs or the print
pack, hands Markdown ``STAND_IN``. The page's tree takes its place before the table of contents is
made and MkDocs resolves links: renderers may write links to ``.md`` files and MkDocs checks them.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from guidance.component import components, kind_of, kinds
from guidance.model import Page
from guidance.render.breaks import keep_words_whole
from guidance.render.context import Context, Edition
from guidance.render.facts import render_fact_links
from guidance.render.html import wrap
from guidance.render.language import mark_han
from guidance.render.signs import render_signs

BEFORE_TOC = 5.5
#: The text of every page; of an empty one Markdown makes nothing.
STAND_IN = "read before"


class Rendering(Extension):
    """Renders ``page`` for ``edition``, both set by the caller."""

    def __init__(self) -> None:
        super().__init__()
        self.page: Page | None = None
        self.edition: Edition | None = None

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the renderer before the table of contents."""
        md.treeprocessors.register(RenderPage(md, self), "guidance-render", BEFORE_TOC)


class RenderPage(Treeprocessor):
    """One pass over the tree, in an order in which no renderer meets another's output."""

    def __init__(self, md: Markdown, rendering: Rendering) -> None:
        super().__init__(md)
        self.rendering = rendering

    def run(self, root: Element) -> None:
        """Put a copy of the page's tree in place and render it."""
        page, edition = self.rendering.page, self.rendering.edition
        if page is not None and page.content is not None and edition is not None:
            content = page.content.copy()
            root[:] = content.tree
            self.md.htmlStash.rawHtmlBlocks[:] = page.content.stash
            self.md.htmlStash.html_counter = len(page.content.stash)
            render(root, Context(page, content, edition))


def render(root: Element, context: Context) -> None:
    """Turn the tree of a page into what a reader of its edition sees."""
    _render_sections(root, context)
    render_signs(root, context)
    render_fact_links(root, context)
    for component in components().values():
        if component.finish:
            component.finish(root, context)
    if context.locale == "zh":
        keep_words_whole(root)
    else:
        mark_han(root)


def _render_sections(root: Element, context: Context) -> None:
    """Give each section of a kind to its component, in its box; one within another stays words."""
    for section in context.sections:
        kind = kind_of(section.heading)
        component = components()[kinds()[kind]] if kind else None
        if component and component.render and section.element in list(root):
            box = wrap(root, [section.element, *section.body], "section", class_=kind)
            section.element.attrib.pop("class", None)
            component.render(box, section, context)
