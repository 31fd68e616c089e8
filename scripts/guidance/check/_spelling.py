"""Words as the dictionaries of hunspell have them, and the forms of another country."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

from guidance.check._plain import plain
from guidance.kept import kept
from guidance.language import languages


def spelt(words: Iterable[str]) -> frozenset[str]:
    """Which of some words a dictionary has, as they are written or in a form that it has.

    To read one takes as long as all else: what it says of the same words is kept.
    """
    asked = sorted({word for word in words if word.replace("’", "'").isascii()})
    key = f"spelt: {_spellings()} {' '.join(asked)}"
    return kept(key, lambda: frozenset(filter(_is_spelt, asked)))


@cache
def _is_spelt(word: str) -> bool:
    word = word.replace("’", "'")
    known = _dictionaries()
    return any(one.spell(form) for one, forms in known for form in (word, *_forms(word, forms)))


def _forms(word: str, variants: tuple[tuple[str, str], ...]) -> Iterable[str]:
    for ours, theirs in variants:
        for found in re.finditer(ours, word):
            yield word[: found.start()] + theirs + word[found.end() :]


@cache
def _spellings() -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """The dictionary of each language that has one, and its variants."""
    found = [plain(locale) for locale in languages()]
    return [(one.latin_words, one.variants) for one in found if one.has_dictionary]


@cache
def _dictionaries() -> list[tuple[Any, tuple[tuple[str, str], ...]]]:
    hunspell = import_module("hunspell")  # a tenth of a second, and seldom asked
    return [(hunspell.Hunspell(name), variants) for name, variants in _spellings()]
