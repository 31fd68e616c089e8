"""Chinese headings and answers break between words: a browser sees only letters.

The places are ``<wbr>``, which changes no text; base.css keeps the rest of a line together.
"""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from guidance.language import languages, writing
from guidance.render.html import is_heading
from guidance.render.language import HAN

#: What stands on one line of a narrow phone needs no places to break.
LINE = 12
PARTICLES = frozenset("".join(writing(one).particles for one in languages()))


def keep_words_whole(root: Element, names: Sequence[str] = ()) -> None:
    """Mark where the headings and answers of a Chinese page may break, in place.

    ``names`` are those that the dictionary of rjieba would cut in two.
    """
    for element in list(root.iter()):
        classes = element.get("class", "").split()
        if is_heading(element) or "answer-text" in classes or "admonition-title" in classes:
            _mark(element, names)


def with_breaks(text: str, names: Sequence[str] = ()) -> str:
    """The title of a Chinese page as HTML; the site's name stands in less than a line."""
    return "<wbr>".join(_parts(text, names, line=0))


def _parts(text: str, names: Sequence[str], line: int = LINE) -> list[str]:
    """What stays together: a word with its marks and the particle that ends it."""
    parts: list[str] = []
    for word in _words(text, names) if len(text) > line and HAN.search(text) else [text]:
        ends = word in PARTICLES or not (parts and HAN.match(parts[-1][-1]) and HAN.match(word))
        if parts and ends:
            parts[-1] += word
        else:
            parts.append(word)
    return parts


def _words(text: str, names: Sequence[str]) -> list[str]:
    import rjieba  # its dictionary takes a tenth of a second and 30 MB: checks need none

    cut = re.split(f"({'|'.join(map(re.escape, names))})", text) if names else [text]
    return [word for part in cut for word in ([part] if part in names else rjieba.cut(part, True))]


def _mark(element: Element, names: Sequence[str]) -> None:
    for child in list(element):
        _mark(child, names)
        _cut(element, child, child.tail, names)
    _cut(element, None, element.text, names)


def _cut(parent: Element, before: Element | None, text: str | None, names: Sequence[str]) -> None:
    first, *others = _parts(text or "", names)
    if before is None:
        parent.text = first
    else:
        before.tail = first
    index = 0 if before is None else list(parent).index(before) + 1
    for offset, part in enumerate(others):
        place = Element("wbr")
        place.tail = part
        parent.insert(index + offset, place)
