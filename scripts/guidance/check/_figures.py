"""Prose as the fact rules read it: what counts as a phone number, an article, a figure.

What is said in words differs by language and lies in ``languages/<locale>.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from guidance.check._causes import Thing, page_thing
from guidance.model import Block, Page, Position, Site

LANGUAGES = Path(__file__).with_name("languages")
WIDE = str.maketrans("０１２３４５６７８９：％", "0123456789:%")
QUOTED = re.compile(r"“[^“”]*”")
DATE = re.compile(r"(?<!\d)\d{4}[-/.年]\s?\d{1,2}(?:[-/.月]\s?\d{1,2}日?)?(?![\d-])")
PHONE = re.compile(
    r"(?<![\d.,¥￥])"
    r"(?:\+?\d(?:[ -]?\d){4,}|1[12][0-9]|999)"
    r"(?!\d|[.,:]\d|\s?(?:[元块万%倍]|yuan\b|RMB\b|CNY\b))"
)
NUMBER = re.compile(r"\d(?:[\d,.:–-]*\d)?\s?%?")
TITLES = ("h2", "h3", "h4", "title")
UNTRUSTED = (
    "forbidden-syntax",
    "list-without-blank-line",
    "mistyped-syntax",
    "raw-html",
    "unknown-scheme",
)


@dataclass(frozen=True)
class Language:
    """What one language writes in words."""

    article: re.Pattern[str]
    figure: re.Pattern[str]


@cache
def language(locale: str) -> Language:
    """The words of a locale; digits alone when it has no file."""
    path = LANGUAGES / f"{locale}.yml"
    data = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}

    def either(*patterns: str) -> re.Pattern[str]:
        number = data.get("number", "")
        return re.compile("|".join(p.replace("{number}", number) for p in patterns) or r"(?!)")

    return Language(
        either(*data.get("articles", [])), either(*data.get("figures", []), NUMBER.pattern)
    )


def unquoted(words: str) -> str:
    """Words with quotations blanked and wide digits made plain, their length kept."""
    return QUOTED.sub(lambda found: " " * len(found[0]), words.translate(WIDE))


def has_figure(words: str, locale: str) -> bool:
    """Whether words state a figure or an article."""
    known = language(locale)
    return bool(known.figure.search(words) or known.article.search(words))


def prose(site: Site) -> Iterator[tuple[Page, Block]]:
    """Every block that states something, titles and descriptions of pages included."""
    for page in site.pages:
        for words in (page.title, page.description):
            if words:
                yield page, Block("title", words, ((0, _in_front_matter(page, words)),), "")
        for block in page.blocks:
            if block.kind != "bubble":
                yield page, block


def _in_front_matter(page: Page, words: str) -> Position:
    """Where a value of the front matter begins; its first line if it was folded."""
    for number, line in enumerate(page.lines[: page.body_line], 1):
        column = line.find(words)
        if column >= 0:
            return page.at(number, column + 1)
    return page.at(2)


def examples(site: Site) -> Iterator[tuple[Page, str, Block, int]]:
    """Quoted words and bubbles, with their block and the offset where they stand in it."""
    for page in site.pages:
        for block in page.blocks:
            words = block.text.translate(WIDE)
            if block.kind == "bubble":
                yield page, words, block, 0
                continue
            for found in QUOTED.finditer(words):
                yield page, found[0], block, found.start()


def is_cited(page: Page, block: Block, figure: str, *schemes: str) -> bool:
    """Whether a figure of a title is linked to its fact somewhere on the page."""
    whole = re.compile(rf"(?<![\d.:]){re.escape(figure)}(?![\d.:]|\d)")
    return block.kind in TITLES and any(
        whole.search(link.text.translate(WIDE)) for link in page.facts(*schemes)
    )


def phones(text: str) -> Iterator[re.Match[str]]:
    """Phone numbers and short codes of a text; a date is none."""
    dates = [found.span() for found in DATE.finditer(text)]
    for found in PHONE.finditer(text):
        if not any(start <= found.start() < end for start, end in dates):
            yield found


def cites(page: Page, block: Block) -> tuple[Thing, ...]:
    """What a raw fact breaks: whether this section cites the same facts in every edition."""
    return (page_thing(page.name, block.section),)
