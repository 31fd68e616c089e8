"""False claims, looked for sentence by sentence (``docs/_guide/false-claims.yml`` says how).

Words in quotation marks are somebody else's, and a sentence that denies the claim or calls it wrong
does not assert it: a page may quote a lie to warn of it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
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

#: Choices of words that follow each other.
Parts = tuple[tuple[str, ...], ...]


class Claims:
    """False claims in one language, by name; none in a language that the file does not speak."""

    def __init__(self, locale: str, data: FalseClaims) -> None:
        self.locale = locale
        self.words = data.words.get(locale, {})
        said = {name: (claim.model_extra or {}).get(locale) for name, claim in data.claims.items()}
        self.all = {name: one for name, one in said.items() if one}
        self.sayings = [(name, self._parts(s)) for name, one in self.all.items() for s in one.says]
        self.but = {name: _any_of(locale, one.but) for name, one in self.all.items()}
        self.denied = _any_of(locale, data.denied.get(locale, []))
        self.refuted = _any_of(locale, data.refuted.get(locale, []))

    def asserted(self, text: str) -> Iterator[tuple[int, str, list[str]]]:
        """The sentences of a text that assert a false claim: where each begins, and which."""
        possible = self._possible(text)
        for start, sentence in _sentences(text) if possible else ():
            told = [name for name, parts in possible if self._asserts(sentence, name, parts)]
            if told:
                yield start, sentence, list(dict.fromkeys(told))

    def _possible(self, text: str) -> list[tuple[str, Parts]]:
        """What a text may say: it holds a word of each part, in whatever order."""
        words, rare = self._plain(text), self._by_rare_words
        begins = {*words, *map("".join, pairwise(words))} & rare.keys()
        held = [rare[begin][word] for begin in begins for word in rare[begin] if word in words]
        sayings = [self.sayings[number] for number in sorted({n for one in held for n in one})]
        return [s for s in sayings if all(any(w in words for w in part) for part in s[1])]

    @cached_property
    def _by_rare_words(self) -> dict[str, dict[str, list[int]]]:
        """Numbers of the sayings by the first two signs of a word, and by the word.

        The words are those of the part whose shortest word is longest: few texts hold one of them.
        """
        found: dict[str, dict[str, list[int]]] = {}
        for number, (_, parts) in enumerate(self.sayings):
            for word in max(parts, key=lambda part: min(map(len, part))):
                found.setdefault(word[:2], {}).setdefault(word, []).append(number)
        return found

    def _asserts(self, sentence: str, name: str, parts: Parts) -> bool:
        words, at = self._plain(sentence), 0
        if sentence.endswith((*both("?"), *writing(self.locale).asked)):
            return False
        while found := _pattern(self.locale, parts).search(words, at):
            if self.but[name].search(words):
                return False
            begin = max(0, found.start() - gap("denial", self.locale))
            before = CLAUSE.split(words[begin : found.start()])[-1]
            is_denied = any(map(self.denied.search, [before, *found.groups()]))
            if not is_denied and not self.refuted.search(words[found.end() :]):
                return True
            at = found.start() + 1
        return False

    def _parts(self, says: str) -> Parts:
        whole = WORD.sub(lambda word: self.words.get(word[1], word[0]), says)
        return tuple(tuple(part.split("|")) for part in whole.split(" … "))

    def _plain(self, text: str) -> str:
        words = text.replace("’", "'").lower()
        return re.sub(r"\s+", writing(self.locale).space, words)


@once
def false_claims(site: Site) -> dict[str, Claims]:
    """Those of a guide, by locale."""
    return {locale: Claims(locale, site.false_claims) for locale in site.locales}


@cache
def _pattern(locale: str, parts: Parts) -> re.Pattern[str]:
    """The parts in their order; what stands between them is in the groups."""
    between = f"(.{{0,{gap('claim', locale)}}}?)"
    return re.compile(between.join(_any_of(locale, part).pattern for part in parts))


def _any_of(locale: str, words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words; where spaces part them, with endings: "scam" finds "scammers"."""
    begin, end = (r"(?:\b|(?=n't))", ENDING) if writing(locale).space else ("", "")
    any_of = "|".join(map(re.escape, words))
    return re.compile(f"{begin}(?:{any_of}){end}" if any_of else r"(?!)")


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    unquoted = QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    for part in SENTENCE.finditer(unquoted):
        start = part.start()
        for sentence in AFTER_STOP.split(part[0]):
            if sentence.strip():
                yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()
            start += len(sentence) + 1
