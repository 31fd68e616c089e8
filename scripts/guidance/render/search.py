"""How the search takes what readers type: data for overrides/assets/search.js, beside the index.

Readers write Traditional characters, wrong characters that sound right, pinyin, whole questions.
The browser turns them into words of the pages with three tables:

``idle``, ``same``  words of a question, and other words for the same
``crisis``          words that bring the page that helps first, whatever else is typed
``simple``          a Traditional character and its Simplified one, by OpenCC
``sounds``          characters by syllable without its tone, by pypinyin

What libraries do not know of a language is in ``queries/<locale>.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import rjieba
import yaml
from pydantic import BaseModel, ConfigDict
from pypinyin import lazy_pinyin

from guidance.render.message_checker import traditional

QUERIES = Path(__file__).with_name("queries")
HAN = re.compile("[\u4e00-\u9fff]")
#: The rows of GB 2312 with the characters in daily use, which a reader's keyboard offers first.
DAILY = range(0xB0, 0xD8)


class Queries(BaseModel):
    """What readers of one edition type; nothing is left out or replaced when it has no file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    idle: str = ""
    same: dict[str, str] = {}
    crisis: list[str] = []
    spoken: dict[str, str] = {}
    words: str = ""


@cache
def queries(locale: str) -> Queries:
    """The words of ``queries/<locale>.yml``. Raises pydantic's error when one is no text."""
    path = QUERIES / f"{locale}.yml"
    return Queries.model_validate(yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {})


def segment(text: str) -> list[str]:
    """The Chinese words of a text, one after the other; names of ``queries/zh.yml`` stay whole."""
    names = queries("zh").words.split()
    parts = re.split(f"({'|'.join(names)})", text)
    return [
        word for part in parts for word in ([part] if part in names else rjieba.cut(part, True))
    ]


def first_tables(locale: str, texts: Iterable[str]) -> dict[str, object]:
    """What goes with titles and search words: ``idle``, ``same``, ``crisis``, ``simple``.

    ``simple`` has, one after the other, each Traditional character and its Simplified one, of those
    Simplified ones that the pages and the words above have.
    """
    words = queries(locale)
    own = _han([*texts, words.idle, *words.same, *words.same.values(), *words.crisis])
    simple = "".join(old + new for old, new in traditional().items() if new in own)
    return {
        "idle": words.idle.split(),
        "same": words.same,
        "crisis": words.crisis,
        "simple": simple,
    }


def sounds(locale: str, texts: Iterable[str]) -> dict[str, str]:
    """Characters of daily writing and of ``texts`` by their syllable: ``{"cui": "催崔摧…"}``."""
    found: dict[str, str] = {}
    for char in sorted(_daily() | _han(texts)):
        syllable = queries(locale).spoken.get(char) or lazy_pinyin(char)[0]
        if syllable != char:
            found[syllable] = found.get(syllable, "") + char
    return found


def _han(texts: Iterable[str]) -> set[str]:
    return {char for text in texts for char in HAN.findall(text)}


@cache
def _daily() -> frozenset[str]:
    rows = (bytes((high, low)) for high in DAILY for low in range(0xA1, 0xFF))
    return frozenset("".join(one.decode("gb2312", "ignore") for one in rows))
