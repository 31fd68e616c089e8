"""Chinese headings and answers break between words: a browser sees only letters.

The places are ``<wbr>``, which changes no text; base.css keeps the rest of a line together.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import rjieba

from guidance.render.html import is_heading
from guidance.render.language import HAN

#: What stands on one line of a narrow phone needs no places to break.
LINE = 12
PARTICLES = frozenset("的了着过吗呢吧们")
#: Names that the dictionary of rjieba would cut in two.
NAMES = "花呗 借呗 支付令 网商贷 先用后付 停催 还不起 还不上 套路贷 校园贷 砍头息".split()


def keep_words_whole(root: Element) -> None:
    """Mark where the headings and answers of a Chinese page may break, in place."""
    for element in list(root.iter()):
        classes = element.get("class", "").split()
        if is_heading(element) or "answer-text" in classes or "admonition-title" in classes:
            _mark(element)


def with_breaks(text: str) -> str:
    """The title of a Chinese page as HTML; the site's name stands in less than a line."""
    return "<wbr>".join(_parts(text, line=0))


def _parts(text: str, line: int = LINE) -> list[str]:
    """What stays together: a word with its marks and the particle that ends it."""
    parts: list[str] = []
    for word in _words(text) if len(text) > line and HAN.search(text) else [text]:
        ends = word in PARTICLES or not (parts and HAN.match(parts[-1][-1]) and HAN.match(word))
        if parts and ends:
            parts[-1] += word
        else:
            parts.append(word)
    return parts


def _words(text: str) -> list[str]:
    cut = re.split(f"({'|'.join(NAMES)})", text)
    return [word for part in cut for word in ([part] if part in NAMES else rjieba.cut(part, True))]


def _mark(element: Element) -> None:
    for child in list(element):
        _mark(child)
        _cut(element, child, child.tail)
    _cut(element, None, element.text)


def _cut(parent: Element, before: Element | None, text: str | None) -> None:
    first, *others = _parts(text or "")
    if before is None:
        parent.text = first
    else:
        before.tail = first
    index = 0 if before is None else list(parent).index(before) + 1
    for offset, part in enumerate(others):
        place = Element("wbr")
        place.tail = part
        parent.insert(index + offset, place)
