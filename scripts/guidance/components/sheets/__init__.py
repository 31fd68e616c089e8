"""Every checklist, tree and letter, and its files when there are any."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.model import Place, Section
from guidance.pack.index import Entry
from guidance.parse.links import relative
from guidance.render.addresses import of_file, of_place
from guidance.render.context import Context
from guidance.render.html import add


def render(box: Element, _: Section, context: Context) -> None:
    """Fill the section: the edition's pages in their order, and what the pack holds."""
    words, entries, pages = context.words, context.edition.pack, context.edition.pages
    listing = context.edition.site.page_with("two-languages", context.locale)
    both = listing.name if listing else ""
    for entry in entries:
        if entry.kind == "guide" and entry.locale == context.locale:
            line = add(box, "p", class_="sheet-guide")
            said = words[f"sheets_guide_{entry.format}"]
            said = said.format(sheets=entry.sheets, size=entry.size)
            link = add(line, "a", said, href=of_file(entry.path))
            if entry.format != "pdf":
                link.set("download", "")  # to keep: a browser would open the one, and not the other
    for other in pages.values():
        parts = {one.id: one.title for _, one in other.parts} if other.listed else {}
        if not parts:
            continue
        add(box, "h3", other.title, id=f"sheets-{other.name.replace('/', '-')}")
        rows = add(box, "ul", class_="sheet-rows")
        address = relative(context.page.name, other.name)
        for name, title in parts.items():
            row = add(rows, "li")
            add(row, "a", title, href=f"{address}#{name}")
            if name in {checklist.id for checklist in other.checklists}:
                at_once = f"{address}?print#{name}"
                row[-1].tail = " "
                add(row, "a", context.words["sheet_print"], href=at_once, class_="print-now")
            if (pair := f"{both}/{name}") in context.edition.made:
                beside = of_file(of_place(Place(pair), context.locale, context.edition.site))
                row[-1].tail = " "
                add(row, "a", context.words["both_beside"], href=beside, class_="print-now")
            _files(row, [e for e in entries if e.name == name], context.locale, words)


def _files(row: Element, entries: Sequence[Entry], locale: str, words: Mapping[str, str]) -> None:
    mine = [e for e in entries if e.locale == locale or locale in e.locale.split("-")]
    if not mine:
        return
    files = add(row, "ul", class_="sheet-files")
    for entry in mine:
        key = "sheets_pair" if entry.kind == "pair" else f"sheets_{entry.format}"
        if entry.parts > 1:
            key += "_part"
        said = words[key].format(size=entry.size, part=entry.part, parts=entry.parts)
        add(add(files, "li"), "a", said, href=of_file(entry.path))


COMPONENT = Component("sheets", render=render)
