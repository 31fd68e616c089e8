"""What one language has of its own, read from ``languages/<locale>.yml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = Path(__file__).with_name("languages")


@cache
def language_file(locale: str) -> dict[str, Any]:
    """What a locale's file holds; nothing when there is none."""
    path = LANGUAGES / f"{locale}.yml"
    return yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}


@cache
def languages() -> dict[str, dict[str, Any]]:
    """The files of all languages, by locale: a page of one may quote another."""
    return {path.stem: language_file(path.stem) for path in sorted(LANGUAGES.glob("*.yml"))}
