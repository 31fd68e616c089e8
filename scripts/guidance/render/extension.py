"""The Markdown extension that turns the parsed page into what a reader sees.

The page was parsed by ``guidance.parse``: whoever converts with this extension, MkDocs or the print
pack, hands Markdown ``STAND_IN``. The page's tree takes its place before the table of contents is
made and MkDocs resolves links: renderers may write links to ``.md`` files and MkDocs checks them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from guidance.model import Page, Site
from guidance.pack.index import Entry
from guidance.registry import Registry
from guidance.render.breaks import keep_words_whole
from guidance.render.bubbles import render_bubbles
from guidance.render.checklists import render_checklists
from guidance.render.current import render_corrections, render_current
from guidance.render.deadline import render_deadlines
from guidance.render.dial import mark_dials
from guidance.render.facts import render_fact_links
from guidance.render.figure import render_figures
from guidance.render.language import mark_han
from guidance.render.letters import render_letters
from guidance.render.message_checker import render_message_checkers
from guidance.render.next_steps import mark_next_steps
from guidance.render.pack_links import render_sheets
from guidance.render.planner import render_planners
from guidance.render.reference import render_lists
from guidance.render.signs import render_signs, with_reasons
from guidance.render.sources import render_sources
from guidance.render.stop_card import mark_stop_cards
from guidance.render.tree_pictures import Picture, render_pictures
from guidance.render.trees import render_trees
from guidance.render.two_languages import render_two_languages, sheet_page
from guidance.strings import load

BEFORE_TOC = 5.5
#: The text of every page; of an empty one Markdown makes nothing.
STAND_IN = "read before"


@dataclass
class Edition:
    """What renderers know besides the page: the whole site, the day, the print pack, pictures."""

    locale: str
    site: Site
    today: date
    pack: Sequence[Entry] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @property
    def registry(self) -> Registry:
        """The facts that pages cite."""
        return self.site.registry

    @cached_property
    def titles(self) -> dict[str, str]:
        """Page titles by page name."""
        return {name: page.title for name, page in self.site.edition(self.locale).items()}

    @cached_property
    def uses(self) -> dict[tuple[str, str], list[str]]:
        """Names of the pages that cite a fact, in a sign's reason too, by scheme and id."""
        uses: dict[tuple[str, str], dict[str, None]] = {}
        for name, page in self.site.edition(self.locale).items():
            for link in with_reasons(page, self.registry).facts() if page.listed else ():
                uses.setdefault((link.scheme, link.fact_id), {})[name] = None
        return {fact: list(names) for fact, names in uses.items()}

    @property
    def words(self) -> dict[str, str]:
        """Interface strings of this edition."""
        return load(self.locale)


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
            root[:] = deepcopy(page.content.tree)
            self.md.htmlStash.rawHtmlBlocks[:] = page.content.stash
            self.md.htmlStash.html_counter = len(page.content.stash)
            render(root, page, edition)


def render(root: Element, page: Page, edition: Edition) -> None:
    """Turn the tree of ``page`` into the page a reader of ``edition`` sees."""
    words, registry, locale, today = edition.words, edition.registry, edition.locale, edition.today
    render_trees(root, page, words, edition.titles)
    render_pictures(root, page, edition.pictures, words)
    render_checklists(root, page)
    render_letters(root, page, words["language"])
    render_deadlines(root, page, registry, today)
    render_planners(root, page)
    render_figures(root, page, words)
    render_message_checkers(root, page, registry, locale)
    render_signs(root, registry, locale, words)
    render_lists(root, page, registry, locale, words, today)
    pages = edition.site.edition(locale)
    render_sheets(root, page, pages, locale, edition.pack, sheet_page(pages))
    render_two_languages(root, page, edition.site, locale, edition.pack)
    render_corrections(root, page, registry, locale, words, today)
    render_current(root, page, registry, locale, words, today, edition.uses, edition.titles)
    citing = with_reasons(page, registry)
    render_fact_links(root, citing, registry, words, today)
    mark_dials(root)
    render_bubbles(root, words)
    mark_stop_cards(root)
    mark_next_steps(root)
    render_sources(root, citing, registry, locale, words, today)
    if locale == "zh":
        keep_words_whole(root)
    else:
        mark_han(root)
