"""What renderers know besides their section: the page, and its edition."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from guidance.model import Content, Page, Site
from guidance.pack.index import Entry
from guidance.registry import Registry
from guidance.render.signs import with_reasons
from guidance.strings import words_of

if TYPE_CHECKING:
    from guidance.components.decision_tree.pictures import Picture


@dataclass
class Edition:
    """What is the same for all its pages: the whole site, the day, the print pack, pictures.

    ``made`` names the pages that no author wrote.
    """

    locale: str
    site: Site
    today: date
    pack: Sequence[Entry] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    made: Collection[str] = ()

    @property
    def pages(self) -> dict[str, Page]:
        """Pages by name."""
        return self.site.edition(self.locale)

    @cached_property
    def titles(self) -> dict[str, str]:
        """Page titles by page name."""
        return {name: page.title for name, page in self.pages.items()}

    @cached_property
    def uses(self) -> dict[tuple[str, str], list[str]]:
        """Names of the pages that cite a fact, in a sign's reason too, by scheme and id."""
        uses: dict[tuple[str, str], dict[str, None]] = {}
        for name, page in self.pages.items():
            for link in with_reasons(page, self.site.registry).facts() if page.listed else ():
                uses.setdefault((link.scheme, link.fact_id), {})[name] = None
        return {fact: list(names) for fact, names in uses.items()}

    @property
    def words(self) -> dict[str, str]:
        """Interface strings of this edition."""
        return words_of(self.site, self.locale)


class Context:
    """A page, its tree with what the parser knows of it, and what its edition knows."""

    def __init__(self, page: Page, content: Content, edition: Edition) -> None:
        self.page = page
        self.sections = content.sections
        self.links = dict(content.links)
        self.edition = edition
        self.site = edition.site
        self.locale = edition.locale
        self.words: Mapping[str, str] = edition.words
        self.registry: Registry = self.site.registry
        self.today = edition.today
        #: The page with what the reasons of its signs cite.
        self.citing = with_reasons(page, self.registry)
