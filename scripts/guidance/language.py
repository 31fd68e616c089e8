"""What one language has of its own, read from ``languages/<locale>/``: no code names one."""

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


def file_of(locale: str, name: str) -> dict[str, Any]:
    """What a file in the folder of a locale holds; nothing where there is none."""
    path = LANGUAGES / locale / f"{name}.yml"
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}
    return found


@cache
def language_file(locale: str) -> Mapping[str, Any]:
    """How a locale is written and judged, or its language (zh for zh-Hans); nothing without one."""
    return file_of(locale, "language") or file_of(locale.partition("-")[0], "language")


@cache
def languages() -> dict[str, Mapping[str, Any]]:
    """The files of all languages, by locale: a page of one may quote another."""
    names = sorted(folder.name for folder in LANGUAGES.iterdir() if folder.is_dir())
    return {name: language_file(name) for name in names}


@cache
def writing(locale: str) -> Writing:
    """How a locale is written; as most languages are when it has no file."""
    return Writing(**language_file(locale).get("writing", {}))


def gap(kind: str, locale: str) -> int:
    """Letters that may lie between two words that belong together; none without a file."""
    letters: int = language_file(locale).get("gaps", {}).get(kind, 0)
    return letters
