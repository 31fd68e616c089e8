"""A4 sheets: one checklist, tree or letter, in one language or, for checklists, in two."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from guidance.components.two_languages.pairs import Pair, pairs_of
from guidance.components.two_languages.sheet import sheet_of
from guidance.model import Site
from guidance.pack.codes import contacts_of
from guidance.pack.paper import begin, foot, for_paper, links_of, note_lines, numbers
from guidance.pack.source import Part, Source
from guidance.pack.write import MILLIMETRE, lay_out
from guidance.render.addresses import resolve
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
        return _one_sheet(source, partial(_checklist, source, part))
    easy = lay_out(_steps(source, part, ""), source.look)
    end = easy.pages[-1].anchors["foot"][3] * MILLIMETRE
    if len(easy.pages) == 1 or end > NEARLY_EMPTY:
        return easy
    close = lay_out(_steps(source, part, "close"), source.look)
    return close if len(close.pages) < len(easy.pages) else easy


def _one_sheet(source: Source, draw: Draw) -> Any:
    """Lay out once to measure and once more with the foot at the bottom of the sheet."""
    for density in DENSITIES:
        laid_out = lay_out(draw(density, Spare()), source.look)
        if len(laid_out.pages) == 1:
            break
    else:
        return laid_out
    end = laid_out.pages[0].anchors["foot"][3] * MILLIMETRE
    room = BOTTOM - end - 1
    lines = max(0, min(MOST_LINES, int((room - LABEL) / LINE)))
    used = lines * LINE + LABEL if lines else 0
    return lay_out(draw(density, Spare(lines, room - used)), source.look)


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
    code = source.code(page, part.id)
    foot(body, source, locale, address, checked, code=code, white=spare.white)
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
    checked, code = source.checked(page, *source.sections(part)), source.code(page, part.id)
    foot(body, source, locale, source.address(page, part.id), checked, code=code)
    return html


def checklists_in_two(site: Site) -> Iterator[Pair]:
    """The checklists of the source edition, each with that of another."""
    for locale in site.locales[1:]:
        for pair in pairs_of(site, locale):
            if pair.kind == "checklist":
                yield pair._replace(mine=pair.twin, twin=pair.mine)


def pair_sheet(source: Source, pair: Pair) -> Any:
    """A checklist in two languages side by side, as on its page of the site, on one sheet."""
    return _one_sheet(source, partial(_pair, source, pair))


def _pair(source: Source, pair: Pair, density: str, spare: Spare) -> Element:
    (page, part), (twin, other) = pair.mine, pair.twin
    locale, locales = page.locale, [page.locale, twin.locale]
    html, body = begin(source, locale, f"{part.title} · {other.title}", f"one {density}".strip())
    kicker = add(body, "p", f"{page.title} · ", class_="kicker")
    add(kicker, "span", twin.title, lang=source.lang(twin.locale))
    heading = add(body, "h1", part.title)
    add(heading, "span", other.title, lang=source.lang(twin.locale))
    sheet = sheet_of(pair, source.site, (source.article(page), source.article(twin)))
    resolve(sheet, source.top)
    here = replace(page, name=pair.name)
    rows = (one for one in sheet.iter("div") if one.get("class") == "both-body")
    body.append(for_paper(next(rows), links_of(source, here)))
    numbers(body, contacts_of(source.site, page, part.id, source.today), locales)
    note_lines(body, " · ".join(source.words(one)["notes"] for one in locales), spare.lines)
    checked, address = source.checked(page, part.id), source.address(page, part.id)
    code = source.code(page, part.id)
    foot(body, source, locale, address, checked, twin.locale, code=code, white=spare.white)
    return html
