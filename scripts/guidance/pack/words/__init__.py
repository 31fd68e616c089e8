"""Words that only paper and pictures say: one YAML file an edition, same keys in each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml


@cache
def load_words(locale: str) -> dict[str, str]:
    """The words of an edition by key. Raises FileNotFoundError when it has none."""
    text = (Path(__file__).parent / f"{locale}.yml").read_text(encoding="utf-8")
    return {str(key): str(value) for key, value in yaml.safe_load(text).items()}
