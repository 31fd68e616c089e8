"""Pictures for a chat, 1080 × 1440: what to do first, then the rest, and whom to call.

Somebody passes it on; a stranger sees it between other messages. So the head says for whom it is,
the first step stands out, and the foot has the numbers.
"""

import copy
import math
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from guidance.model import Checklist
from guidance.pack.paper import add_code, begin, for_paper, links_of, plain_address
from guidance.pack.qr import data_uri
from guidance.pack.source import Part, Source
from guidance.pack.write import lay_out
from guidance.render.addresses import dial
from guidance.render.html import add

MOST_NUMBERS = 2
WIDTH, HEIGHT = 432, 576  # pixels of the page, which picture.css says too
LONGEST = 12_000
WIDEST_LINE, MOST_STEP_LINES, MOST_LATIN = 44, 15, 0x2E7F
MOST_AIR = 14  # pixels more for an item, so that a short list fills its picture
#: How many pictures, and the class of the body with its size of type.
TRIALS = [(parts, size) for parts in (1, 2, 3, 4) for size in ("", "smaller")]


@dataclass(frozen=True)
class Spare:
    """Pixels that the text leaves: added to each item, and above the foot."""

    item: float = 0
    white: float = 0


def pictures(source: Source, part: Part) -> Any:
    """The checklist as a document of as few pages as can be read on a phone.

    Items are shared out evenly: nine make five and four, not eight and a lonely one.
    """
    items = _checklist(part).items
    # Even the widest line holds no more: spares layouts that cannot fit.
    lines = sum(math.ceil(_width(item.text) / WIDEST_LINE) for item in items)
    for parts, size in TRIALS:
        if lines > MOST_STEP_LINES * parts:
            continue
        shares = _shares([item.id for item in items], parts)
        laid_out = _lay_out(source, _document(source, part, size, shares, [Spare()] * parts))
        if len(laid_out.pages) == parts:
            break
    else:
        return laid_out
    spare = []
    for number, (page, share) in enumerate(zip(laid_out.pages, shares, strict=True), 1):
        room = HEIGHT - page.anchors[f"foot-{number}"][3] - 1
        item = min(MOST_AIR, room / max(len(share), 1))
        spare.append(Spare(item, room - item * len(share)))
    return _lay_out(source, _document(source, part, size, shares, spare))


def _lay_out(source: Source, html: Element) -> Any:
    return lay_out(html, source.look, "picture", media="screen")


def _width(text: str) -> int:
    """How wide a text is, in halves of a Han character."""
    return sum(2 if ord(character) > MOST_LATIN else 1 for character in text)


def _checklist(part: Part) -> Checklist:
    return next(one for one in part.page.checklists if one.id == part.id)


def _document(
    source: Source, part: Part, size: str, shares: list[list[str]], spares: list[Spare]
) -> Element:
    locale = part.page.locale
    html, body = begin(source, locale, part.title, f"picture {size}".strip())
    content = copy.deepcopy(part.content)
    items = {item.get("data-item"): item for item in content.iter("li") if item.get("data-item")}
    for_paper(content, links_of(source, part.page))
    words = source.words(locale)
    for number, (share, spare) in enumerate(zip(shares, spares, strict=True), 1):
        picture = add(body, "section", class_="one-picture")
        _head(picture, source, part, number, len(shares))
        main = add(picture, "div", class_="main")
        if number == 1:
            main.extend(block for block in content if block.tag == "p")
        label = words["start" if number == 1 else "go_on"]
        add(main, "p", label, class_="start" if number == 1 else "start go-on")
        steps = add(main, "ul", class_=f"checklist-items steps{' later' if number > 1 else ''}")
        for identifier in share:
            item = items[identifier]
            if spare.item:
                item[0].set("style", f"margin: {spare.item / 2:.1f}px 0")
            steps.append(item)
        _foot(picture, source, part, f"foot-{number}", spare.white)
    return html


def long_picture(source: Source, part: Part) -> Any:
    """A tree as one long picture, as people read it in a chat: the width of the others."""
    height = LONGEST
    for _ in range(2):
        locale = part.page.locale
        html, body = begin(source, locale, part.title, "picture long")
        add(html[0], "style", f"@page {{ margin: 0; size: {WIDTH}px {height}px }}")
        picture = add(body, "section", class_="one-picture")
        _head(picture, source, part, 1, 1)
        main = add(picture, "div", class_="main")
        add(main, "p", source.words(locale)["tree_help"], class_="tree-help")
        main.append(for_paper(copy.deepcopy(part.content), links_of(source, part.page)))
        _foot(picture, source, part, "foot-1", 0)
        laid_out = _lay_out(source, html)
        end = laid_out.pages[-1].anchors["foot-1"][3]
        height = max(HEIGHT, math.ceil(end))
    return laid_out


def _shares(items: list[str], parts: int) -> list[list[str]]:
    size, more = divmod(len(items), parts)
    shares, start = [], 0
    for number in range(parts):
        end = start + size + (number < more)
        shares.append(items[start:end])
        start = end
    return shares


def _head(picture: Element, source: Source, part: Part, number: int, parts: int) -> None:
    words = source.words(part.page.locale)
    head = add(picture, "header")
    whom = part.page.title if part.page.title != part.title else source.name(part.page.locale)
    line = add(head, "p", whom, class_="for-whom")
    if parts > 1:
        said = words["part"].format(part=number, parts=parts)
        add(line, "span", f"{number}/{parts}", class_="part-number", title=said)
    add(head, "h1", part.title)


def _foot(picture: Element, source: Source, part: Part, identifier: str, white: float) -> None:
    locale, page = part.page.locale, part.page
    words, address = source.words(locale), source.address(page, part.id)
    foot = add(picture, "div", class_="picture-foot", id=identifier)
    if white > 0:
        foot.set("style", f"margin-top: {white:.1f}px")
    if address:
        label = words["qr"].format(address=plain_address(address))
        add(foot, "img", src=data_uri(address), alt=label, class_="qr")
    lines = add(foot, "div")
    for contact in source.contacts(part)[:MOST_NUMBERS]:
        line = add(lines, "p", f"{contact.name[locale]} ", class_="call")
        add(line, "a", contact.number or "", href=dial(contact.number))
    name = source.name(locale)
    add(lines, "p", plain_address(source.address(page)) if address else name, class_="small")
    checked = source.checked(page, *source.sections(part))
    said = words["checked"].format(date=checked) if checked else ""
    add_code(add(lines, "p", said, class_="small"), words, *source.code(part.page, part.id))
