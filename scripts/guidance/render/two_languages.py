"""The two-language sheet: a section of class ``two-languages``, the list of what can be on it.

Each row names a checklist, tree or letter in both editions, links to both and bears the part's id,
so that ``both.md#first-minutes`` finds it without script. ``two-languages.js`` lays the two side by
side.

An address in another edition is written ``edition:en/respond/paid#first-minutes``, which MkDocs
leaves alone; ``theme.resolve_edition_links`` makes it relative once all files are known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from guidance.model import Page, Site
from guidance.pack.index import Entry
from guidance.pack.words import load_words
from guidance.parse.links import relative
from guidance.render.html import add, sections, wrap
from guidance.render.pack_links import parts_of, size
from guidance.strings import load

CLASS = "two-languages"


def sheet_page(pages: Mapping[str, Page]) -> Page | None:
    """The page of an edition that has such a section."""
    return next((p for p in pages.values() if any(CLASS in h.classes for h in p.headings)), None)


def render_two_languages(
    root: Element, page: Page, site: Site, locale: str, entries: Sequence[Entry]
) -> None:
    """Wrap the section and list the parts that both editions have."""
    for box, body in sections(root, page, CLASS):
        choose = wrap(box, body, "div", class_="both-choose") if body else add(box, "div")
        other = twin_of(site, locale)
        if other:
            _list(choose, page, site, locale, other, entries)


def twin_of(site: Site, locale: str) -> str:
    """The edition beside this one: the source edition, or for that one the next; may be none."""
    return next((one for one in site.locales if one != locale), "")


def _list(
    box: Element, page: Page, site: Site, locale: str, other: str, entries: Sequence[Entry]
) -> None:
    lang = load(other)["language"]
    twins = site.edition(other)
    for mine in site.edition(locale).values():
        twin = parts_of(twins[mine.name]) if mine.name in twins else {}
        parts = {name: said for name, said in parts_of(mine).items() if name in twin}
        if not (mine.listed and parts):
            continue
        add(box, "h3", mine.title, id=f"both-{mine.name.replace('/', '-')}")
        rows = add(box, "ul", class_="both-rows")
        for name, said in parts.items():
            row = add(rows, "li", id=name)
            add(row, "a", said, href=f"{relative(page.name, mine.name)}#{name}").tail = " "
            href = f"edition:{other}/{mine.name}#{name}"
            add(row, "a", twin[name], href=href, lang=lang, hreflang=lang)
            _file(row, name, locale, other, entries)


def _file(row: Element, name: str, locale: str, other: str, entries: Sequence[Entry]) -> None:
    """The PDF of both editions, where the print pack has one."""
    for entry in entries:
        editions = set(entry.locale.split("-"))
        if entry.kind == "pair" and entry.name == name and editions == {locale, other}:
            row[-1].tail = " "
            said = load_words(locale)["sheets_pair"].format(size=size(entry.bytes))
            add(row, "a", said, href=f"pack:{entry.file}")
