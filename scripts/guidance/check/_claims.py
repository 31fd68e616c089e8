"""False claims, looked for sentence by sentence (``false-claims.yml`` says how).

Words in quotation marks are somebody else's, and a sentence that denies the claim or calls it wrong
does not assert it: a page may quote a lie to warn of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from guidance.check._digits import KEPT
from guidance.language import gap, writing

QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"|‘[^’]*’")
SENTENCE = re.compile(r"[^。！？!?；\n]*(?:[.](?=\d)[^。！？!?；\n]*)*[。！？!?；\n]?")
#: A stop ends an English sentence only before a space: "24.5" and "art. 42" go on.
STOP = re.compile(r"(?<=\.)(?<!\bart\.)\s")
KINDS = ("denied", "refuted")
CLAUSE = re.compile(r"[,，;；]")
ENDING = r"(?:s|es|d|ed|ing|er|ers|mer|mers|en|ens|ening)?(?!\w)"


@dataclass(frozen=True)
class Saying:
    """One way of saying a claim: the choices of words that follow each other."""

    locale: str
    parts: tuple[tuple[str, ...], ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The parts in their order; what stands between them is in the groups."""
        parts = (_any_of(self.locale, part) for part in self.parts)
        return re.compile(f"(.{{0,{gap('claim', self.locale)}}}?)".join(parts))


@dataclass(frozen=True)
class Claim:
    """A false claim as it is said in one language; ``claim`` says it in plain English."""

    name: str
    claim: str
    says: tuple[Saying, ...]
    but: tuple[str, ...]


@cache
def _data() -> Any:
    return yaml.safe_load(files("guidance.check").joinpath("false-claims.yml").read_text("utf-8"))


@cache
def claims(locale: str) -> tuple[Claim, ...]:
    """All of them in one language; none in a language that the file does not speak."""
    return tuple(
        Claim(
            name,
            claim["claim"],
            tuple(_saying(locale, one) for one in claim[locale]["says"]),
            tuple(claim[locale].get("but", ())),
        )
        for name, claim in _data()["claims"].items()
        if locale in claim
    )


def _saying(locale: str, says: str) -> Saying:
    whole = says.format(**_data()["words"][locale])
    return Saying(locale, tuple(tuple(part.split("|")) for part in whole.split(" … ")))


@cache
def _sayings(locale: str) -> tuple[tuple[Claim, Saying], ...]:
    return tuple((claim, saying) for claim in claims(locale) for saying in claim.says)


@cache
def _by_rare_words(locale: str) -> dict[str, dict[str, list[int]]]:
    """Numbers of the sayings by the first two signs of a word, and by the word.

    The words are those of the part whose shortest word is longest: few texts hold one of them.
    """
    found: dict[str, dict[str, list[int]]] = {}
    for number, (_, saying) in enumerate(_sayings(locale)):
        for word in max(saying.parts, key=lambda part: min(map(len, part))):
            found.setdefault(word[:2], {}).setdefault(word, []).append(number)
    return found


def _possible(locale: str, text: str) -> list[tuple[Claim, Saying]]:
    """What a text may say: it holds a word of each part, in whatever order."""
    words, rare = _plain(locale, text), _by_rare_words(locale)
    begins = {*words, *map("".join, pairwise(words))} & rare.keys()
    held = [rare[begin][word] for begin in begins for word in rare[begin] if word in words]
    sayings = [_sayings(locale)[number] for number in sorted({n for one in held for n in one})]
    return [one for one in sayings if all(any(w in words for w in part) for part in one[1].parts)]


@lru_cache(KEPT)
def asserted(locale: str, text: str) -> tuple[tuple[int, str, tuple[Claim, ...]], ...]:
    """The sentences of a text that assert a false claim: where each begins, and what."""
    return tuple(_asserted(locale, text))


def _asserted(locale: str, text: str) -> Iterator[tuple[int, str, tuple[Claim, ...]]]:
    possible = _possible(locale, text)
    for start, sentence in _sentences(text) if possible else ():
        told = [claim for claim, saying in possible if _asserts(sentence, saying, claim.but)]
        if told:
            yield start, sentence, tuple(dict.fromkeys(told))


def _asserts(sentence: str, saying: Saying, but: tuple[str, ...]) -> bool:
    locale, at = saying.locale, 0
    if sentence.endswith(("?", "？", "吗。")):
        return False
    words = _plain(locale, sentence)
    denied, refuted = (_choice(locale, tuple(_data()[kind][locale])) for kind in KINDS)
    while found := saying.pattern.search(words, at):
        if _choice(locale, but).search(words):
            return False
        begin = max(0, found.start() - gap("denial", locale))
        before = CLAUSE.split(words[begin : found.start()])[-1]
        is_denied = any(map(denied.search, [before, *found.groups()]))
        if not is_denied and not refuted.search(words[found.end() :]):
            return True
        at = found.start() + 1
    return False


@cache
def _choice(locale: str, words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_any_of(locale, words))


def _any_of(locale: str, words: tuple[str, ...]) -> str:
    """Any of the words; where spaces part them, with endings: "scam" finds "scammers"."""
    begin, end = (r"(?:\b|(?=n't))", ENDING) if writing(locale).space else ("", "")
    return f"{begin}(?:{'|'.join(map(re.escape, words))}){end}" if words else r"(?!)"


def _plain(locale: str, text: str) -> str:
    words = text.replace("’", "'").lower()
    return re.sub(r"\s+", writing(locale).space, words)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    unquoted = QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    for part in SENTENCE.finditer(unquoted):
        start = part.start()
        for sentence in STOP.split(part[0]):
            if sentence.strip():
                yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()
            start += len(sentence) + 1
