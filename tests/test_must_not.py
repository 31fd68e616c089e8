"""What this guide must never say, looked for as claims (must-not.yml) in every sentence it has.

A page may quote a lie to warn of it: words in quotation marks and speech bubbles are somebody else's,
and a sentence that denies the claim or calls it wrong does not assert it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from guidance import strings
from guidance.check._elsewhere import elsewhere
from guidance.check._plain import said
from guidance.model import Site

from tests.helpers.every import for_each
from tests.helpers.project import LOCALES

FILE = Path(__file__).with_name("must-not.yml")
#: Characters between two parts of a claim; around a claim, where a denial stands.
GAP = {"zh": 12, "en": 40}
BEFORE = {"zh": 14, "en": 40}
#: The least share of `unseen` that is caught. Measured when they were written, on 2026-11-24:
#: zh 20 of 29, en 18 of 29.
UNSEEN = 0.6
QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"|‘[^’]*’")
SENTENCE = re.compile(r"[^。！？!?；\n]*(?:[.](?=\d)[^。！？!?；\n]*)*[。！？!?；\n]?")
#: A stop ends an English sentence only before a space: "24.5" and "art. 42" go on.
STOP = re.compile(r"(?<=\.)(?<!\bart\.)\s")
CLAUSE = re.compile(r"[,，;；]")
ENDING = r"(?:s|es|d|ed|ing|er|ers|mer|mers|en|ens|ening)?(?!\w)"


@dataclass(frozen=True)
class Claim:
    """A false claim as it is said in one language."""

    name: str
    says: tuple[str, ...]
    but: tuple[str, ...]
    asserts: tuple[str, ...]
    unseen: tuple[str, ...]
    passes: tuple[str, ...]


@cache
def data() -> Any:
    return yaml.safe_load(FILE.read_text("utf-8"))


@cache
def claims(locale: str) -> list[Claim]:
    keys = ("says", "but", "asserts", "unseen", "passes")
    return [
        Claim(name, *(tuple(claim[locale].get(key, ())) for key in keys))
        for name, claim in data()["claims"].items()
    ]


@cache
def any_word(locale: str, kind: str) -> re.Pattern[str]:
    return choice(locale, tuple(data()[kind][locale]))


@cache
def choice(locale: str, words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words; English ones with their endings, so that "scam" finds "scammers"."""
    begin, end = (r"(?:\b|(?=n't))", ENDING) if locale == "en" else ("", "")
    return re.compile("|".join(f"{begin}{re.escape(word)}{end}" for word in words) or r"(?!)")


@cache
def parts(locale: str, says: str) -> list[tuple[str, ...]]:
    """What a claim says, in its order: of each part any of the words."""
    whole = says.format(**data()["words"][locale])
    return [tuple(part.split("|")) for part in whole.split(" … ")]


@cache
def pattern(locale: str, says: str) -> re.Pattern[str]:
    """The parts in their order; what stands between them is in the groups."""
    patterns = [f"(?:{choice(locale, words).pattern})" for words in parts(locale, says)]
    return re.compile(f"(.{{0,{GAP[locale]}}}?)".join(patterns))


def may_say(locale: str, says: str, sentence: str) -> bool:
    """Whether words of each part are in it at all: most sentences need no pattern."""
    return all(any(word in sentence for word in words) for words in parts(locale, says))


@cache
def plain(locale: str, text: str) -> str:
    words = text.replace("’", "'").lower()
    return re.sub(r"\s+", "" if locale == "zh" else " ", words)


def sentences(text: str) -> Iterator[str]:
    for part in SENTENCE.findall(QUOTED.sub(" ", text)):
        yield from filter(None, map(str.strip, STOP.split(part)))


def asserted(locale: str, text: str) -> list[str]:
    """The false claims that a text asserts."""
    plainly = [
        plain(locale, one) for one in sentences(text) if not one.endswith(("?", "？", "吗。"))
    ]
    return [
        claim.name
        for claim in claims(locale)
        if any(asserts(locale, one, claim) for one in plainly)
    ]


def asserts(locale: str, words: str, claim: Claim) -> bool:
    possible = [says for says in claim.says if may_say(locale, says, words)]
    if not possible or choice(locale, claim.but).search(words):
        return False
    denied, refuted = any_word(locale, "denied"), any_word(locale, "refuted")
    for says in possible:
        at = 0
        while found := pattern(locale, says).search(words, at):
            before = CLAUSE.split(words[max(0, found.start() - BEFORE[locale]) : found.start()])[-1]
            is_denied = any(map(denied.search, [before, *found.groups()]))
            if not is_denied and not refuted.search(words[found.end() :]):
                return True
            at = found.start() + 1
    return False


CASES = [
    (locale, claim.name, text, kind)
    for locale in LOCALES
    for claim in claims(locale)
    for kind in ("asserts", "passes")
    for text in getattr(claim, kind)
]


@for_each(("locale", "name", "text", "kind"), CASES)
def test_a_claim_is_known_in_other_words_and_a_denial_is_none(
    locale: str, name: str, text: str, kind: str
) -> None:
    found = asserted(locale, text)
    assert name in found if kind == "asserts" else found == []


@pytest.mark.parametrize("locale", LOCALES)
def test_most_of_what_nobody_thought_of_is_caught_too(locale: str) -> None:
    unseen = [(claim.name, text) for claim in claims(locale) for text in claim.unseen]
    caught = [text for name, text in unseen if name in asserted(locale, text)]
    assert len(caught) >= UNSEEN * len(unseen), f"{len(caught)} of {len(unseen)}"


def everything(site: Site, locale: str) -> Iterator[tuple[str, str]]:
    """Where each text of an edition stands, and the text."""
    for block in said(site):
        if block.page.locale == locale:
            at = block.at(0)
            yield f"{at.path}:{at.line}", block.text
    for words in elsewhere(site):
        if words.locale == locale and words.kind == "fact" and not words.is_source:
            yield f"{words.start.path}:{words.start.line}", words.text
    for key, text in strings.load(locale).items():
        yield f"strings/{locale}.yml {key}", text


@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_no_fact_and_no_word_of_the_interface_asserts_one(guide: Site, locale: str) -> None:
    texts = list(everything(guide, locale))
    assert len(texts) > 1000
    wrong = [f"{at}: {name}: {text}" for at, text in texts for name in asserted(locale, text)]
    assert wrong == []
