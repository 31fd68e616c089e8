"""What all documents share: the frame of a document, paper's form of a part, the foot."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from xml.etree.ElementTree import Element

from guidance.language import writing
from guidance.model import Page
from guidance.pack.qr import data_uri
from guidance.pack.source import Source
from guidance.registry import Contact
from guidance.render.addresses import dial
from guidance.render.html import add, unwrap
from guidance.render.provenance import dates_line

Resolve = Callable[[str], str]


def begin(source: Source, locale: str, title: str, kind: str) -> tuple[Element, Element]:
    """An empty document and its body."""
    html = Element("html", {"lang": source.lang(locale)})
    head = add(html, "head")
    add(head, "meta", charset="utf-8")
    name = source.name(locale)
    add(head, "title", title if title == name else f"{title} · {name}")
    add(head, "meta", name="author", content=name)
    add(head, "meta", name="dcterms.created", content=source.today.isoformat())
    return html, add(html, "body", class_=f"md-typeset {kind}")


def for_paper(content: Element, resolve: Resolve) -> Element:
    """Change a rendered part in place: links lead somewhere, or are words; nothing to press.

    Marks of sources go: a part stands without the list of its page, the book has one of its own.
    """
    for parent in list(content.iter()):
        for mark in parent.findall("a[@class='source-mark']"):
            mark.text = None
            unwrap(parent, mark)
    for element in list(content.iter()):
        if element.tag in ("button", "template"):
            tail = element.tail
            element.clear()
            element.tag, element.tail = "span", tail
        elif element.tag == "a":
            href = element.attrib.pop("href", "")
            if to := href and resolve(href):
                element.set("href", to)
    return content


def links_of(source: Source, page: Page) -> Resolve:
    """Links of a sheet: dialled or official ones stay, those of the guide need its address."""

    def resolve(href: str) -> str:
        other, anchor = source.leads_to(href, page)
        return href if other is None else source.address(other, anchor)

    return resolve


def plain_address(address: str) -> str:
    """As people type it."""
    return address.partition("://")[2]


def foot(
    parent: Element,
    source: Source,
    locale: str,
    address: str,
    checked: date | None,
    *others: str,
    code: tuple[str, str] = ("", ""),
    white: float = 0,
) -> None:
    """Name, dates and, when one is configured, the public address with its QR code.

    ``code`` is that of the part, with the address of what it stands for.
    ``others`` are further editions that the sheet speaks; ``white`` millimetres stay free above.
    """
    words = source.words(locale)
    box = add(parent, "div", class_="paper-foot", id="foot")
    if white > 0:
        box.set("style", f"margin-top: {white:.1f}mm")
    if address:
        label = words["qr"].format(address=plain_address(address))
        add(box, "img", src=data_uri(address), alt=label, class_="qr")
    lines = add(box, "div")
    name = add(add(lines, "p"), "strong", source.name(locale))
    for other in others:
        name.text = f"{name.text} · "
        add(name, "span", source.name(other), lang=source.lang(other))
    if address:
        add(lines, "p", words["scan"])
        add(lines, "p", plain_address(address))
    dates = add(lines, "p", dates_line(words, checked, source.today))
    add_code(dates, words, *code)
    for one in (locale, *others):
        said = source.words(one)
        text = said["footer_limits"] + writing(one).space + said["footer_not_legal_advice"]
        add(lines, "p", text, lang=source.lang(one))


def add_code(line: Element, words: Mapping[str, str], code: str, address: str) -> None:
    """Put the code of a part at the end of a line, as a link where it leads somewhere."""
    if code:
        line.text = f"{line.text} · " if line.text else ""
        link = {"href": address} if address else {}
        add(line, "a" if address else "span", words["code"].format(code=code), **link)


def numbers(parent: Element, contacts: Sequence[Contact], locales: Sequence[str]) -> None:
    """The frame with the numbers to dial; nothing without contacts."""
    if not contacts:
        return
    frame = add(parent, "ul", class_="numbers")
    for contact in contacts:
        entry = add(frame, "li")
        for locale in locales:
            add(entry, "span", contact.name[locale], class_=f"number-name name-{locale}")
        add(entry, "a", contact.number or "", href=dial(contact.number), class_="number")


def note_lines(parent: Element, words: str, lines: int) -> None:
    """Lines to write on."""
    if lines:
        box = add(parent, "div", class_="notes")
        add(box, "p", words, class_="notes-title")
        for _ in range(lines):
            add(box, "div", class_="note-line")
