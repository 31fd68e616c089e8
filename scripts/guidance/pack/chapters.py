"""The whole guide in one order: what the book, the single file and the e-book are made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from guidance.model import Page
from guidance.pack.source import Source

SOURCES = "sources"
#: Generated lists that are of no use on paper: each page has its sources.
LEFT_OUT = {"facts", "sheet-codes"}
#: A page that shows another edition beside its own, which no copy of one edition has.
BOTH = {"two-languages"}


@dataclass(frozen=True)
class Chapter:
    """A page of the guide below the title of its part of the navigation; Home has none."""

    page: Page
    part: str


def chapters_of(source: Source, locale: str) -> Iterator[Chapter]:
    """Pages in the order of the navigation, then those it leaves out."""
    pages = dict(source.site.edition(locale))
    translations = getattr(source.language(locale), "nav_translations", None) or {}
    for path, part in _nav(source.config.nav or []):
        page = pages.pop(path.removesuffix(".md"), None)
        if page and not _is_left_out(page):
            yield Chapter(page, translations.get(part, part))
    for page in pages.values():
        if not _is_left_out(page):
            yield Chapter(page, "")


def chapters_of_one(source: Source, locale: str) -> list[Chapter]:
    """Those of a copy that holds one edition."""
    return [one for one in chapters_of(source, locale) if not _has(one.page, BOTH)]


def _is_left_out(page: Page) -> bool:
    return not page.listed or _has(page, LEFT_OUT)


def _has(page: Page, kinds: set[str]) -> bool:
    return any(kinds & {*heading.classes} for heading in page.headings)


def _nav(items: Any, part: str = "") -> Iterator[tuple[str, str]]:
    for item in items:
        if isinstance(item, str):
            yield item, part
        elif isinstance(item, Mapping):
            for title, below in item.items():
                if isinstance(below, str):
                    yield below, part
                else:
                    yield from _nav(below, str(title))


def slug(page: Page, anchor: str = "") -> str:
    """An id that is unique in the guide."""
    return page.name.replace("/", "-") + (f"--{anchor}" if anchor else "")


def take_sources(article: Element, sources: dict[str, Element]) -> dict[str, str]:
    """Move a page's list of sources into the guide's; where each of them stands there, by its id.

    Pages share most of theirs: of equal ones the first stays.
    """
    known = {"".join(entry.itertext()): key for key, entry in sources.items()}
    found = {}
    for box in article.findall("section[@class='sources']"):
        article.remove(box)
        for entry in box.iter("li"):
            said, identifier = "".join(entry.itertext()), entry.get("id", "")
            if said not in known:
                key = f"{SOURCES}--{identifier}"
                while key in sources:  # the same law, other articles
                    key += "-more"
                entry.set("id", key)
                known[said], sources[key] = key, entry
            found[identifier] = known[said]
    return found
