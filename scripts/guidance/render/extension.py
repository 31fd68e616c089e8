"""The Markdown extension that turns the parsed page into what a reader sees.

The page was parsed by ``guidance.parse``: who converts with this extension hands Markdown
``STAND_IN``. The rendered tree takes its place before the table of contents is made and MkDocs
resolves links: renderers may write links to ``.md`` files and MkDocs checks them.
"""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import code_escape

from guidance.component import components, kind_of, kinds, variants_of
from guidance.language import writing
from guidance.model import Page, Place
from guidance.render.addresses import of_place, resolve, top
from guidance.render.breaks import keep_words_whole
from guidance.render.context import Context, Edition
from guidance.render.facts import render_fact_links
from guidance.render.html import wrap
from guidance.render.language import mark_han
from guidance.render.search import Part, parts_of
from guidance.render.signs import render_signs

BEFORE_TOC = 5.5
AFTER_LINKS = -1  # MkDocs resolves them at 0
#: The text of every page; of an empty one Markdown makes nothing.
STAND_IN = "read before"


class Rendering(Extension):
    """Puts what ``tree`` makes in place of the page ``name`` of ``edition``.

    All three are set by the caller, who finds the page's parts here. Without ``tree`` a page stays
    as Markdown makes it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.name = ""
        self.edition: Edition | None = None
        self.tree: Callable[[], Element] | None = None
        self.parts: list[Part] = []

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the renderer before the table of contents, and what completes addresses."""
        md.treeprocessors.register(RenderPage(md, self), "guidance-render", BEFORE_TOC)
        md.treeprocessors.register(Resolve(md, self), "guidance-addresses", AFTER_LINKS)


class RenderPage(Treeprocessor):
    """Puts the rendered page in place of what Markdown made of ``STAND_IN``."""

    def __init__(self, md: Markdown, rendering: Rendering) -> None:
        super().__init__(md)
        self.rendering = rendering

    def run(self, root: Element) -> None:
        """Render the page, if there is one."""
        self.rendering.parts = []
        if self.rendering.tree is None:
            return
        root[:] = self.rendering.tree()
        self.rendering.parts = parts_of(root)
        for code in root.iter("code"):
            code.text = code_escape(code.text or "")  # Markdown writes it as it is


class Resolve(RenderPage):
    """Completes the addresses in the site."""

    def run(self, root: Element) -> None:
        """Write them as seen from the page."""
        edition = self.rendering.edition
        if self.rendering.tree and edition:
            place = Place(self.rendering.name)
            resolve(root, top(of_place(place, edition.locale, edition.site)))


def rendered(page: Page, edition: Edition) -> Element:
    """What a reader of ``edition`` sees of a page; nothing of one that could not be read.

    One pass over the tree, in an order in which no renderer meets another's output.
    """
    content = page.content()
    root, context = content.tree, Context(page, content, edition)
    root.tag = "article"
    _render_sections(root, context)
    render_signs(root, context)
    render_fact_links(root, context)
    for component in components().values():
        if component.finish:
            component.finish(root, context)
    if writing(context.locale).han:
        keep_words_whole(root, context.site.subject.whole)
    else:
        mark_han(root)
    return root


def _render_sections(root: Element, context: Context) -> None:
    """Give each section of a kind to its component, in its box; one within another stays words."""
    for section in context.sections:
        kind = kind_of(section.heading)
        component = components()[kinds()[kind]] if kind else None
        if component and component.render and section.element in list(root):
            variants = set(section.heading.classes) & set(variants_of(section.heading))
            classes = " ".join([kind, *sorted(variants)])
            box = wrap(root, [section.element, *section.body], "section", class_=classes)
            section.element.attrib.pop("class", None)
            component.render(box, section, context)
