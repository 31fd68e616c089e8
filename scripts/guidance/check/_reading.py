"""How hard English is to read: the grade of Flesch and Kincaid (1975).

0.39 × words per sentence + 11.8 × syllables per word − 15.59: about the school year in the United
States whose pupils follow the text. Syllables are counted by groups of vowels, because hyphenation
dictionaries (pyphen) allow no break in "area" or "idea" and count one.
"""

from __future__ import annotations

import re
from functools import cache

WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$|[”)])")
VOWELS = re.compile(r"[aeiou]+(?:y(?![aeiou]))?|y(?![aeiou])")
SILENT = re.compile(
    r"(?:[^aeiouyl]e|[aeiouyl]le|[^aeiou]es|[^aeiouytd]ed)$"
    r"|[^aeiouyl]e(?=(?:ly|[m]ent|[f]ul|less|ness)s?$)"
)
NOT_SILENT = re.compile(r"(?:[sxzcg]|ch|sh)es$|[^aeioul]led$|[^aeioul]les$")
APART = re.compile(
    r"(?<![ct])ia(?!g)|(?<![ctlgsx])io|[aeiou]ing$|[aeiou].*[^aeiou]ea$|rea(?=t[ei]|li)"
    r"|^(?:sci|cl|qu|d)ie|[^qgs]ua(?!r)|iu[ms]$"
)


@cache
def syllables(word: str) -> int:
    """Syllables of an English word, at least one; an estimate (84 of 97 words tried were right)."""
    word = re.sub(r"['’].*", "", word.lower())
    count = len(VOWELS.findall(word)) + len(APART.findall(word))
    if SILENT.search(word) and not NOT_SILENT.search(word):
        count -= 1
    return max(count, 1)


def words_of(text: str) -> list[str]:
    """The English words of a text."""
    return WORD.findall(text)


def grade(texts: list[str]) -> float:
    """The grade of blocks of text; a block ends its last sentence."""
    words = [word for text in texts for word in words_of(text)]
    sentences = sum(1 for text in texts for part in SENTENCE_END.split(text) if WORD.search(part))
    if not words:
        return 0.0
    counted = sum(map(syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * counted / len(words) - 15.59
