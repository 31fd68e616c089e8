"""How wide words are in the reader's own font, which nobody knows before the page is read.

The widths are those of Helvetica (Adobe's metrics, also Arial's), by which most fonts are
measured; ``ROOM`` allows for wider ones (Segoe UI, Noto Sans, at worst Verdana or DejaVu) and
for bold. Han letters and full-width signs are one em wide in every font.
"""

import re
import unicodedata

from guidance.han import CLOSING, COMMA, OPENING, STOP, both

#: Thousandths of an em.
_BY_WIDTH = {
    222: "ijl'’‘",
    278: " !,./:;I[\\]ft|·",
    333: "()-`r“”{}",
    389: "*",
    500: "Jckfsvxyz",
    556: '"#$?0123456789_abdeghnopqu–«»',
    584: "+<=>~^",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
}
_WIDTH = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
_WIDEST = 1000
_AS_WIDE_AS_HAN = "“”‘’…—→"  # in Chinese fonts; narrower in others
ROOM = 1.2
ROOM_BOLD = 1.36

#: Signs that stay with what follows them, and with what stands before them.
_OPENING = f"{OPENING}“‘([{{"
_CLOSING = f"{CLOSING}{STOP}{COMMA}{both(',.;:?!')}”’…—)]}}%"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line in pixels, its letters ``size`` pixels large: rather too much."""
    room = ROOM_BOLD if bold else ROOM
    return sum(_em(letter, room) for letter in text) * size


def _em(letter: str, room: float) -> float:
    if unicodedata.east_asian_width(letter) in ("W", "F") or letter in _AS_WIDE_AS_HAN:
        return 1.02
    return _WIDTH.get(letter, _WIDEST) / 1000 * room


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines of at most ``room`` pixels, and as even as can be.

    A word wider than the room has a line of its own. No line begins with a closing sign.
    """
    pieces = _pieces(text)
    lines = _filled(pieces, size, room, bold)
    narrower = room
    while len(lines) > 1 and narrower > room / 2:
        narrower -= size / 2
        closer = _filled(pieces, size, narrower, bold)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines


def _filled(pieces: list[str], size: float, room: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and width((line + piece).rstrip(), size, bold=bold) > room:
            lines.append(line.strip())
            line = ""
        line += piece
    return [*lines, line.strip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Smallest parts that a line may end after."""
    closing, opening = re.escape(_CLOSING), re.escape(_OPENING)
    han = r"[\u2e80-\u9fff\uff00-\uffef]"
    word = rf"(?:(?!{han})[^\s{opening}])+"
    pattern = rf"[{opening}]*(?:{word}|{han}|)[{closing}]*\s*"
    return [piece for piece in re.findall(pattern, text) if piece]
