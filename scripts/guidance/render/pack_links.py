"""Sections of class ``sheets``: every checklist, tree and letter, and its files when there are any.

An address of the pack is written ``pack:zh/first-minutes.pdf``, which MkDocs leaves alone; once the
page's own address is known, ``resolve_pack_links`` makes it relative.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from guidance.model import Page
from guidance.pack.index import FOLDER, Entry
from guidance.pack.words import load_words
from guidance.parse.links import relative
from guidance.render.html import add, sections
from guidance.strings import load

CLASS = "sheets"
PACK_LINK = re.compile(r'href="pack:([^"]+)"')


def render_sheets(
    root: Element,
    page: Page,
    pages: Mapping[str, Page],
    locale: str,
    entries: Sequence[Entry],
    both: Page | None = None,
) -> None:
    """Fill each section. ``pages`` is the edition in its order, ``entries`` what the pack holds.

    ``both`` is the page that shows a part in two languages, at the part's id.
    """
    words = load_words(locale)
    for box, _ in sections(root, page, CLASS):
        for entry in entries:
            if entry.kind == "guide" and entry.locale == locale:
                line = add(box, "p", class_="sheet-guide")
                said = words["sheets_guide"].format(sheets=entry.sheets, size=size(entry.bytes))
                add(line, "a", said, href=f"pack:{entry.file}")
        for other in pages.values():
            parts = parts_of(other) if other.listed else {}
            if not parts:
                continue
            add(box, "h3", other.title, id=f"sheets-{other.name.replace('/', '-')}")
            rows = add(box, "ul", class_="sheet-rows")
            address = relative(page.name, other.name)
            for name, title in parts.items():
                row = add(rows, "li")
                add(row, "a", title, href=f"{address}#{name}")
                if name in {checklist.id for checklist in other.checklists}:
                    at_once = f"{address}?print#{name}"
                    row[-1].tail = " "
                    add(row, "a", load(locale)["sheet_print"], href=at_once, class_="print-now")
                if both:
                    beside = f"{relative(page.name, both.name)}#{name}"
                    row[-1].tail = " "
                    add(row, "a", load(locale)["both_beside"], href=beside, class_="print-now")
                _files(row, [e for e in entries if e.name == name], locale, words)


def parts_of(page: Page) -> dict[str, str]:
    """Titles of a page's checklists, trees and letters by their ids."""
    parts = {checklist.id: checklist.title for checklist in page.checklists}
    parts |= {tree.id: tree.title for tree in page.trees}
    return parts | {h.id: h.title for h in page.headings if "letter" in h.classes}


def _files(row: Element, entries: Sequence[Entry], locale: str, words: Mapping[str, str]) -> None:
    mine = [e for e in entries if e.locale == locale or locale in e.locale.split("-")]
    if not mine:
        return
    files = add(row, "ul", class_="sheet-files")
    for entry in mine:
        key = "sheets_pair" if entry.kind == "pair" else f"sheets_{entry.format}"
        if entry.parts > 1:
            key += "_part"
        said = words[key].format(size=size(entry.bytes), part=entry.part, parts=entry.parts)
        add(add(files, "li"), "a", said, href=f"pack:{entry.file}")


def size(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, count // 1000)} KB"


def resolve_pack_links(html: str, page_url: str) -> str:
    """Make addresses of the pack relative to the page at ``page_url``, a path below the site."""
    up = "../" * page_url.count("/")
    return PACK_LINK.sub(lambda found: f'href="{up}{FOLDER}/{found[1]}"', html)
