from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._pinyin import is_pinyin
from guidance.check._plain import Said, plain, said_on
from guidance.han import HAN, LETTERS, both
from guidance.model import Page, Site

WORD = re.compile(r"(?<![\w'’./-])[A-Z][a-z]{3,}(?![\w'’/-])")
ITALIC = re.compile(r"(?<![*\w])\*(?=[a-z])([a-z]{4,})\*(?![*\w])")
SENTENCE_START = re.compile(r"(?:^\W*|[.!?:;“‘(\n]\s*)$")
BRACKET = both("(")
GLOSSED = rf"\s*[{BRACKET}{LETTERS}]|[^.;]{{0,30}}\s[{BRACKET}][{LETTERS}]"


@rule("unexplained-pinyin", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Iterator[Fault]:
    """A Chinese word in Latin letters stands in English text without a gloss.

    Bad:  Pay off your Baitiao first.
    Good: Pay off your [Baitiao](term:baitiao) first.   your Baitiao (JD's credit) first

    At its first use on a page: a term link, the characters, or a gloss in brackets. Known names
    (Beijing, Taobao) need none; known_pinyin of the language lists them.
    """
    for page in site.pages:
        language = plain(page.locale)
        if not language.known_pinyin:
            continue
        done = {word.lower() for word in language.known_pinyin}
        for one in said_on(site, page):
            if one.is_title:
                continue
            for start, word in _chinese_words(one, page):
                if word.lower() in done:
                    continue
                done.add(word.lower())
                if not _explained(one, start, word):
                    yield Fault(
                        one.at(start),
                        f"{word!r} stands here without an explanation",
                        f"link its term, or write the characters: {word} (…)",
                    )


def _chinese_words(one: Said, page: Page) -> Iterator[tuple[int, str]]:
    """Words that only Chinese has: capital letters within a sentence, or italics."""
    line = page.lines[one.at(0).line - 1]
    italics = set(ITALIC.findall(line))
    for found in WORD.finditer(one.text):
        if is_pinyin(found[0]) and not SENTENCE_START.search(one.text[: found.start()]):
            yield found.start(), found[0]
    for word in sorted(italics):
        whole = re.search(rf"\b{word}\b", one.text)
        if whole and is_pinyin(word):
            yield whole.start(), word


def _explained(one: Said, start: int, word: str) -> bool:
    link = one.link_at(start)
    before, after = one.text[:start].rstrip(f" {BRACKET}"), one.text[start + len(word) :]
    return (
        (link is not None and link.scheme == "term")
        or bool(re.match(rf"{GLOSSED}|\s*(?:{plain(one.page.locale).gloss})", after))
        or bool(HAN.match(before[-1:]))
    )
