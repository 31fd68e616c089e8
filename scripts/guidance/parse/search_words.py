"""The words that readers type, ``docs/_search/<locale>.yml``, every fault with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from guidance.model import Finding, Position
from guidance.parse.text import UnreadableError, read_text
from guidance.parse.yaml_places import Places, cure, first_error, load_places, nearest_place
from guidance.search_words import SearchWords

RULE = "invalid-search-words"
COMPARE = "compare with the entry above it; put words that hold \": \" or # into 'quotes'"


def read_search_words(path: Path, shown: str) -> tuple[SearchWords, list[Finding]]:
    """The words of an edition, none where the file is missing, and what is wrong with it."""

    def fault(place: tuple[int, int], message: str, mend: str) -> Finding:
        return Finding(Position(shown, *place), RULE, message, mend)

    if not (path.exists() or path.is_symlink()):
        return SearchWords(), []
    try:
        places, data = load_places(read_text(path))
    except UnreadableError as error:
        return SearchWords(), [error.finding(shown)]
    except yaml.YAMLError as error:
        line, column, why = first_error(error)
        return SearchWords(), [
            fault((line, column), f"not valid YAML: {why}", cure(error, COMPARE))
        ]
    try:
        words = SearchWords.model_validate(data or {})
    except ValidationError as error:
        return SearchWords(), [
            fault(nearest_place(places, at), *said) for at, said in _said(error.errors())
        ]
    return words, [fault(*one) for one in _twice(words, places)]


def _said(errors: Iterable[Any]) -> Iterator[tuple[tuple[Any, ...], tuple[str, str]]]:
    """Where each fault is, what is wrong and how to mend it; a misspelt key is one fault."""
    by_kind = {(one["loc"][:-1], one["type"]): one["loc"][-1] for one in errors if one["loc"]}
    for one in errors:
        *entry, key = one["loc"] or ("the file",)
        holder = tuple(entry)
        match one["type"]:
            case "missing" if (holder, "extra_forbidden") in by_kind:
                continue
            case "missing":
                said = f"an entry has no {key}:", f"add {key}: to it"
            case "extra_forbidden" if meant := by_kind.get((holder, "missing")):
                said = f"unknown key {key}", f"write {meant}:"
            case "extra_forbidden":
                said = f"unknown key {key}", "correct its name, or remove it"
            case "string_type":
                said = f"{one['input']!r} is no text", "put it into 'quotes'"
            case _:
                said = f"{key}: {one['msg']}", COMPARE
        yield one["loc"], said


def _twice(words: SearchWords, places: Places) -> list[tuple[tuple[int, int], str, str]]:
    """Words that are meant in two ways, or left out and searched."""
    seen = set(words.idle.split())
    found = []
    for at, entry in enumerate(words.same):
        for number, said in enumerate(entry.said):
            if said in seen:
                place = nearest_place(places, ("same", at, "said", number))
                found.append((place, f"{said!r} stands in another entry, or in idle", "keep one"))
            seen.add(said)
    return found
