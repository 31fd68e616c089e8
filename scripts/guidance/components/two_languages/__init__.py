"""The two-language sheet: the list of what can be on it.

Each row names a checklist, tree or letter in both editions, links to both and bears the part's id,
so that ``both.md#first-minutes`` finds it without script. The script lays the two side by side.

An address in another edition is written ``edition:en/respond/paid#first-minutes``, which MkDocs
leaves alone; ``theme.resolve_edition_links`` makes it relative once all files are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.model import Section, Site
from guidance.pack.index import Entry
from guidance.pack.words import load_words
from guidance.parse.links import relative
from guidance.render.context import Context, Edition
from guidance.render.html import add, wrap
from guidance.render.pack_links import parts_of, size
from guidance.strings import load


def render(box: Element, section: Section, context: Context) -> None:
    """List the parts that both editions have."""
    body = list(section.body)
    choose = wrap(box, body, "div", class_="both-choose") if body else add(box, "div")
    other = twin_of(context.edition.site, context.locale)
    if other:
        _list(choose, context.page.name, context.edition, other)


def twin_of(site: Site, locale: str) -> str:
    """The edition beside this one: the source edition, or for that one the next; may be none."""
    return next((one for one in site.locales if one != locale), "")


def _list(box: Element, here: str, edition: Edition, other: str) -> None:
    lang = load(other)["language"]
    twins = edition.site.edition(other)
    for mine in edition.pages.values():
        twin = parts_of(twins[mine.name]) if mine.name in twins else {}
        parts = {name: said for name, said in parts_of(mine).items() if name in twin}
        if not (mine.listed and parts):
            continue
        add(box, "h3", mine.title, id=f"both-{mine.name.replace('/', '-')}")
        rows = add(box, "ul", class_="both-rows")
        for name, said in parts.items():
            row = add(rows, "li", id=name)
            add(row, "a", said, href=f"{relative(here, mine.name)}#{name}").tail = " "
            href = f"edition:{other}/{mine.name}#{name}"
            add(row, "a", twin[name], href=href, lang=lang, hreflang=lang)
            _file(row, name, edition.locale, other, edition.pack)


def _file(row: Element, name: str, locale: str, other: str, entries: Sequence[Entry]) -> None:
    """The PDF of both editions, where the print pack has one."""
    for entry in entries:
        editions = set(entry.locale.split("-"))
        if entry.kind == "pair" and entry.name == name and editions == {locale, other}:
            row[-1].tail = " "
            said = load_words(locale)["sheets_pair"].format(size=size(entry.bytes))
            add(row, "a", said, href=f"pack:{entry.file}")


COMPONENT = Component("two-languages", render=render)
