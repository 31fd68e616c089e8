"""Prose as the fact rules read it: what counts as a phone number, an article, a figure.

What is said in words differs by language and lies in ``languages/<locale>/language.yml``.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from guidance.check._digits import KEPT, LARGE, amount, numbers
from guidance.check._source import place_in_front_matter
from guidance.language import language_file, writing
from guidance.model import Block, Page, Site, all_once
from guidance.registry import Claim
from guidance.signs import simple

NUMBER = re.compile(r"\d(?:[\d,.:–-]*\d)?\s?%?")
TITLES = ("h2", "h3", "h4", "title")


@dataclass(frozen=True)
class Language:
    """What one language writes in words."""

    article: re.Pattern[str]
    figure: re.Pattern[str]


@cache
def language(locale: str) -> Language:
    """The words of a locale; digits alone when it has no file."""
    data = language_file(locale)
    more = data.get("numerals", {})

    def either(kind: str, *others: str) -> re.Pattern[str]:
        # Bounded, so that a line of 一 takes no time; no number has more signs.
        found = [
            pattern.replace("{number}+", "{number}{1,24}").replace("{number}", one)
            for source in (data, more)
            for one in (source.get("number", ""),)
            for pattern in source.get(kind, [])
        ]
        return re.compile("|".join([*found, *others]) or r"(?!)")

    return Language(either("articles"), either("figures", NUMBER.pattern))


@lru_cache(KEPT)
def has_figure(words: str, locale: str) -> bool:
    """Whether words state a figure, an article or a number to call."""
    known = language(locale)
    return bool(
        known.figure.search(words)
        or known.article.search(words)
        or any(one.is_to_call for one in numbers(words))
    )


@cache
def _values(locale: str) -> tuple[Mapping[str, int], re.Pattern[str]]:
    data = language_file(locale)
    more = data.get("numerals", {})
    spelt = more.get("words", {})
    known = {word: value for word, value in spelt.items() if 0 < value < 100}
    known |= data.get("values", {})
    known |= {word.capitalize(): value for word, value in known.items()}
    words = "|".join(known) or r"(?!)"
    signs = more["number"].strip("[]") if writing(locale).han else ""
    known |= {one: int(unicodedata.numeric(one, 0)) for one in signs} | more.get("signs", {})
    large = "|".join(one for one in signs if known[one] >= LARGE) or r"(?!)"
    numeral = rf"\d+(?:[,.:]\d+)*(?:\s?(?:{large}))?|(?:{'|'.join(signs) or r'(?!)'})+"
    return known, re.compile(rf"{numeral}|\b(?:{words})(?:-(?:{words}))*\b")


@lru_cache(KEPT)
def values(words: str, locale: str) -> tuple[str, ...]:
    """What words count, each once, in plain digits: 3 for 三 and three, 10000 for 1 万."""
    known, pattern = _values(locale)
    found = (one[0] for one in pattern.finditer(simple(words)))
    return tuple(dict.fromkeys(_value(one, known) for one in found))


def stated(words: str, locale: str) -> set[str]:
    """What the figures and articles count that words state: 一年 is one, the 一 of 一般 is none."""
    known = language(locale)
    found = (one[0] for which in (known.figure, known.article) for one in which.finditer(words))
    return {value for one in found for value in values(one, locale)}


def figures_of(claim: Claim, locale: str) -> list[str]:
    """What the link texts of a record count in an edition."""
    texts = (claim.text or {}).get(locale, [])
    return list(dict.fromkeys(value for text in texts for value in values(text, locale)))


def _value(numeral: str, known: Mapping[str, int]) -> str:
    if numeral[0].isascii() and numeral[0].isalpha():
        return str(sum(known[word] for word in numeral.split("-")))
    plain = re.sub(r"[,\s]", "", numeral)
    if re.search("[.:]", plain):
        return plain
    return str(amount([int(sign) if sign.isdecimal() else known[sign] for sign in plain]))


@all_once
def prose(site: Site) -> Iterator[tuple[Page, Block]]:
    """Every block that states something, titles and descriptions of pages included."""
    for page in site.pages:
        for words in (page.title, page.description):
            if words:
                yield page, Block("title", words, ((0, place_in_front_matter(page, words)),), "")
        for block in page.blocks:
            if block.kind != "bubble":
                yield page, block


def is_cited(page: Page, block: Block, figure: str) -> bool:
    """Whether a figure of a title is linked to its fact somewhere on the page."""
    whole = re.compile(rf"(?<![\d.:]){re.escape(figure)}(?![\d.:]|\d)")
    return block.kind in TITLES and any(whole.search(link.text) for link in page.facts())
