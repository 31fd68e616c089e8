"""Interface strings, one YAML file an edition, same keys in each.

Here are the words of the furniture, in ``paper`` those of paper and pictures alone; a component has
its own in its room. A guide may replace any of them, and brings all of them for a language that has
no files here (``subject.py``). In ``reports`` is what no reader sees.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from guidance.component import ROOMS

if TYPE_CHECKING:
    from collections.abc import Collection

    from guidance.model import Site

HERE = Path(__file__).parent


@cache
def load(locale: str) -> dict[str, str]:
    """The generator's strings of an edition by key; none for a language that it does not speak."""
    files = [*HERE.glob(f"{locale}.yml"), *HERE.glob(f"paper/{locale}.yml")]
    files += ROOMS.glob(f"*/words/{locale}.yml")
    read = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return {str(key): str(value) for words in read for key, value in words.items()}


@cache
def spoken() -> list[str]:
    """The languages of which the generator has the words."""
    return sorted(file.stem for file in HERE.glob("*.yml"))


def words_of(site: Site, locale: str) -> dict[str, str]:
    """The strings of an edition of a guide."""
    return {**load(locale), **site.subject.words.get(locale, {})}


def reports(locales: Collection[str] = ()) -> dict[str, str]:
    """What reviewers are told, by key: in the languages of a guide that we speak, else in all.

    Values go into all of them at once: ``{count} more · 还有 {count} 条``.
    """
    ours = [one for one in spoken() if one in locales] or spoken()
    each = [yaml.safe_load((HERE / f"reports/{one}.yml").read_text("utf-8")) for one in ours]
    return {key: " · ".join(dict.fromkeys(words[key] for words in each)) for key in each[0]}


def tag(locale: str) -> str:
    """What ``lang`` and ``hreflang`` say of an edition: ``zh-Hans`` where the build says zh."""
    return load(locale).get("language", locale)
