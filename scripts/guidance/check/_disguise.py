"""Figures as the eye takes them, whatever script, circle, space or invisible sign they wear."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from guidance.model import Block

#: Texts that several rules read one after the other: those of a guide of some hundred pages.
KEPT = 2**15
#: Signs that take no room, and marks that lie over the sign before them.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
HAN_DIGITS = str.maketrans("零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖", "0012345678912123456789")
LETTER_DIGITS = str.maketrans("OoQlI|", "000111")

# What people put between the digits of a number.
GAP = r"(?:[ ]{0,3}[-‐‑‒–·•_~/]?[ ]{0,3}|\.(?=\d{3,4}(?:\.|\b))|\.(?=\d\.))"
PHONE = re.compile(
    r"(?<![\d.,¥￥])"
    rf"(?:\+?\d(?:{GAP}\d){{4,}}|1[12][0-9]|999)"
    r"(?!\d|[.,:]\d|\s?(?:[元块万%倍]|yuan\b|RMB\b|CNY\b))"
)
HAN_RUN = re.compile(
    r"(?<![\d十百千万亿点])\d(?:[ ]{0,3}[-·、]?[ ]{0,3}\d){2,}(?![\d十百千万亿点年])"
)
HAN_HINT = re.compile(
    "[零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖][ ·、-]{0,7}"
    "[0-9零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖]"
    "|[0-9][ ·、-]{0,7}[零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖]"
)
DIGIT = re.compile("[0-9]")
HAN_CODES = ("110", "112", "114", "119", "120", "122", "999")
LETTER_RUN = re.compile(
    r"(?<![A-Za-z0-9])(?=(?:[-OoQlI|]*\d){2})[0-9OoQlI|](?:[ -]?[0-9OoQlI|]){4,}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])(?=[lI|]*1|.?.?0)[1lI|]{2}[0OoQ](?![A-Za-z0-9])"
)
DATE = re.compile(r"(?<!\d)\d{4}[-/.年]\s?\d{1,2}(?:[-/.月]\s?\d{1,2}日?)?(?![\d-])")


class Number(NamedTuple):
    """A phone number as it is written, where, and the digits that are meant."""

    start: int
    end: int
    written: str
    digits: str


class _PlainSigns(dict[int, str]):
    """One sign for one sign: digits of every script and form, wide letters, all kinds of spaces."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        digit = unicodedata.digit(char, None)
        plain = unicodedata.normalize("NFKC", char)
        if digit is not None:
            char = str(digit)
        elif unicodedata.category(char) == "Zs":
            char = " "
        elif len(plain) == 1 and plain.isascii() and (plain.isalpha() or plain in ":%"):
            char = plain
        self[code] = char
        return char


PLAIN_SIGNS = _PlainSigns()


@lru_cache(KEPT)
def undisguised(text: str) -> str:
    """The text with figures in plain digits and its length kept."""
    return text if text.isascii() else text.translate(PLAIN_SIGNS)


def without_unseen(block: Block) -> Block:
    """The block as it looks; the places of its words stay what they are."""
    if not UNSEEN.search(block.text):
        return block
    text, pieces, start = "", [], 0
    for found in (*UNSEEN.finditer(block.text), None):
        end = found.start() if found else len(block.text)
        if end > start:
            inner = [piece for piece in block.pieces if start < piece[0] < end]
            pieces.append((len(text), block.position(start)))
            pieces += [(len(text) + offset - start, at) for offset, at in inner]
            text += block.text[start:end]
        start = found.end() if found else end
    return replace(block, text=text, pieces=tuple(pieces) or block.pieces)


def phones(text: str, spoken: re.Pattern[str] | None = None) -> Iterator[Number]:
    """Phone numbers and short codes of a plain text, however they are written; a date is none."""
    has_digit = DIGIT.search(text)
    taken = [found.span() for found in DATE.finditer(text)] if has_digit else []
    in_digits = ((LETTER_RUN, _of_letters), (PHONE, _digits)) if has_digit else ()
    in_han = ((HAN_RUN, _of_han),) if HAN_HINT.search(text) else ()
    for pattern, meant in (*in_digits, *in_han, (spoken, _of_words)):
        source = text.translate(HAN_DIGITS) if pattern is HAN_RUN else text
        for found in pattern.finditer(source) if pattern else ():
            if any(start <= found.start() < end for start, end in taken):
                continue
            written = text[found.start() : found.end()]
            digits = meant(written)
            if digits:
                taken.append(found.span())
                yield Number(found.start(), found.end(), written, digits)


def _digits(written: str) -> str:
    return "".join(char for char in written if char.isdigit())


def _of_letters(written: str) -> str:
    found = _digits(written.translate(LETTER_DIGITS))
    return found if _digits(written) != found else ""


def _of_han(written: str) -> str:
    found = _digits(written.translate(HAN_DIGITS))
    if _digits(written) == found or _counts(found):
        return ""
    return found if len(found) > 4 or found in HAN_CODES else ""


def _counts(digits: str) -> bool:
    """Whether somebody counts: 一、二、三、四、五."""
    return all(int(after) == int(before) + 1 for before, after in pairwise(digits))


WORDS = {
    word: str(digit)
    for digit, word in enumerate("zero one two three four five six seven eight nine".split())
} | {"nought": "0", "oh": "0"}


def _of_words(written: str) -> str:
    found, times = "", 1
    for word in re.split(r"[ -]+", written.lower()):
        if word in ("double", "triple"):
            times = 2 if word == "double" else 3
        else:
            found += WORDS.get(word, "") * times
            times = 1
    return "" if len(found) < 3 or _counts(found) else found
