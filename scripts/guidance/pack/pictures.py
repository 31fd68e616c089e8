"""Pictures for a chat, 1080 × 1440: what to do first, then the rest, and whom to call.

Somebody passes it on; a stranger sees it between other messages. So the head says for whom it is,
the first step stands out, and the foot has the numbers.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from guidance.pack.paper import begin, dates, for_paper, links_of, plain_address
from guidance.pack.qr import data_uri
from guidance.pack.source import Part, Source
from guidance.pack.write import lay_out
from guidance.registry import Contact
from guidance.render.html import add

MOST_NUMBERS = 2
#: How many pictures, and the class of the body with its size of type.
TRIALS = [(parts, size) for parts in (1, 2, 3, 4) for size in ("", "smaller")]


def pictures(source: Source, part: Part) -> Any:
    """The checklist as a document of as few pages as can be read on a phone.

    Items are shared out evenly: nine make five and four, not eight and a lonely one.
    """
    for parts, size in TRIALS:
        laid_out = lay_out(_document(source, part, parts, size), "picture")
        if len(laid_out.pages) == parts:
            break
    return laid_out


def _document(source: Source, part: Part, parts: int, size: str) -> Element:
    locale = part.page.locale
    html, body = begin(source, locale, part.title, f"picture {size}".strip())
    content = for_paper(copy.deepcopy(part.content), links_of(source, part.page))
    items = [item for item in content.iter("li") if item.find("div/span[@class='box']") is not None]
    intro = [block for block in content if block.tag == "p"]
    first = 1
    for number, share in enumerate(_shares(items, parts), 1):
        picture = add(body, "section", class_="one-picture")
        _head(picture, source, part, number, parts)
        main = add(picture, "div", class_="main")
        if number == 1:
            main.extend(intro)
        label = source.words(locale)["start" if number == 1 else "go_on"]
        add(main, "p", label, class_="start" if number == 1 else "start go-on")
        steps = add(main, "ol", class_="steps" if number == 1 else "steps later", start=str(first))
        steps.extend(share)
        first += len(share)
        _foot(picture, source, part)
    return html


def _shares(items: list[Element], parts: int) -> Iterator[list[Element]]:
    size, more = divmod(len(items), parts)
    start = 0
    for number in range(parts):
        end = start + size + (number < more)
        yield items[start:end]
        start = end


def _head(picture: Element, source: Source, part: Part, number: int, parts: int) -> None:
    words = source.words(part.page.locale)
    head = add(picture, "header")
    whom = part.page.title if part.page.title != part.title else source.name(part.page.locale)
    line = add(head, "p", whom, class_="for-whom")
    if parts > 1:
        said = words["part"].format(part=number, parts=parts)
        add(line, "span", f"{number}/{parts}", class_="part-number", title=said)
    add(head, "h1", part.title)


def _foot(picture: Element, source: Source, part: Part) -> None:
    locale, page = part.page.locale, part.page
    words, address = source.words(locale), source.address(page, part.id)
    foot = add(picture, "div", class_="foot")
    if address:
        label = words["qr"].format(address=plain_address(address))
        add(foot, "img", src=data_uri(address), alt=label, class_="qr")
    lines = add(foot, "div", class_="foot-lines")
    for contact in _two(source.contacts(part)):
        line = add(lines, "p", contact.name[locale], class_="call")
        line.text = f"{line.text} "
        add(line, "a", contact.number or "", href=f"tel:{contact.number}")
    where = plain_address(source.address(page)) if address else source.name(locale)
    add(lines, "p", where, class_="small")
    add(lines, "p", dates(source, locale, source.checked(page, part.id)), class_="small")


def _two(contacts: list[Contact]) -> list[Contact]:
    return contacts[:MOST_NUMBERS]
