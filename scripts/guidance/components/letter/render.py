"""Letters as forms: each blank a labelled input, which is a line to write on where no script runs.

Nothing here can be sent: there is no form and no input has a name. What a script adds (copy, print
alone, clear) is in the script.
"""

from xml.etree.ElementTree import Element

from guidance.components.letter.read import SCHEME, letter_text
from guidance.model import Section
from guidance.render.context import Context
from guidance.render.html import add, wrap
from guidance.strings import tag

#: Which keyboard a phone shows, by the last word of a blank's name.
KEYBOARDS = {"phone": "tel", "number": "tel", "amount": "decimal"}
ROWS = 3
#: Characters that a blank takes: more is a slip of the clipboard, and makes a browser hang.
A_LINE, LINES = "200", "5000"
HEADING = "letter-heading"


def render(box: Element, section: Section, context: Context) -> None:
    """Give the letter's blanks inputs."""
    lang = context.words["language"]
    box.set("data-letter", section.heading.id)
    section.element.set("tabindex", "-1")  # a link to the letter takes the focus there
    text = letter_text(section.body)
    if not text:
        return
    card = wrap(box, text, "div", class_="letter-text")
    read = tag(context.site.source)
    if lang != read:
        card.set("lang", read)  # in every edition the letter goes to a reader of the source's
    headings = list(filter(_is_bold_line, text))
    for line in headings:
        line.set("class", HEADING)
    if len(headings) > 1:  # what is said on the phone: its blanks are filled in where it is read
        box.set("data-spoken", "")
    for element in list(card.iter()):
        for link in list(element):
            if link.tag == "a" and link.get("href", "").startswith(f"{SCHEME}:"):
                _field(element, link, lang, read)


def _is_bold_line(element: Element) -> bool:
    return (
        element.tag == "p"
        and len(element) == 1
        and element[0].tag == "strong"
        and not (element.text or "").strip()
        and not (element[0].tail or "").strip()
    )


def _field(parent: Element, link: Element, lang: str, read: str) -> None:
    """A blank alone in its paragraph has several lines."""
    name = link.get("href", "").partition(":")[2]
    is_alone = len(parent) == 1 and not f"{parent.text or ''}{link.tail or ''}".strip()
    said = "".join(link.itertext())
    label = Element("label", {"class": "field field-lines" if is_alone else "field"})
    if is_alone:
        add(label, "textarea", rows=str(ROWS), maxlength=LINES, autocomplete="off", data_field=name)
        for _ in range(1, ROWS):
            add(label, "span", class_="field-line")
    else:
        keyboard = KEYBOARDS.get(name.rpartition("-")[2], "text")
        how = {"inputmode": keyboard, "maxlength": A_LINE, "autocomplete": "off"}
        add(label, "input", type="text", data_field=name, **how)
    words = add(label, "span", said, class_="field-label")
    if lang != read:
        words.set("lang", lang)
    label.tail = link.tail
    parent[list(parent).index(link)] = label
