"""The two-language sheets: the list of all, and the page of each."""

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from itertools import groupby
from xml.etree.ElementTree import Element

from guidance.component import Component, Made
from guidance.components.two_languages.pairs import KIND, Pair, pairs_of, twin_of
from guidance.components.two_languages.sheet import sheet_of
from guidance.model import Place, Section
from guidance.pack.codes import code_of, sections_of
from guidance.render.addresses import of_file, of_place
from guidance.render.context import Context, Edition
from guidance.render.extension import rendered
from guidance.render.html import add, wrap
from guidance.render.provenance import dates_line, oldest_check
from guidance.strings import tag


def render(box: Element, section: Section, context: Context) -> None:
    """List the parts that both editions have; each row leads to its sheet, in both languages."""
    body = list(section.body)
    choose = wrap(box, body, "div", class_="both-choose") if body else add(box, "div")
    edition = context.edition
    other = twin_of(edition.site, edition.locale)
    found = pairs_of(edition.site, edition.locale)
    for name, pairs in groupby(found, lambda pair: pair.mine.page.name):
        add(choose, "h3", edition.titles[name], id=f"both-{name.replace('/', '-')}")
        rows = add(choose, "ul", class_="both-rows")
        for pair in pairs:
            row = add(rows, "li", id=pair.mine.part.id)
            href = of_file(of_place(Place(pair.name), edition.locale, edition.site))
            link = add(row, "a", f"{pair.mine.part.title} ", href=href)
            add(link, "span", pair.twin.part.title, lang=tag(other))
            _file(row, pair, edition, other)


def _file(row: Element, pair: Pair, edition: Edition, other: str) -> None:
    """The PDF of both editions, where the print pack has one."""
    both = (f"{edition.locale}-{other}", f"{other}-{edition.locale}")
    for entry in edition.pack:
        if (entry.kind, entry.name) == ("pair", pair.mine.part.id) and entry.locale in both:
            row[-1].tail = " "
            said = edition.words["sheets_pair"].format(size=entry.size)
            add(row, "a", said, href=of_file(entry.path))


def pages(edition: Edition) -> Iterator[Made]:
    """A page for each pair, where a page lists them."""
    if not edition.site.page_with(KIND, edition.locale):
        return
    site, today, words = edition.site, edition.today, edition.words
    both = [Edition(one, site, today) for one in (edition.locale, twin_of(site, edition.locale))]
    trees: dict[str, Element] = {}
    for pair in pairs_of(site, edition.locale):
        page, part = pair.mine
        checked = oldest_check(page, site.registry, *sections_of(page, part.id))
        code = words["code"].format(code=code_of(site, page.name, part.id, today))
        lang, twin = both[1].words["language"], pair.twin.part.title
        yield Made(
            pair.name,
            f"{part.title} · {twin}",
            f'{escape(part.title)} <span lang="{lang}">{escape(twin)}</span>',
            edition.pages[pair.list].description,
            f"{dates_line(words, checked, today)} · {code}",
            partial(_sheet, pair, both, trees),
            (page.digest, pair.twin.page.digest),
        )


def _sheet(pair: Pair, both: Sequence[Edition], trees: dict[str, Element]) -> Element:
    """The sheet; ``trees`` keeps the pages rendered last, since a page has several parts."""
    if pair.mine.page.path not in trees:
        trees.clear()
        for edition, (page, _) in zip(both, (pair.mine, pair.twin), strict=True):
            trees[page.path] = rendered(page, edition)
    found = trees[pair.mine.page.path], trees[pair.twin.page.path]
    return sheet_of(pair, both[0].site, found)


COMPONENT = Component(KIND, render=render, pages=pages)
