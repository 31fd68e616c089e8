"""A4 sheets: one checklist, tree or letter, in one language or, for checklists, in two."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from guidance.pack.paper import begin, foot, for_paper, links_of, note_lines, numbers
from guidance.pack.source import Part, Source
from guidance.pack.write import MILLIMETRE, lay_out
from guidance.render.html import add, is_heading

#: Classes of the body, from easy to close. The first that fits one sheet is taken.
DENSITIES = ("", "close", "closest")
MOST_LINES = 8
NEARLY_EMPTY = 120  # a last sheet that ends here, in millimetres, is worth saving
LINE, LABEL = 9.5, 12.0  # millimetres of a note line, and around all of them
BOTTOM = 297 - 16  # where the text of a sheet ends, in millimetres


@dataclass(frozen=True)
class Spare:
    """How the room is used that a short list leaves: lines to write on, then white."""

    lines: int = 0
    white: float = 0


Draw = Callable[[str, Spare], Element]


def part_sheet(source: Source, part: Part) -> Any:
    """The document of one part, laid out; a checklist on one sheet."""
    if part.kind == "checklist":
        return _one_sheet(lambda density, spare: _checklist(source, part, density, spare))
    easy = lay_out(_steps(source, part, ""))
    end = easy.pages[-1].anchors["foot"][3] * MILLIMETRE
    if len(easy.pages) == 1 or end > NEARLY_EMPTY:
        return easy
    close = lay_out(_steps(source, part, "close"))
    return close if len(close.pages) < len(easy.pages) else easy


def _one_sheet(draw: Draw) -> Any:
    """Lay out once to measure and once more with the foot at the bottom of the sheet."""
    for density in DENSITIES:
        laid_out = lay_out(draw(density, Spare()))
        if len(laid_out.pages) == 1:
            break
    else:
        return laid_out
    end = laid_out.pages[0].anchors["foot"][3] * MILLIMETRE
    room = BOTTOM - end - 1
    lines = max(0, min(MOST_LINES, int((room - LABEL) / LINE)))
    used = lines * LINE + LABEL if lines else 0
    return lay_out(draw(density, Spare(lines, room - used)))


def _title(body: Element, source: Source, part: Part) -> None:
    if part.page.title != part.title:
        add(body, "p", part.page.title, class_="kicker")
    add(body, "h1", part.title)


def _part(source: Source, part: Part) -> Element:
    """Paper's form of a part; its headings follow the sheet's title and skip no level."""
    content = for_paper(copy.deepcopy(part.content), links_of(source, part.page))
    headings = [element for element in content.iter() if is_heading(element)]
    up = min((int(heading.tag[1]) for heading in headings), default=2) - 2
    for heading in headings:
        heading.tag = f"h{int(heading.tag[1]) - up}"
    return content


def _checklist(source: Source, part: Part, density: str, spare: Spare) -> Element:
    locale, page = part.page.locale, part.page
    html, body = begin(
        source, locale, part.title, f"one {part.content.get('class')} {density}".strip()
    )
    _title(body, source, part)
    body.append(_part(source, part))
    numbers(body, source.contacts(part), [locale])
    note_lines(body, source.words(locale)["notes"], spare.lines)
    address, checked = source.address(page, part.id), source.checked(page, part.id)
    foot(body, source, locale, address, checked, code=source.code(part), white=spare.white)
    return html


def _steps(source: Source, part: Part, density: str) -> Element:
    """A tree or letter: as many sheets as it needs."""
    locale, page = part.page.locale, part.page
    html, body = begin(source, locale, part.title, f"many {part.kind} {density}".strip())
    _title(body, source, part)
    if part.kind == "tree":
        add(body, "p", source.words(locale)["tree_help"], class_="help")
    body.append(_part(source, part))
    if part.kind == "tree":
        numbers(body, source.contacts(part), [locale])
    checked = source.checked(page, *source.sections(part))
    foot(body, source, locale, source.address(page, part.id), checked, code=source.code(part))
    return html


# --------------------------------------------------------------------------- two languages


def pair_sheet(source: Source, part: Part, other: Part) -> Any:
    """The same checklist in two languages side by side, paired by item id, on one sheet."""
    return _one_sheet(lambda density, spare: _pair(source, part, other, density, spare))


def _pair(source: Source, part: Part, other: Part, density: str, spare: Spare) -> Element:
    locale = part.page.locale
    title = f"{part.title} · {other.title}"
    html, body = begin(source, locale, title, f"one pair {density}".strip())
    both = (part, other)
    table = add(body, "table")
    head = add(add(table, "thead"), "tr")
    for one in both:
        cell = add(head, "th", scope="col", lang=source.lang(one.page.locale))
        add(cell, "p", one.page.title, class_="kicker")
        add(cell, "h1", one.title)
    rows = add(table, "tbody")
    _intro(rows, source, both)
    items = [_items(one, source) for one in both]
    for identifier, words in items[0].items():
        row = add(rows, "tr", id=identifier)
        left = add(row, "td", lang=source.lang(locale), class_="with-box")
        holder = add(left, "div", class_="tick")
        add(holder, "span", class_="box")
        holder.append(words)
        right = add(row, "td", lang=source.lang(other.page.locale))
        right.append(items[1][identifier])
    numbers(body, source.contacts(part), [one.page.locale for one in both])
    notes = " · ".join(source.words(one.page.locale)["notes"] for one in both)
    note_lines(body, notes, spare.lines)
    checked = source.checked(part.page, part.id)
    address = source.address(part.page, part.id)
    code, others = source.code(part), [other.page.locale]
    foot(body, source, locale, address, checked, *others, code=code, white=spare.white)
    return html


def _intro(rows: Element, source: Source, both: tuple[Part, Part]) -> None:
    intros = [[p for p in one.content if p.tag not in ("ul", "ol")] for one in both]
    if not any(intros):
        return
    row = add(rows, "tr", class_="intro")
    for one, blocks in zip(both, intros, strict=True):
        cell = add(row, "td", lang=source.lang(one.page.locale))
        for block in blocks:
            cell.append(for_paper(copy.deepcopy(block), links_of(source, one.page)))


def _items(part: Part, source: Source) -> dict[str, Element]:
    """The words of each item by its id."""
    found = {}
    for item in part.content.iter("li"):
        words = item.find(".//span")
        if item.get("data-item") and words is not None:
            wanted = copy.deepcopy(words)
            wanted.tag = "div"
            found[item.get("data-item", "")] = for_paper(wanted, links_of(source, part.page))
    return found
