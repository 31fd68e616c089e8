"""The whole guide as one PDF: cover, contents with page numbers, every page in its order."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from guidance.pack.chapters import SOURCES, Chapter, chapters_of, slug, take_sources
from guidance.pack.paper import begin, foot, for_paper
from guidance.pack.source import Source
from guidance.pack.write import lay_out
from guidance.render.html import add

#: Where a link's page number waits for ``book.css`` to print it; three digits to begin with.
NUMBER = "data-page"
MOST_LAYOUTS = 4


def book(source: Source, locale: str) -> Any:
    """The document of a whole edition, laid out."""
    name, words = source.name(locale), source.words(locale)
    html, body = begin(source, locale, name, "book")
    chapters = list(chapters_of(source, locale))
    cover = add(body, "section", class_="cover")
    add(cover, "h1", name)
    first = chapters[0].page if chapters else None
    if first:
        add(cover, "p", first.description, class_="description")
    add(cover, "p", words["cover"])
    checks = [source.checked(chapter.page) for chapter in chapters]
    checked = min((day for day in checks if day), default=None)
    foot(cover, source, locale, source.address(None, locale=locale), checked)
    _contents(body, words, chapters)
    targets = {chapter.page.name for chapter in chapters}
    sources: dict[str, Element] = {}
    for chapter in chapters:
        _chapter(body, source, chapter, targets, sources)
    _sources(body, words, sources)
    return _numbered(html, source.look)


def _numbered(html: Element, look: str) -> Any:
    """Lay out until the page numbers that the book prints are those that it has.

    ``book.css`` prints them from an attribute; as a rule the second layout settles them.
    """
    for _ in range(MOST_LAYOUTS):
        laid_out = lay_out(html, look, "book")
        places: dict[str, str] = {}
        for number, sheet in enumerate(laid_out.pages, 1):
            for identifier in sheet.anchors:  # again on each page that its element goes on to
                places.setdefault(identifier, str(number))
        wrong, links = False, [link for link in html.iter("a") if NUMBER in link.attrib]
        for link in links:
            page = places.get(link.get("href", "")[1:], "")
            wrong = wrong or link.get(NUMBER) != page
            link.set(NUMBER, page)
        if not wrong:
            break
    return laid_out


def _contents(body: Element, words: Mapping[str, str], chapters: list[Chapter]) -> None:
    box = add(body, "section", class_="contents")
    add(box, "h1", words["contents"])
    part, entries = None, box
    for chapter in chapters:
        if chapter.part != part:
            part = chapter.part
            if part:
                add(box, "h2", part)
            entries = add(box, "ul")
        link = add(add(entries, "li"), "a", chapter.page.title, href=f"#{slug(chapter.page)}")
        link.set(NUMBER, "000")
    link = add(add(add(box, "ul"), "li"), "a", words["sources"], href=f"#{SOURCES}")
    link.set(NUMBER, "000")


def _sources(body: Element, words: Mapping[str, str], sources: Mapping[str, Element]) -> None:
    """Every source once, at the end: pages share most of theirs."""
    if sources:
        box = add(body, "section", class_="chapter sources", id=SOURCES)
        add(box, "h1", words["sources"])
        entries = add(box, "ul")
        entries.extend(for_paper(entry, lambda href: href) for entry in sources.values())


def _chapter(
    body: Element,
    source: Source,
    chapter: Chapter,
    targets: set[str],
    sources: dict[str, Element],
) -> None:
    page = chapter.page
    article = source.article(page)
    take_sources(article, sources)
    ids = {element.get("id") for element in article.iter()}

    def resolve(href: str) -> str:
        other, anchor = source.leads_to(href, page)
        if other is None:
            return href
        if other.name not in targets:
            return ""
        known = ids if other is page else source.ids(other)
        return f"#{slug(other, anchor if anchor in known else '')}"

    for link in article.iter("a"):
        other, _ = source.leads_to(link.get("href", ""), page)
        quiet = "fact-term" in link.get("class", "").split()
        if other is not None and other is not page and other.name in targets and not quiet:
            link.set("class", f"{link.get('class', '')} elsewhere".strip())
    for_paper(article, resolve)
    for link in article.iter("a"):
        if "elsewhere" in link.get("class", "").split():
            link.set(NUMBER, "000")
    for element in article.iter():
        if element.get("id"):
            element.set("id", slug(page, element.get("id", "")))
    box = add(body, "section", class_="chapter", id=slug(page))
    if chapter.part:
        add(box, "p", chapter.part, class_="kicker")
    add(box, "h1", page.title)
    box.append(article)
