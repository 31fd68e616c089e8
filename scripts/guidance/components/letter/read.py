"""Letters: sections of class ``letter`` whose blanks are links, ``[你的姓名](field:name)``."""

from collections.abc import Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from guidance.model import Letter, Page
from guidance.parse.extension import Parsed

SCHEME = "field"


def letter_text(body: Sequence[Element]) -> list[Element]:
    """The letter in its section: all behind the introduction, up to the first call-out or fold."""
    text = []
    for element in body[1:]:
        if element.tag == "details" or "admonition" in element.get("class", "").split():
            break
        text.append(element)
    return text


def read(page: Page, parsed: Parsed) -> Page:
    """The page with its letters, blanks in page order."""
    found = []
    for section in parsed.of_kind("letter"):
        links = (
            parsed.links.get(id(e)) for part in letter_text(section.body) for e in part.iter("a")
        )
        fields = tuple(link for link in links if link is not None and link.scheme == SCHEME)
        heading = section.heading
        found.append(Letter(heading.id, heading.title, fields, heading.at))
    return replace(page, letters=tuple(found))
