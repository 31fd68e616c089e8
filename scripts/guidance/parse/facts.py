"""The facts registry from its YAML files, every fault with its file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from guidance.model import Finding, Position
from guidance.parse.text import DecodingError, read_text
from guidance.parse.yaml_places import Places, first_error, load_places
from guidance.registry import KINDS, Record, Registry

RULE = "invalid-fact"


def read_registry(
    folder: Path, root: Path, locales: tuple[str, ...]
) -> tuple[Registry, list[Finding]]:
    """All records of ``folder`` and what is wrong with the others. Never raises.

    ``locales`` are the editions that every sentence of a record must be written for.
    """
    records: dict[str, dict[str, Any]] = {}
    places: dict[tuple[str, str], Position] = {}
    problems: list[Finding] = []
    broken = set()
    for scheme, (name, model) in KINDS.items():
        path = folder / name
        shown = path.relative_to(root).as_posix()
        reader = _File(shown, scheme, model, locales, problems, places)
        records[scheme] = reader.read(path)
        if reader.broken:
            broken.add(scheme)
    registry = Registry(
        contacts=records["contact"],
        laws=records["law"],
        claims=records["fact"],
        terms=records["term"],
        places=places,
        broken=frozenset(broken),
    )
    return registry, problems


class _File:
    def __init__(
        self,
        shown: str,
        scheme: str,
        model: type[Record],
        locales: tuple[str, ...],
        problems: list[Finding],
        places: dict[tuple[str, str], Position],
    ) -> None:
        self.shown, self.scheme, self.model, self.locales = shown, scheme, model, locales
        self.problems, self.places = problems, places
        self.broken = False

    def complain(self, line: int, column: int, message: str, mend: str) -> None:
        self.broken = True
        at = Position(self.shown, line, column)
        self.problems.append(Finding(at, RULE, message, mend))

    def read(self, path: Path) -> dict[str, Any]:
        if not path.exists():
            return {}
        try:
            where, data = load_places(read_text(path))
        except DecodingError as error:
            self.broken = True
            self.problems.append(error.finding(self.shown))
            return {}
        except yaml.YAMLError as error:
            line, column, why = first_error(error)
            self.complain(line, column, f"not valid YAML: {why}", "compare with the record above")
            return {}
        if not isinstance(data, list):
            if data is not None:
                self.complain(1, 1, "the file is no list of records", "begin a record with - id:")
            return {}
        records: dict[str, Any] = {}
        for index, entry in enumerate(data):
            record = self._record(index, entry, where)
            if record is None:
                continue
            line, column = where[(index,)]
            if record.id in records:
                first = self.places[self.scheme, record.id]
                self.complain(
                    line, column, f"the id {record.id!r} stands twice", f"see line {first.line}"
                )
                continue
            records[record.id] = record
            self.places[self.scheme, record.id] = Position(self.shown, line, column)
        return records

    def _record(self, index: int, entry: Any, where: Places) -> Record | None:
        if not isinstance(entry, dict):
            line, column = where[(index,)]
            self.complain(line, column, "not a record", "begin a record with - id:")
            return None
        try:
            record = self.model(**{str(key): value for key, value in entry.items()})
        except ValidationError as error:
            for fault in error.errors():
                path = (index, *fault["loc"])
                while path not in where:
                    path = path[:-1]
                named = ".".join(str(part) for part in fault["loc"])
                self.complain(*where[path], *_words(str(entry.get("id", "?")), named, fault))
            return None
        missing = [
            (path, locale)
            for path in _per_locale(self.model, entry, (index,))
            for locale in self.locales
            if locale not in _value(data=entry, path=path[1:])
        ]
        for path, locale in missing:
            field = ".".join(str(part) for part in path[1:])
            self.complain(
                *where[path],
                f"{record.id}: {field} has no {locale!r}",
                f"write the {locale} text under {field}:",
            )
        return None if missing else record


PER_LOCALE = ("name", "text", "when", "cannot", "title", "issuer", "claim", "meaning")


def _per_locale(model: type[Record], entry: dict[str, Any], path: tuple[Any, ...]) -> list[Any]:
    found = [(*path, key) for key in PER_LOCALE if isinstance(entry.get(key), dict)]
    source = entry.get("source")
    if isinstance(source, dict):
        found += [
            (*path, "source", key) for key in PER_LOCALE if isinstance(source.get(key), dict)
        ]
    for article, value in (entry.get("articles") or {}).items():
        if isinstance(value, dict):
            found.append((*path, "articles", article))
    return found


def _value(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


def _words(identifier: str, field: str, fault: Any) -> tuple[str, str]:
    match fault["type"]:
        case "missing":
            return f"{identifier}: {field} is missing", f"add {field}: to the record"
        case "extra_forbidden":
            return f"{identifier}: unknown key {field}", "remove it, or correct its spelling"
        case "literal_error":
            return f"{identifier}: {field} is none of the allowed words", (
                f"write {fault['ctx']['expected']}"
            )
        case "value_error":
            return f"{identifier}: {fault['ctx']['error']}", "correct the record"
        case "date_from_datetime_parsing" | "date_type" | "date_parsing":
            return f"{identifier}: {field} is no date", "write it as 2026-11-24"
        case _:
            return f"{identifier}: {field}: {fault['msg']}", "correct the value"

