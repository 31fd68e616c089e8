"""The two-language sheet: the list of what can be on it.

Each row names a checklist, tree or letter in both editions, links to both and bears the part's id,
so that ``both.md#first-minutes`` finds it without script. The script lays the two side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.model import Place, Section, Site
from guidance.pack.index import Entry
from guidance.pack.words import load_words
from guidance.parse.links import relative
from guidance.render.addresses import of_file, of_place
from guidance.render.context import Context, Edition
from guidance.render.html import add, wrap
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
        theirs = twins[mine.name].parts if mine.name in twins else ()
        twin = {one.id: one.title for _, one in theirs}
        parts = {one.id: one.title for _, one in mine.parts if one.id in twin}
        if not (mine.listed and parts):
            continue
        add(box, "h3", mine.title, id=f"both-{mine.name.replace('/', '-')}")
        rows = add(box, "ul", class_="both-rows")
        for name, said in parts.items():
            row = add(rows, "li", id=name)
            add(row, "a", said, href=f"{relative(here, mine.name)}#{name}").tail = " "
            href = of_file(of_place(Place(mine.name, name), other, edition.site))
            add(row, "a", twin[name], href=href, lang=lang, hreflang=lang)
            _file(row, name, edition.locale, other, edition.pack)


def _file(row: Element, name: str, locale: str, other: str, entries: Sequence[Entry]) -> None:
    """The PDF of both editions, where the print pack has one."""
    for entry in entries:
        editions = set(entry.locale.split("-"))
        if entry.kind == "pair" and entry.name == name and editions == {locale, other}:
            row[-1].tail = " "
            said = load_words(locale)["sheets_pair"].format(size=entry.size)
            add(row, "a", said, href=of_file(entry.path))


COMPONENT = Component("two-languages", render=render)
