"""Words of the interface and of reports, the same keys in each language.

A language's folder has those of the furniture (``words``), of paper and pictures alone (``paper``)
and of what no reader sees (``reports``); a component has its own in its room. A guide may replace
any of them, and brings all of them for a language that the generator does not speak
(``subject.py``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import yaml

from guidance.component import ROOMS
from guidance.language import file_of, languages

if TYPE_CHECKING:
    from collections.abc import Collection

    from guidance.model import Site


@cache
def load(locale: str) -> dict[str, str]:
    """The generator's strings of an edition by key; none for a language that it does not speak."""
    rooms = [
        yaml.safe_load(path.read_text("utf-8")) for path in ROOMS.glob(f"*/words/{locale}.yml")
    ]
    read = (file_of(locale, "words"), file_of(locale, "paper"), *rooms)
    return {str(key): str(value) for words in read for key, value in words.items()}


def words_of(site: Site, locale: str) -> dict[str, str]:
    """The strings of an edition of a guide."""
    return {**load(locale), **site.subject.words.get(locale, {})}


def reports(locales: Collection[str] = ()) -> dict[str, str]:
    """What reviewers are told, by key: in the languages of a guide that we speak, else in all.

    Values go into all of them at once: ``{count} more · 还有 {count} 条``.
    """
    ours = [one for one in languages() if one in locales] or languages()
    each = [file_of(one, "reports") for one in ours]
    return {key: " · ".join(dict.fromkeys(words[key] for words in each)) for key in each[0]}


def tag(locale: str) -> str:
    """What ``lang`` and ``hreflang`` say of an edition: ``zh-Hans`` where the build says zh."""
    return load(locale).get("language", locale)
