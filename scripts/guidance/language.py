"""What one language has of its own, read from ``languages/<locale>.yml``: no code names one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = Path(__file__).with_name("languages")


@dataclass(frozen=True)
class Writing:
    """How a language is put on a page.

    ``han``: in Han, without spaces between words. ``space`` and ``colon`` stand between two words
    and before what follows. ``articles`` are the ways to write an article of a law, ``insertion``
    what an inserted one has after it, both with ``{number}``, in ``digits`` and ``tens`` where it
    has its own. ``particles`` end the word before them; ``asked`` is how a question ends that has
    no mark of one.
    """

    han: bool = False
    space: str = " "
    colon: str = ": "
    articles: tuple[str, ...] = ()
    insertion: str = ""
    digits: str = ""
    tens: str = ""
    particles: str = ""
    asked: tuple[str, ...] = ()


@cache
def language_file(locale: str) -> Mapping[str, Any]:
    """What the file of a locale holds, or of its language (zh for zh-Hans); nothing without one."""
    for name in (locale, locale.partition("-")[0]):
        path = LANGUAGES / f"{name}.yml"
        if path.is_file():
            found: Mapping[str, Any] = yaml.safe_load(path.read_text("utf-8"))
            return found
    return {}


@cache
def languages() -> dict[str, Mapping[str, Any]]:
    """The files of all languages, by locale: a page of one may quote another."""
    return {path.stem: language_file(path.stem) for path in sorted(LANGUAGES.glob("*.yml"))}


@cache
def writing(locale: str) -> Writing:
    """How a locale is written; as most languages are when it has no file."""
    return Writing(**language_file(locale).get("writing", {}))


def gap(kind: str, locale: str) -> int:
    """Letters that may lie between two words that belong together; none without a file."""
    letters: int = language_file(locale).get("gaps", {}).get(kind, 0)
    return letters
