"""The words that readers type, ``docs/_search/<locale>.yml``, every fault with its line."""

from pathlib import Path

from guidance.model import Finding, Position
from guidance.parse.data import read_data
from guidance.parse.yaml_places import Places, nearest_place
from guidance.search_words import SearchWords

RULE = "invalid-search-words"


def read_search_words(path: Path, shown: str) -> tuple[SearchWords, list[Finding]]:
    """The words of an edition, none where the file is missing, and what is wrong with it."""
    words, places, faults = read_data(path, shown, RULE, SearchWords)
    faults += [Finding(Position(shown, *at), RULE, *said) for at, said in _twice(words, places)]
    return words, faults


def _twice(words: SearchWords, places: Places) -> list[tuple[tuple[int, int], tuple[str, str]]]:
    """Words that are meant in two ways, or left out and searched."""
    seen = set(words.idle.split())
    found = []
    for at, entry in enumerate(words.same):
        for number, said in enumerate(entry.said):
            if said in seen:
                place = nearest_place(places, ("same", at, "said", number))
                told = f"{said!r} stands in another entry, or in idle", "keep one"
                found.append((place, told))
            seen.add(said)
    return found
