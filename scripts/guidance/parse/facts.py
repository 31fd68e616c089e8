"""The facts registry from its YAML files, every fault with its file and line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from guidance.model import Finding, Position
from guidance.parse.text import UnreadableError, read_text
from guidance.parse.yaml_places import Places, cure, first_error, load_places, nearest_place
from guidance.registry import CORRECTIONS, KINDS, Correction, Record, Registry, Sign

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
    corrections = _Corrections(
        (folder / CORRECTIONS).relative_to(root).as_posix(),
        "correction",
        Correction,
        locales,
        problems,
        {},
    )
    registry = Registry(
        contacts=records["contact"],
        laws=records["law"],
        claims=records["fact"],
        terms=records["term"],
        signs=records["sign"],
        corrections=tuple(corrections.read_list(folder / CORRECTIONS, places, broken)),
        places=places,
        broken=frozenset(broken),
    )
    return registry, problems


class _File:
    """One file of records. ``broken`` when not even its list of records could be read."""

    begin = "id"

    def __init__(
        self,
        shown: str,
        scheme: str,
        model: type[Record | Correction],
        locales: tuple[str, ...],
        problems: list[Finding],
        places: dict[tuple[str, str], Position],
    ) -> None:
        self.shown, self.scheme, self.model, self.locales = shown, scheme, model, locales
        self.problems, self.places = problems, places
        self.broken = False

    def complain(self, place: tuple[int, int], message: str, mend: str) -> None:
        self.problems.append(Finding(Position(self.shown, *place), RULE, message, mend))

    def read(self, path: Path) -> dict[str, Any]:
        data, where = self._load(path)
        records: dict[str, Any] = {}
        for index, entry in enumerate(data):
            place = where[(index,)]
            if not isinstance(entry, dict):
                self.complain(place, "this is no record", f"begin a record with - {self.begin}:")
                continue
            identifier = str(entry.get("id", ""))
            first = self.places.get((self.scheme, identifier))
            if first:
                self.complain(
                    place,
                    f"the id {identifier!r} stands twice, first in line {first.line}",
                    "choose another id, or remove one of the records",
                )
                continue
            self.places[self.scheme, identifier] = Position(self.shown, *place)
            record = self._record(index, entry, where)
            if isinstance(record, Record):
                records[record.id] = record
        return records

    def _load(self, path: Path) -> tuple[list[Any], Places]:
        if not (path.exists() or path.is_symlink()):
            return [], {}
        self.broken = True
        try:
            where, data = load_places(read_text(path))
        except UnreadableError as error:
            self.problems.append(error.finding(self.shown))
            return [], {}
        except yaml.YAMLError as error:
            line, column, why = first_error(error)
            self.complain((line, column), f"not valid YAML: {why}", cure(why, HOW_TO_QUOTE))
            return [], {}
        if data is not None and not isinstance(data, list):
            mend = f"begin a record with - {self.begin}:"
            self.complain((1, 1), "the file is no list of records", mend)
            return [], {}
        self.broken = False
        return data or [], where

    def _record(
        self, index: int, entry: dict[Any, Any], where: Places
    ) -> Record | Correction | None:
        called = str(entry.get("id", "a record"))
        try:
            record = self.model.model_validate({str(key): entry[key] for key in entry})
        except ValidationError as error:
            for fault in error.errors():
                place = nearest_place(where, (index, *(fault["loc"] or _named(fault, entry))))
                self.complain(place, *_words(called, fault))
            return None
        missing = [
            (path, locale)
            for path, value in _per_locale(entry)
            for locale in self.locales
            if locale not in value
        ]
        for path, locale in missing:
            field = ".".join(str(part) for part in path)
            self.complain(
                nearest_place(where, (index, *path)),
                f"{called}: {field} has no {locale!r}",
                f"write the {locale} text under {field}:",
            )
        if isinstance(record, Sign) and not self._has_source(record):
            self.complain(
                nearest_place(where, (index, "fact")),
                f"{called}: claims.yml has no record {record.fact!r}",
                "correct its id, or take the line fact: out",
            )
            return None
        return None if missing else record

    def _has_source(self, sign: Sign) -> bool:
        """Whether the reason's fact is there; an unreadable claims.yml has a finding of its own."""
        facts = [identifier for scheme, identifier in self.places if scheme == "fact"]
        return sign.fact is None or not facts or sign.fact in facts


class _Corrections(_File):
    """What was corrected: records without an id, each about a fact."""

    begin = "date"

    def read_list(
        self, path: Path, known: Mapping[tuple[str, str], Position], broken: Collection[str]
    ) -> Iterator[Correction]:
        data, where = self._load(path)
        for index, entry in enumerate(data):
            if not isinstance(entry, dict):
                self.complain(where[(index,)], "this is no record", "begin a record with - date:")
                continue
            record = self._record(index, entry, where)
            if not isinstance(record, Correction):
                continue
            scheme, _, identifier = (record.fact or "").partition(":")
            if record.fact and scheme not in broken and (scheme, identifier) not in known:
                place = nearest_place(where, (index, "fact"))
                mend = "correct its id; if the record was removed, take the line fact: out"
                self.complain(place, f"the registry has no {record.fact}", mend)
                continue
            yield record


PER_LOCALE = (
    *("name", "text", "when", "cannot", "title", "issuer", "claim", "meaning", "what"),
    *("why", "limit"),
)
HOW_TO_QUOTE = "compare with the record above; put a value that holds \": \" or # into 'quotes'"


def _per_locale(entry: dict[Any, Any]) -> Iterator[tuple[tuple[Any, ...], dict[Any, Any]]]:
    """Path and value of all that is written once for each edition."""
    source = entry.get("source")
    holders: list[tuple[tuple[str, ...], dict[Any, Any]]] = [((), entry)]
    if isinstance(source, dict):
        holders.append((("source",), source))
    for path, holder in holders:
        for key in PER_LOCALE:
            if isinstance(holder.get(key), dict):
                yield (*path, key), holder[key]
    for article, value in (entry.get("articles") or {}).items():
        yield ("articles", article), value


def _named(fault: Any, entry: dict[Any, Any]) -> tuple[str, ...]:
    """The key that a fault of the whole record names first."""
    return tuple(word for word in re.findall(r"\w+", fault["msg"]) if word in entry)[:1]


def _words(identifier: str, fault: Any) -> tuple[str, str]:
    field = ".".join(str(part) for part in fault["loc"] if part != "[key]")
    match field, fault["type"]:
        case "publish", "literal_error" if fault["input"] in (False, "no"):
            return f"{identifier} is marked publish: no, so no page may use it", (
                "remove the record, and the sentences that rest on it"
            )
        case "evidence", "literal_error" if fault["input"] == "uncertain":
            return f"{identifier} rests on uncertain evidence, so no page may use it", (
                "check its source and write evidence: seen and how:, or remove the record"
            )
        case _, "missing":
            return f"{identifier}: {field} is missing", f"add {field}: to the record"
        case _, "extra_forbidden":
            return f"{identifier}: unknown key {field}", "remove it, or correct its spelling"
        case _, "literal_error":
            return f"{identifier}: {field} is none of the allowed words", (
                f"write {fault['ctx']['expected']}"
            )
        case _, "value_error":
            return f"{identifier}: {fault['ctx']['error']}", "correct the record"
        case _, "date_from_datetime_parsing" | "date_type" | "date_parsing":
            return f"{identifier}: {field} is no date", "write it as 2026-11-24"
        case _, "too_short":
            return f"{identifier}: {field} is empty", "write at least one text that pages may use"
        case _, "string_type":
            return f"{identifier}: {field} is no text", "put the value into 'quotes'"
        case _, "string_pattern_mismatch":
            return f"{identifier}: {field} is not written as it must be", _pattern(field)
        case _:
            return f"{identifier}: {field}: {fault['msg']}", "correct the value"


def _pattern(field: str) -> str:
    match field.split("."):
        case ["id"]:
            return "use small letters, digits and hyphens"
        case ["fact"]:
            return "write contact:, law:, fact: or term: and the id of a record"
        case ["number"]:
            return "write digits, and hyphens between them"
        case [*_, "url" | "site"]:
            return "begin with https://"
        case ["articles", *_]:
            return 'write the article\'s number in digits, such as "13" or "253-1"'
        case _:
            return "correct the value"
