"""Interface strings, one YAML file an edition, same keys in each.

Here are the words of the furniture; a component has its own in its room, and a guide may replace
any of them (``subject.py``).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from guidance.component import ROOMS

if TYPE_CHECKING:
    from guidance.model import Site


@cache
def load(locale: str) -> dict[str, str]:
    """The generator's strings of an edition by key. Raises FileNotFoundError when it has none."""
    files = [Path(__file__).with_name(f"{locale}.yml"), *ROOMS.glob(f"*/words/{locale}.yml")]
    read = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return {str(key): str(value) for words in read for key, value in words.items()}


def words_of(site: Site, locale: str) -> dict[str, str]:
    """The strings of an edition of a guide."""
    return {**load(locale), **site.subject.words.get(locale, {})}
