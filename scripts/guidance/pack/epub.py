"""An edition as an e-book: the pages of the book, one file each, in a ZIP archive.

Written here, since EbookLib is AGPL and what an EPUB asks for beside its pages is three short
files. It has no script, as few readers' programs run one: how old the copy is stands on each page.
"""

import io
import re
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from guidance.model import Page
from guidance.pack.chapters import SOURCES, Chapter, chapters_of_one, slug, take_sources
from guidance.pack.paper import for_paper
from guidance.pack.source import Source
from guidance.render.html import add

XHTML, OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
COVER, NAV, SHEET = "cover.xhtml", "nav.xhtml", "style.css"
CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
#: What XML cannot hold; pages have none, but a fact is written by people.
CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def epub(source: Source, locale: str) -> bytes:
    """The archive of an edition: the same bytes from the same sources on the same day."""
    chapters = chapters_of_one(source, locale)
    files = dict(_pages(source, locale, chapters))
    names = list(files)
    files[NAV] = _nav(source, locale, chapters)
    files[SHEET] = Path(__file__).with_name("epub.css").read_text("utf-8")
    files["package.opf"] = _package(source, locale, names)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:

        def write(path: str, text: str, how: int = zipfile.ZIP_DEFLATED) -> None:
            entry = zipfile.ZipInfo(path, (*source.today.timetuple()[:3], 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # not of this machine
            archive.writestr(entry, text, how)

        # First, and readable as it is.
        write("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        write("META-INF/container.xml", CONTAINER)
        for name, text in files.items():
            write(f"book/{name}", text)
    return buffer.getvalue()


def _pages(source: Source, locale: str, chapters: Sequence[Chapter]) -> Iterator[tuple[str, str]]:
    """Name and text of each page: a cover, the guide's own, its sources."""
    words, name = source.words(locale), source.name(locale)
    html, body = _begin(source, locale, name)
    add(body, "h1", name)
    if chapters:
        add(body, "p", chapters[0].page.description)
        add(body, "p", source.age(chapters[0].page), class_="age")
    if address := source.address(None, locale=locale):
        _latest(body, words["latest"], address)
    add(body, "p", words["footer_limits"])
    add(body, "p", words["footer_not_legal_advice"])
    yield COVER, _written(html)
    targets = {chapter.page.name for chapter in chapters}
    sources: dict[str, Element] = {}
    for chapter in chapters:
        yield _file(chapter.page), _chapter(source, chapter, targets, sources)
    if sources:
        html, body = _begin(source, locale, words["sources"])
        add(body, "h1", words["sources"])
        entries = add(body, "ul")
        entries.extend(for_paper(entry, lambda href: href) for entry in sources.values())
        yield f"{SOURCES}.xhtml", _written(html)


def _chapter(
    source: Source, chapter: Chapter, targets: set[str], sources: dict[str, Element]
) -> str:
    page = chapter.page
    article = source.article(page)
    take_sources(article, sources)

    def resolve(href: str) -> str:
        if ":" in href.partition("#")[0]:
            return href
        other, anchor = source.leads_to(href, page)
        if other is None or other.name not in targets:
            return source.address(other, anchor) if other else ""
        known = anchor and anchor in source.ids(other)
        return _file(other) + (f"#{anchor}" if known else "")

    for parent in list(article.iter()):
        for link in parent.findall("a[@class='print-now']"):
            parent.remove(link)
    _take_forms(for_paper(article, resolve))
    html, body = _begin(source, page.locale, page.title)
    if chapter.part:
        add(body, "p", chapter.part, class_="part")
    add(body, "h1", page.title)
    article.tag = "div"
    body.append(article)
    add(body, "p", source.age(page), class_="age")
    if address := source.address(page):
        _latest(body, source.words(page.locale)["latest"], address)
    return _written(html)


def _take_forms(article: Element) -> None:
    """Boxes and lines in place of what is ticked and filled in; folds open; words, no data."""
    for element in list(article.iter()):
        if where := element.get("data-where"):
            add(element, "span", f" → {where}")
        for name in [name for name in element.attrib if name.startswith("data-")]:
            del element.attrib[name]
        kind = element.get("type") if element.tag == "input" else ""
        if element.tag in ("input", "textarea"):
            element.tag = "span"
            element.attrib = {"class": "box" if kind == "checkbox" else "blank"}
        elif element.tag == "details":
            element.tag = "div"
            element.set("class", f"{element.get('class', '')} fold".strip())
        elif element.tag == "summary":
            element.tag = "div"
            element.set("class", "fold-title")
        elif element.tag == "label":
            element.tag = "span" if "field" in element.get("class", "").split() else "div"


def _file(page: Page) -> str:
    return f"{slug(page)}.xhtml"


def _begin(source: Source, locale: str, title: str) -> tuple[Element, Element]:
    """An empty page and its body."""
    lang = source.lang(locale)
    html = Element("html", {"xmlns": XHTML, "xmlns:epub": OPS, "lang": lang, "xml:lang": lang})
    head = add(html, "head")
    add(head, "title", title)
    add(head, "link", rel="stylesheet", href=SHEET)
    return html, add(html, "body")


def _latest(body: Element, words: str, address: str) -> None:
    before, _, after = words.partition("{address}")
    line = add(body, "p", before)
    add(line, "a", address, href=address).tail = after


def _nav(source: Source, locale: str, chapters: Sequence[Chapter]) -> str:
    """The contents, as programs show them."""
    words = source.words(locale)
    html, body = _begin(source, locale, words["contents"])
    nav = add(body, "nav")
    nav.set("epub:type", "toc")
    add(nav, "h1", words["contents"])
    top = entries = add(nav, "ol")
    part = ""
    for chapter in chapters:
        if chapter.part != part:
            part, entries = chapter.part, top
            if part:
                item = add(top, "li")
                add(item, "span", part)
                entries = add(item, "ol")
        add(add(entries, "li"), "a", chapter.page.title, href=_file(chapter.page))
    return _written(html)


def _package(source: Source, locale: str, pages: Sequence[str]) -> str:
    """The list of what there is, in the order in which it is read."""
    package = Element("package", {"xmlns": "http://www.idpf.org/2007/opf", "version": "3.0"})
    package.set("unique-identifier", "id")
    package.set("xml:lang", source.lang(locale))
    about = add(package, "metadata")
    about.set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
    name = source.name(locale)
    whose = uuid.uuid5(uuid.NAMESPACE_URL, f"{source.top or ''}{locale} {name}")
    add(about, "dc:identifier", f"urn:uuid:{whose}", id="id")
    add(about, "dc:title", name)
    add(about, "dc:language", source.lang(locale))
    day = source.today.isoformat()
    add(about, "dc:date", day)
    add(about, "meta", f"{day}T00:00:00Z", property="dcterms:modified")
    for key, value in (
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityHazard", "none"),
    ):
        add(about, "meta", value, property=f"schema:{key}")
    manifest, spine = add(package, "manifest"), add(package, "spine")
    page = {"media-type": "application/xhtml+xml"}
    add(manifest, "item", id="nav", href=NAV, properties="nav", **page)
    add(manifest, "item", **{"id": "sheet", "href": SHEET, "media-type": "text/css"})
    for number, file in enumerate(pages):
        add(manifest, "item", id=f"page-{number}", href=file, **page)
        add(spine, "itemref", idref=f"page-{number}")
    return _written(package)


def _written(root: Element) -> str:
    text = tostring(root, encoding="unicode")
    kind = "<!DOCTYPE html>\n" if root.tag == "html" else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{kind}{CONTROL.sub("", text)}\n'
