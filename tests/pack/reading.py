"""What a PDF says, and what it should say: texts without spaces, since lines break elsewhere."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from pypdf import PdfReader

#: Inside a block; whatever else begins a new one.
INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u"}  # fmt: skip
#: What screens need and paper has not.
LEFT_OUT = {"button", "input", "option", "script", "select", "style", "svg", "template", "textarea"}
#: Where a link of the book leads.
PAGE_NUMBER = re.compile(r"\[\d+\]")


def squeezed(text: str) -> str:
    """Without spaces; a font may have one glyph for a character and its wide form."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def sheets_of(pdf: PdfReader) -> list[str]:
    return [squeezed(sheet.extract_text()) for sheet in pdf.pages]


def blocks(content: Element) -> list[str]:
    """The words of each paragraph, item, heading or cell, in page order."""
    found = [""]

    def take(element: Element) -> None:
        tag: Any = element.tag
        name = tag.rpartition("}")[2] if isinstance(tag, str) else "svg"
        is_mark = element.get("class") == "source-mark"
        if name not in LEFT_OUT and not is_mark and "hidden" not in element.attrib:
            if name not in INLINE:
                found.append("")
            found[-1] += element.text or ""
            for child in element:
                take(child)
            if where := element.get("data-where"):
                found[-1] += f"→{where}"
            if name not in INLINE:
                found.append("")
        found[-1] += element.tail or ""

    take(content)
    return [words for block in found if (words := PAGE_NUMBER.sub("", squeezed(block)))]


def missing(wanted: Sequence[str], sheets: Sequence[str]) -> list[str]:
    """The blocks that stand neither on a sheet nor across the end of one."""
    texts = [PAGE_NUMBER.sub("", sheet) for sheet in sheets]
    whole = "\0".join(texts)
    return [words for words in wanted if words not in whole and not _goes_on(words, texts)]


def _goes_on(words: str, texts: Sequence[str]) -> bool:
    return any(
        words[:cut] in first and words[cut:] in second
        for first, second in pairwise(texts)
        for cut in range(1, len(words))
    )


def nav_names(items: Any) -> Iterator[str]:
    """Pages in the order of the navigation."""
    for item in items:
        if isinstance(item, dict):
            for below in item.values():
                yield from nav_names([below] if isinstance(below, str) else below)
        else:
            yield str(item).removesuffix(".md")
