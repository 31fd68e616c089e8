"""Where sheets come from: the pages as ``guidance.render`` makes them, without MkDocs."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from mkdocs.config.defaults import MkDocsConfig

from guidance.config import settings_from
from guidance.model import HOME, Page, Place, Site
from guidance.pack.codes import CLASS, code_of, contacts_of, sections_of
from guidance.parse.links import place_of
from guidance.parse.site import read_site
from guidance.registry import Contact
from guidance.render.addresses import DIAL, of_place, resolve
from guidance.render.context import Edition
from guidance.render.extension import rendered
from guidance.render.provenance import cited_by, dates_line, first_review, oldest_check
from guidance.render.signs import with_reasons
from guidance.render.theme import look
from guidance.strings import tag, words_of


@dataclass(frozen=True)
class Part:
    """A checklist, tree or letter of a page: ``content`` is a copy that a sheet may change."""

    kind: str
    id: str
    title: str
    page: Page
    content: Element


class Source:
    """The guide, its names and addresses, and its rendered pages."""

    def __init__(
        self, config: MkDocsConfig, today: date | None = None, site: Site | None = None
    ) -> None:
        self.config = config
        self.settings = settings_from(config)
        self.today = today or self.settings.today
        self._site = site
        self._articles: dict[str, Element] = {}

    @cached_property
    def site(self) -> Site:
        """The model of all editions; read here, unless it was before."""
        return self._site or read_site(self.settings, today=self.today)

    @property
    def locales(self) -> tuple[str, ...]:
        """Editions, the source edition first."""
        return self.settings.locales

    def lang(self, locale: str) -> str:
        """What ``lang`` says for an edition."""
        return tag(locale)

    def words(self, locale: str) -> Mapping[str, str]:
        """Interface strings and those of the pack."""
        return words_of(self.site, locale)

    def language(self, locale: str) -> Any:
        """The edition's entry in ``mkdocs.yml``."""
        languages = self.config.plugins["i18n"].config.languages
        return next(one for one in languages if one.locale == locale)

    def name(self, locale: str) -> str:
        """The guide's name in an edition."""
        return str(getattr(self.language(locale), "site_name", None) or self.config.site_name)

    def address(self, page: Page | None, anchor: str = "", locale: str = "") -> str:
        """The public address of a page, or of the edition; empty when none is configured."""
        if self.top is None:
            return ""
        place = Place(page.name if page else HOME, anchor)
        locale = page.locale if page else locale
        return self.top + of_place(place, locale, self.site)

    @property
    def top(self) -> str | None:
        """The public address of the whole site; None when none is configured."""
        root = self.settings.site_url
        return root.rstrip("/") + "/" if root else None

    @cached_property
    def look(self) -> str:
        """The sheets of the site's pages."""
        return look(self.config)

    def article(self, page: Page) -> Element:
        """A page's rendered content, a fresh copy; its title is not in it."""
        return copy.deepcopy(self._rendered(page))

    def ids(self, page: Page) -> set[str]:
        """Every id of a rendered page."""
        return {element.get("id", "") for element in self._rendered(page).iter()}

    def render_all(self) -> None:
        """Render every page now: forked processes then share the work."""
        for page in self.site.pages:
            self._rendered(page)

    def _rendered(self, page: Page) -> Element:
        if page.path not in self._articles:
            article = rendered(page, self._editions[page.locale])
            resolve(article, self.top)
            self._articles[page.path] = article
        return self._articles[page.path]

    @cached_property
    def _editions(self) -> dict[str, Edition]:
        return {locale: Edition(locale, self.site, self.today) for locale in self.locales}

    def parts(self, page: Page) -> Iterator[Part]:
        """What of a page is printed by itself, in page order of its kinds."""
        boxes = {box[0].get("id"): box for box in self._rendered(page) if len(box)}
        for kind, one in page.parts:
            if one.id in boxes:  # not one that lies in another
                box = copy.deepcopy(boxes[one.id])
                own = {k: v for k, v in box.attrib.items() if not k.startswith("data-")}
                content = Element("section", own)
                content.extend(box[1:])
                yield Part(kind, one.id, one.title, page, content)

    def sections(self, part: Part) -> list[str]:
        """Ids of the headings whose words a part holds."""
        return sections_of(part.page, part.id)

    def contacts(self, part: Part) -> list[Contact]:
        """Whom a part says to call."""
        return contacts_of(self.site, part.page, part.id, self.today)

    def code(self, page: Page, part: str) -> tuple[str, str]:
        """The code of a part, and where the guide says what it stands for, if it does."""
        code = code_of(self.site, page.name, part, self.today)
        listing = self.site.page_with(CLASS, page.locale)
        return code, self.address(listing, code) if listing else ""

    def checked(self, page: Page, *sections: str) -> date | None:
        """The oldest check of the facts that a page cites there; None when it cites none."""
        return oldest_check(page, self.site.registry, *sections)

    def age(self, page: Page) -> str:
        """When a copy of the page was made and, where it states facts, their check and the next."""
        words, registry = self.words(page.locale), self.site.registry
        said = dates_line(words, self.checked(page), self.today)
        review = first_review(registry)
        if review and self.states_facts(page):
            said = f"{said} · {words['again'].format(date=review.isoformat())}"
        return said

    def states_facts(self, page: Page) -> bool:
        """Whether somebody has to look again at what the page says: what it cites, or dials."""
        registry = self.site.registry
        return bool(cited_by(with_reasons(page, registry), registry)) or any(
            link.get("href", "").startswith(DIAL) for link in self._rendered(page).iter("a")
        )

    def leads_to(self, href: str, page: Page) -> tuple[Page | None, str]:
        """The page and anchor of an internal link; no page when it leads out of the guide."""
        if "://" in href or href.startswith((DIAL, "mailto:", "data:")):
            return None, ""
        name, anchor = place_of(href, page.name)
        return self.site.edition(page.locale).get(name), anchor
