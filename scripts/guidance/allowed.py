"""What ``mkdocs.yml`` may say here: a closed list, in the shape of the file.

Many settings of MkDocs run a program, load a script or publish a file. The guide uses few, most of
them with one value. A new one is a line below, which a maintainer reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from guidance.parse.yaml_places import Places, Variable, cure, first_error, load_settings

Path = tuple[Any, ...]
Fault = tuple[Path, str, str]

LIST = "scripts/guidance/allowed.py"
REMOVE = f"remove it; what the guide may use stands in {LIST}"


@dataclass(frozen=True)
class Form:
    """Text of a form; ``example`` tells it to someone who wrote another."""

    pattern: str
    example: str


@dataclass(frozen=True)
class Each:
    """A list of which every item looks the same."""

    item: Any


@dataclass(frozen=True)
class Maybe:
    """A setting that may be left out."""

    value: Any


class Day:
    """A day, or nothing: then it is today."""


class Menu:
    """Pages, and lists of them under a few words."""


#: Shown on every page: no sign of HTML, no digit, and no dot, which makes an address.
WORDS = Form(r"(?:[^\W\d_]|[ '’?？，、·-]){1,60}", "a few words without digits and signs")
PAGE = Form(r"([a-z0-9-]+/)*[a-z0-9-]+\.md", "a page such as respond/paid.md")
PAGES = Form(r"(([a-z0-9-]+/)*[a-z0-9-]+\.md\n)*", "a page such as components.md, one a line")
ADDRESS = Form(
    r"(https?://[\w.-]+(:\d+)?(/[\w.~/%-]*)?)?", "an address such as https://example.org/"
)
EDIT = Form(r"(https://[\w.-]+/)?([\w-][\w.-]*/)*([\w-][\w.-]*)?", "a path such as edit/main/docs/")
MAIL = Form(r"([\w.+-]+@[\w-]+(\.[\w-]+)+)?", "a mail address such as name@example.org")
LOCALE = Form(r"[a-z]{2,3}(-[A-Za-z]+)?", "the code of a language, such as en")
DAY = Day()

ALLOWED: dict[str, Any] = {
    "site_name": WORDS,
    "site_url": ADDRESS,
    "repo_url": ADDRESS,
    "edit_uri": EDIT,
    "docs_dir": "docs",
    "site_dir": "site",
    "exclude_docs": "/_facts/\n/_checked/\n/_search/\n",
    "not_in_nav": Maybe(PAGES),
    "validation": {
        "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
        "links": {
            "not_found": "warn",
            "anchors": "warn",
            "absolute_links": "warn",
            "unrecognized_links": "warn",
        },
    },
    "theme": {
        "name": "material",
        "custom_dir": "overrides",
        "language": LOCALE,
        "font": False,
        "features": [],
    },
    "extra": {"generator": False},
    "markdown_extensions": [
        "attr_list",
        "admonition",
        "pymdownx.details",
        "pymdownx.superfences",
        "pymdownx.betterem",
        "tables",
        {"toc": {"permalink": False}},
    ],
    "plugins": [
        {"guidance": {"today": DAY, "corrections": MAIL}},
        {
            "i18n": {
                "docs_structure": "folder",
                "fallback_to_default": False,
                "reconfigure_search": False,
                "languages": Each(
                    {
                        "locale": LOCALE,
                        "name": WORDS,
                        "build": True,
                        "default": Maybe(True),
                        "site_name": Maybe(WORDS),
                        "nav_translations": Maybe({WORDS: WORDS}),
                    }
                ),
            }
        },
    ],
    "nav": Maybe(Menu()),
}


def faults(text: str) -> list[tuple[int, int, str]]:
    """Line, column and words for each thing that ``mkdocs.yml`` may not say; in order."""
    try:
        places, data = load_settings(text)
    except yaml.YAMLError as error:
        line, column, why = first_error(error)
        return [(line, column, f"is not valid YAML: {why} — {cure(error, 'look at this line')}")]
    found = compare(data, ALLOWED, ())
    return sorted((*_place(places, path), f"{what} — {mend}") for path, what, mend in found)


def compare(value: Any, allowed: Any, path: Path) -> Iterator[Fault]:
    """What of a value is not allowed: its path, what is wrong, and a cure."""
    match allowed:
        case Maybe():
            yield from compare(value, allowed.value, path)
        case Form():
            if not (isinstance(value, str) and re.fullmatch(allowed.pattern, value)):
                yield path, _wrong(value, path), f"write {allowed.example}"
        case Day():
            if value != "" and not _is_day(value):
                yield path, _wrong(value, path), "write a day such as 2026-11-29, or nothing"
        case Each() | Menu() if not isinstance(value, list):
            yield path, _wrong(value, path), "write a list"
        case Each():
            for index, one in enumerate(value):
                yield from compare(one, allowed.item, (*path, index))
        case Menu():
            for index, one in enumerate(value):
                yield from _entry(one, (*path, index))
        case dict() if isinstance(value, dict):
            yield from _mapping(value, allowed, path)
        case list() if isinstance(value, list) and allowed:
            yield from _closed(value, allowed, path)
        case _ if type(value) is not type(allowed) or value != allowed:
            yield path, _wrong(value, path), f"write {_written(allowed)}"


def _is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


def _mapping(value: dict[Any, Any], allowed: dict[Any, Any], path: Path) -> Iterator[Fault]:
    anything = [key for key in allowed if isinstance(key, Form)]
    for key, inner in value.items():
        if key in allowed:
            yield from compare(inner, allowed[key], (*path, key))
        elif anything:
            yield from compare(key, anything[0], (*path, key))
            yield from compare(inner, allowed[anything[0]], (*path, key))
        else:
            yield (*path, key), f"{_name((*path, key))} is no setting of this guide", REMOVE
    for key, inner in allowed.items():
        if key not in value and key not in anything and not isinstance(inner, Maybe):
            yield path, f"{_name((*path, key))} is missing", f"write {key}: {_written(inner)}"


def _closed(value: list[Any], allowed: list[Any], path: Path) -> Iterator[Fault]:
    """A list of which each item is known, by its word or by its key, and has its place."""
    known = {_called(one): one for one in allowed}
    names = [_called(one) for one in value]
    for index, (name, one) in enumerate(zip(names, value, strict=True)):
        if name in known:
            yield from compare(one, known[name], (*path, index))
        else:
            yield (*path, index), f"{_name(path)} cannot hold {name}", REMOVE
    if [name for name in names if name in known] != list(known):
        yield path, f"{_name(path)} is not {', '.join(known)}", "write each once, in this order"


def _called(item: Any) -> str:
    return str(next(iter(item), "")) if isinstance(item, dict) else str(item)


def _entry(value: Any, path: Path) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield from compare(value, PAGE, path)
        return
    for title, inner in value.items():
        yield from compare(title, WORDS, (*path, title))
        yield from compare(inner, Menu() if isinstance(inner, list) else PAGE, (*path, title))


def _name(path: Path) -> str:
    """What somebody calls the setting: ``validation.links.anchors``."""
    return ".".join(str(part) for part in path if not isinstance(part, int)) or "the file"


def _wrong(value: Any, path: Path) -> str:
    by = f" (from {value.name})" if isinstance(value, Variable) else ""
    said = repr(value if not isinstance(value, str) else str(value))
    return f"{_name(path)} cannot be {said if len(said) <= 60 else f'{said[:60]}…'}{by}"


def _written(allowed: Any) -> str:
    """A value as one writes it in YAML, in a line."""
    if isinstance(allowed, Form):
        return allowed.example
    if isinstance(allowed, dict | list | Each | Menu):
        return f"as in {LIST}"
    return " ".join(str(yaml.safe_dump(allowed)).removesuffix("\n...\n").split())


def _place(places: Places, path: Path) -> tuple[int, int]:
    while path not in places and path:
        path = path[:-1]
    return places.get(path, (1, 1))
