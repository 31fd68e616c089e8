"""False claims, looked for sentence by sentence (``false-claims.yml`` says how).

Words in quotation marks are somebody else's, and a sentence that denies the claim or calls it wrong
does not assert it: a page may quote a lie to warn of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

#: Characters between two parts of a claim; around a claim, where a denial stands.
GAP = {"zh": 12, "en": 40}
BEFORE = {"zh": 14, "en": 40}
QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"|‘[^’]*’")
SENTENCE = re.compile(r"[^。！？!?；\n]*(?:[.](?=\d)[^。！？!?；\n]*)*[。！？!?；\n]?")
#: A stop ends an English sentence only before a space: "24.5" and "art. 42" go on.
STOP = re.compile(r"(?<=\.)(?<!\bart\.)\s")
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
        parts = (f"(?:{_choice(self.locale, part).pattern})" for part in self.parts)
        return re.compile(f"(.{{0,{GAP[self.locale]}}}?)".join(parts))


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
def _vocabulary(locale: str) -> frozenset[str]:
    return frozenset().union(*(p for c in claims(locale) for one in c.says for p in one.parts))


def asserted(locale: str, text: str) -> Iterator[tuple[int, str, tuple[Claim, ...]]]:
    """The sentences of a text that assert a false claim: where each begins, and what."""
    words = _plain(locale, text)
    held = {word for word in _vocabulary(locale) if word in words}  # most texts can say none
    possible = [
        (claim, saying)
        for claim in claims(locale)
        for saying in claim.says
        if not any(map(held.isdisjoint, saying.parts))
    ]
    for start, sentence in _sentences(text) if possible else ():
        told = [claim for claim, saying in possible if _asserts(sentence, saying, claim.but)]
        if told:
            yield start, sentence, tuple(dict.fromkeys(told))


def _asserts(sentence: str, saying: Saying, but: tuple[str, ...]) -> bool:
    locale, at = saying.locale, 0
    if sentence.endswith(("?", "？", "吗。")):
        return False
    words = _plain(locale, sentence)
    denied, refuted = (_any_of(locale, kind) for kind in ("denied", "refuted"))
    while found := saying.pattern.search(words, at):
        if _choice(locale, but).search(words):
            return False
        before = CLAUSE.split(words[max(0, found.start() - BEFORE[locale]) : found.start()])[-1]
        is_denied = any(map(denied.search, [before, *found.groups()]))
        if not is_denied and not refuted.search(words[found.end() :]):
            return True
        at = found.start() + 1
    return False


@cache
def _any_of(locale: str, kind: str) -> re.Pattern[str]:
    return _choice(locale, _data()[kind][locale])


def _choice(locale: str, words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words; English ones with their endings, so that "scam" finds "scammers"."""
    begin, end = (r"(?:\b|(?=n't))", ENDING) if locale == "en" else ("", "")
    return re.compile("|".join(f"{begin}{re.escape(word)}{end}" for word in words) or r"(?!)")


def _plain(locale: str, text: str) -> str:
    words = text.replace("’", "'").lower()
    return re.sub(r"\s+", "" if locale == "zh" else " ", words)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    unquoted = QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    for part in SENTENCE.finditer(unquoted):
        start = part.start()
        for sentence in STOP.split(part[0]):
            if sentence.strip():
                yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()
            start += len(sentence) + 1
