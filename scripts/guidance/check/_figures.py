"""Prose as the fact rules read it: what counts as a phone number, an article, a figure.

What is said in words differs by language and lies in ``languages/<locale>.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from guidance.check._causes import Thing, page_thing
from guidance.check._disguise import KEPT, Number, phones, undisguised, without_unseen
from guidance.check._source import place_in_front_matter
from guidance.model import Block, Page, Site, once

LANGUAGES = Path(__file__).with_name("languages")
QUOTED = re.compile(r"“[^“”]*”")
NUMBER = re.compile(r"\d(?:[\d,.:–-]*\d)?\s?%?")
TITLES = ("h2", "h3", "h4", "title")


@dataclass(frozen=True)
class Language:
    """What one language writes in words."""

    article: re.Pattern[str]
    figure: re.Pattern[str]
    spoken: re.Pattern[str]


@cache
def language_file(locale: str) -> dict[str, Any]:
    """What ``languages/<locale>.yml`` holds; nothing when there is none."""
    path = LANGUAGES / f"{locale}.yml"
    return yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}


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

    return Language(
        either("articles"),
        either("figures", NUMBER.pattern),
        re.compile(more.get("spoken", r"(?!)"), re.I),
    )


@lru_cache(KEPT)
def unquoted(words: str) -> str:
    """Words with quotations blanked and figures in plain digits, their length kept."""
    return QUOTED.sub(lambda found: " " * len(found[0]), undisguised(words))


@lru_cache(KEPT)
def has_figure(words: str, locale: str) -> bool:
    """Whether words state a figure, an article or a number to call."""
    known = language(locale)
    return bool(
        known.figure.search(words)
        or known.article.search(words)
        or next(phones(words, known.spoken), None)
    )


@lru_cache(KEPT)
def numbers(words: str, locale: str) -> tuple[Number, ...]:
    """Numbers to call in plain words."""
    return tuple(phones(words, language(locale).spoken))


@once
def prose(site: Site) -> list[tuple[Page, Block]]:
    """Every block that states something, titles and descriptions of pages included."""
    return list(_prose(site))


def _prose(site: Site) -> Iterator[tuple[Page, Block]]:
    for page in site.pages:
        for words in (page.title, page.description):
            if words:
                title = Block("title", words, ((0, place_in_front_matter(page, words)),), "")
                yield page, without_unseen(title)
        for block in page.blocks:
            if block.kind != "bubble":
                yield page, without_unseen(block)


def examples(site: Site) -> Iterator[tuple[Page, str, Block, int]]:
    """Quoted words and bubbles, with their block and the offset where they stand in it."""
    for page in site.pages:
        for block in map(without_unseen, page.blocks):
            words = undisguised(block.text)
            if block.kind == "bubble":
                yield page, words, block, 0
                continue
            for found in QUOTED.finditer(words):
                yield page, found[0], block, found.start()


def is_cited(page: Page, block: Block, figure: str, *schemes: str) -> bool:
    """Whether a figure of a title is linked to its fact somewhere on the page."""
    whole = re.compile(rf"(?<![\d.:]){re.escape(figure)}(?![\d.:]|\d)")
    return block.kind in TITLES and any(
        whole.search(undisguised(link.text)) for link in page.facts(*schemes)
    )


def cites(page: Page, block: Block) -> tuple[Thing, ...]:
    """What a raw fact breaks: whether this section cites the same facts in every edition."""
    return (page_thing(page.name, block.section),)
