"""False claims, looked for sentence by sentence (``docs/_guide/false-claims.yml`` says how).

Words in quotation marks are somebody else's, and a sentence that denies the claim or calls it wrong
does not assert it: a page may quote a lie to warn of it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from guidance.han import QUOTES, STOP, both, wide
from guidance.language import gap, writing
from guidance.model import Site, once
from guidance.subject import FalseClaims

QUOTED = re.compile("|".join(f"{a}[^{b}]*{b}" for a, b in (*QUOTES, ('"', '"'), ("‘", "’"))))
STOPS = rf"{both('!?')}{wide(';')}{STOP}\n"
SENTENCE = re.compile(rf"[^{STOPS}]*(?:[.](?=\d)[^{STOPS}]*)*[{STOPS}]?")
#: A stop ends an English sentence only before a space: "24.5" and "art. 42" go on.
AFTER_STOP = re.compile(r"(?<=\.)(?<!\bart\.)\s")
#: A choice of words by its name; invalid-guide tells of one that there is not.
WORD = re.compile(r"\{(\w*)\}")
CLAUSE = re.compile(f"[{both(',;')}]")
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
    but: re.Pattern[str]


class Claims:
    """False claims in one language; none in a language that the file does not speak."""

    def __init__(self, locale: str, data: FalseClaims) -> None:
        self.locale = locale
        self.words = data.words.get(locale, {})
        said = data.model_dump()["claims"]
        self.all = tuple(
            Claim(
                name,
                claim["claim"],
                tuple(map(self._saying, claim[locale]["says"])),
                self._choice(claim[locale]["but"]),
            )
            for name, claim in said.items()
            if locale in claim
        )
        self.denied = self._choice(data.denied.get(locale, []))
        self.refuted = self._choice(data.refuted.get(locale, []))
        self.sayings = tuple((claim, saying) for claim in self.all for saying in claim.says)

    def _saying(self, says: str) -> Saying:
        whole = WORD.sub(lambda word: self.words.get(word[1], word[0]), says)
        return Saying(self.locale, tuple(tuple(part.split("|")) for part in whole.split(" … ")))

    def _choice(self, words: Iterable[str]) -> re.Pattern[str]:
        return re.compile(_any_of(self.locale, tuple(words)))

    @cached_property
    def _by_rare_words(self) -> dict[str, dict[str, list[int]]]:
        """Numbers of the sayings by the first two signs of a word, and by the word.

        The words are those of the part whose shortest word is longest: few texts hold one of them.
        """
        found: dict[str, dict[str, list[int]]] = {}
        for number, (_, saying) in enumerate(self.sayings):
            for word in max(saying.parts, key=lambda part: min(map(len, part))):
                found.setdefault(word[:2], {}).setdefault(word, []).append(number)
        return found

    def _possible(self, text: str) -> list[tuple[Claim, Saying]]:
        """What a text may say: it holds a word of each part, in whatever order."""
        words, rare = _plain(self.locale, text), self._by_rare_words
        begins = {*words, *map("".join, pairwise(words))} & rare.keys()
        held = [rare[begin][word] for begin in begins for word in rare[begin] if word in words]
        sayings = [self.sayings[number] for number in sorted({n for one in held for n in one})]
        return [s for s in sayings if all(any(w in words for w in part) for part in s[1].parts)]

    def asserted(self, text: str) -> Iterator[tuple[int, str, tuple[Claim, ...]]]:
        """The sentences of a text that assert a false claim: where each begins, and what."""
        possible = self._possible(text)
        for start, sentence in _sentences(text) if possible else ():
            told = [claim for claim, saying in possible if self._asserts(sentence, claim, saying)]
            if told:
                yield start, sentence, tuple(dict.fromkeys(told))

    def _asserts(self, sentence: str, claim: Claim, saying: Saying) -> bool:
        at = 0
        if sentence.endswith((*both("?"), *writing(self.locale).asked)):
            return False
        words = _plain(self.locale, sentence)
        while found := saying.pattern.search(words, at):
            if claim.but.search(words):
                return False
            begin = max(0, found.start() - gap("denial", self.locale))
            before = CLAUSE.split(words[begin : found.start()])[-1]
            is_denied = any(map(self.denied.search, [before, *found.groups()]))
            if not is_denied and not self.refuted.search(words[found.end() :]):
                return True
            at = found.start() + 1
        return False


@once
def false_claims(site: Site) -> dict[str, Claims]:
    """Those of a guide, by locale."""
    return {locale: Claims(locale, site.false_claims) for locale in site.locales}


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
        for sentence in AFTER_STOP.split(part[0]):
            if sentence.strip():
                yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()
            start += len(sentence) + 1
