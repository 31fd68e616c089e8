"""Numbers as somebody would dial them, whatever stands between their digits.

A sign or a word with a numeric value is a numeral; numerals belong together when no other word
stands between them. ``languages/<locale>/language.yml`` has what no property tells: number words,
and the words that link what is dialled one after the other.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from guidance.check._characters import ASCII, characters
from guidance.language import languages
from guidance.signs import simple

#: All of them: a guide may add some of its own.
HAN = list(map(chr, range(0x3400, 0xA000)))
#: Texts that several rules read one after the other: those of a guide of some hundred pages.
KEPT = 2**15
LONGEST = 40  # signs of an amount
LARGE = 10_000  # from here on a unit counts what stands before it in tens, hundreds and thousands
#: A shorter number counts something, or is a part of one whose other parts stand among words; a
#: short code is one of those below, or of the registry.
FEWEST = 5
PART = 3
SHORT_CODE = re.compile(r"1[12]\d|999")
ALONE = re.compile(rf"(?<!\d[-.,:/ ])(?:{SHORT_CODE.pattern})")
NEXT = re.compile(r"[-.,:/ ]\d")
#: What of five digits and more is a figure all the same: a day, a time of day, a round amount.
DAY = r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
FIGURE = rf"(?:{DAY}|(?:[01]?\d|2[0-3]):[0-5]\d|\d,\d{{3}}(?:\.\d\d)?|\d{{1,3}}(?:,\d{{3}})*,000)"
FIGURES = re.compile(rf"{FIGURE}(?:\W{{1,3}}(?:and )?{FIGURE})?|{DAY}\W{{1,3}}\d{{1,4}}")
CENTS = re.compile(r"\d{1,4}\.\d\d")


class Number(NamedTuple):
    """Digits in a row: where, as they are written, and the digits that are meant.

    ``is_spelt`` tells whether any is a word or no plain digit, ``counts`` whether somebody counts
    with them: 3 天, 一、二、三.
    """

    start: int
    end: int
    written: str
    digits: str
    is_spelt: bool = False
    counts: bool = False

    @property
    def rises(self) -> bool:
        """Whether each digit is one more than the last, or begins anew: 一、二、三、一、二."""
        steps = pairwise(map(int, self.digits))
        return all(after in (before + 1, 1) for before, after in steps)

    @property
    def is_to_call(self) -> bool:
        """Whether nobody counts so far, or it is a code that everybody knows."""
        is_code = SHORT_CODE.fullmatch(self.digits)
        return not self.counts and bool(is_code or len(self.digits) >= FEWEST)


class _Numerals(NamedTuple):
    """The numerals of all languages, what may stand between them and what they count."""

    numeral: re.Pattern[str]
    between: re.Pattern[str]
    counted: re.Pattern[str]
    named: re.Pattern[str]
    signs: dict[str, int]
    words: dict[str, int]
    times: dict[str, int]


@cache
def _known() -> _Numerals:
    data = [one.get("numerals", {}) for one in languages().values()]

    def named(key: str) -> dict[str, int]:
        return {name: value for one in data for name, value in one.get(key, {}).items()}

    def either(key: str) -> str:
        return "|".join(name for one in data for name in one.get(key, ())) or "(?!)"

    signs = {
        char: int(value)
        for char in {*characters(), *HAN} - ASCII
        if (value := unicodedata.numeric(char, None)) is not None
    } | named("signs")
    spelt = "|".join((*named("words"), *named("times"))) or "(?!)"
    first = "".join({letter for word in spelt.split("|") for letter in word[0] + word[0].upper()})
    sign = r"(?:[^\w\ufffc]|_)*"  # a fact link is no separator
    return _Numerals(
        re.compile(
            rf"(?=[\d{first}{''.join(signs)}])(?:\d+"  # most signs are none, and soon passed by
            rf"|(?P<han>[{''.join(signs)}]{{1,{LONGEST}}})"
            rf"|(?P<word>(?<![A-Za-z])(?i:{spelt})(?![A-Za-z])))"
        ),
        re.compile(rf"{sign}(?:(?i:{either('between')}){sign}){{0,4}}"),
        re.compile(rf"\s?(?:{either('counted')})"),
        re.compile(either("named")),
        signs,
        named("words"),
        named("times"),
    )


@lru_cache(KEPT)
def numbers(text: str) -> tuple[Number, ...]:
    """Three digits in a row and more: what is shorter is no number, nor a part of one."""
    known, text = _known(), simple(text)
    runs: list[list[re.Match[str]]] = []
    is_whole = False
    for found in known.numeral.finditer(text):
        was_whole, is_whole = is_whole, _is_whole(found)
        joins = runs and known.between.fullmatch(text, runs[-1][-1].end(), found.start())
        if was_whole or is_whole or not joins:
            runs.append([])
        runs[-1].append(found)
    runs = [part for run in runs for part in _without_counts(run)]
    return tuple(_number(text, run) for run in runs if len(run) > 1 or _is_long(run[0]))


def _is_long(found: re.Match[str]) -> bool:
    return len(found[0]) >= PART and not found["word"]


def _is_whole(found: re.Match[str]) -> bool:
    """Whether digits without anything between them are a number by themselves."""
    if found.lastgroup is None and ALONE.fullmatch(found.string, found.start(), found.end()):
        return not NEXT.match(found.string, found.end())
    return len(found[0]) >= FEWEST and not found["word"]


@lru_cache(KEPT)
def in_names(text: str) -> frozenset[int]:
    """Where the names of articles, standards and documents stand: their digits are no numbers."""
    names = _known().named.finditer(simple(text))
    return frozenset(at for name in names for at in range(*name.span()))


def _without_counts(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """A run of digits without a single word at either end: 2026, five agencies."""
    first, last = 0, len(run)
    if last > 1 and run[0].lastgroup and not run[1].lastgroup:
        first = 1
    if last - first > 1 and run[-1].lastgroup and not run[-2].lastgroup:
        last -= 1
    yield from (part for part in (run[:first], run[first:last], run[last:]) if part)


def _number(text: str, run: list[re.Match[str]]) -> Number:
    start, end = run[0].start(), run[-1].end()
    parts = list(_parts(run))
    found = Number(start, end, " ".join(text[start:end].split()), "".join(parts))
    is_spelt = any(one.lastgroup for one in run)
    counts = is_spelt and len(parts) == len(found.digits) and found.rises
    counts = counts or (is_spelt and len(parts) == 1 and len(found.digits) < FEWEST)
    counts = counts or bool(FIGURES.fullmatch(text, start, end))
    if len(found.digits) < FEWEST or CENTS.fullmatch(text, start, end):
        counts = counts or bool(_known().counted.match(text, end))
    return found._replace(is_spelt=is_spelt, counts=counts)


def _parts(run: list[re.Match[str]]) -> Iterator[str]:
    """The digits of each numeral of a run."""
    for kind, group in groupby(run, key=lambda found: found.lastgroup):
        written = [found[0] for found in group]
        if kind == "word":
            yield from _of_words([word.lower() for word in written])
        elif kind == "han":
            yield from (part for signs in written for part in _of_han(signs))
        else:
            yield from written


def _of_han(written: str) -> Iterator[str]:
    """Sign by sign, or as one amount where there is a ten or a hundred."""
    values = [_known().signs[sign] for sign in written]
    if max(values) < 10:
        yield from map(str, values)
    else:
        is_none = values[0] >= LARGE  # 万 alone counts nothing: 万一
        yield _round(amount(values[is_none:]))


def amount(values: Sequence[int]) -> int:
    """What digits and tens count that follow each other: 三千五百, and 12 万."""
    total = part = digit = 0
    for value in values:
        if value < 10:
            digit = digit * 10 + value
        elif value < LARGE:
            part, digit = part + (digit or 1) * value, 0
        else:
            total, part, digit = total + (part + digit or 1) * value, 0, 0
    return total + part + digit


def _of_words(written: list[str]) -> Iterator[str]:
    """Numbers as English says them: ninety-five one eighty-eight, double five, six hundred."""
    values, times = _known().words, _known().times
    said: list[tuple[int, int]] = []  # each amount, and how often it is said
    for before, word in pairwise(("", *written)):
        if word in times:
            continue
        last, often = said[-1] if before in values else (0, 0)
        joined = _joined(last, values[word]) if often == 1 else None
        if joined is None:
            said.append((values[word], times.get(before, 1)))
        else:
            said[-1] = joined, 1
    for one, often in said:
        yield (_round(one) if one >= 100 else str(one)) * often


def _joined(before: int, value: int) -> int | None:
    """An amount that goes on with a word: five, hundred; twenty, one; hundred, five."""
    if 0 < before < 10**LONGEST and value >= 100:
        return before * value
    is_unit = before % 10 == 0 and before % 100 >= 20 and 0 < value < 10
    is_rest = before >= 100 and before % 100 == 0 and value > 0
    return before + value if is_unit or is_rest else None


def _round(value: int) -> str:
    """An amount without its zeros, for those of round sums are no digits to dial."""
    return str(value).rstrip("0") or "0"
