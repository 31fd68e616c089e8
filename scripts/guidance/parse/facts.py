"""The facts registry from its YAML files, every fault with its file and line."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from guidance.model import Finding, Position
from guidance.parse.slips import CURLY, moved
from guidance.parse.text import UnreadableError, read_text
from guidance.parse.yaml_places import Places, cure, first_error, load_places, nearest_place
from guidance.registry import (
    CITED,
    CORRECTIONS,
    HOSTS,
    KINDS,
    LISTS,
    NUMBER,
    WORDS,
    Citation,
    Correction,
    Record,
    Registry,
    Sign,
    Source,
    filled_in,
)

RULE = "invalid-fact"
CUT = re.compile(r" *(?:- )?[\w-]+: (?![\"'\[{#|>])[^#]* #")


def read_registry(
    folder: Path, root: Path, locales: tuple[str, ...]
) -> tuple[Registry, list[Finding]]:
    """All records of ``folder`` and what is wrong with the others. Never raises.

    ``locales`` are the editions that every sentence of a record must be written for.
    """
    records: dict[str, dict[str, Any]] = {}
    places: dict[tuple[str, str], Position] = {}
    problems: list[Finding] = []
    citations: list[Citation] = []
    broken = set()
    for scheme, (name, model) in KINDS.items():
        path = folder / name
        shown = path.relative_to(root).as_posix()
        reader = _File(shown, scheme, model, locales, problems, places)
        records[scheme] = reader.read(path)
        citations += reader.citations
        if reader.broken:
            broken.add(scheme)
    lists = {name: _List(folder / name, root, locales, problems) for name in LISTS}
    written = _fill_in(records)
    problems += _wrong_citations(citations)
    registry = Registry(
        contacts=records["contact"],
        laws=records["law"],
        claims=records["fact"],
        terms=records["term"],
        signs=records["sign"],
        citations=tuple(citations),
        written=written,
        corrections=tuple(lists[CORRECTIONS].corrections(places, broken)),
        hosts={one.host: one for one, *_ in lists[HOSTS].entries()},
        words=tuple(one for one, *_ in lists[WORDS].entries()),
        places=places,
        broken=frozenset(broken),
    )
    return registry, problems


def _fill_in(records: Mapping[str, dict[str, Any]]) -> dict[tuple[str, str], Any]:
    """Put the numbers of contacts where records cite them; returns those records without any."""
    written = {}
    contacts = dict(records["contact"])
    for scheme, found in records.items():
        for identifier, record in found.items():
            data = record.model_dump(exclude_unset=True)
            filled = _each(data, lambda words: filled_in(words, contacts))
            if filled != data:
                own = _each(data, lambda words: CITED.sub(r"[](\g<scheme>:\g<id>)", words))
                written[scheme, identifier] = record.model_validate(own)
                found[identifier] = record.model_validate(filled)
    return written


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """A record's data, every text that holds a link changed."""
    if isinstance(value, str):
        return change(value) if "](" in value else value
    if isinstance(value, dict):
        return {key: _each(inner, change) for key, inner in value.items()}
    if isinstance(value, list):
        return [_each(inner, change) for inner in value]
    return value


def _wrong_citations(citations: Iterable[Citation]) -> Iterator[Finding]:
    for one in citations:
        if one.scheme != "contact":
            what = f"a record cannot cite {one.scheme}:{one.id}"
            yield Finding(one.at, RULE, what, "write the words alone")


class _File:
    """One file of records. ``broken`` when its list of records could not be read as it is meant."""

    begin = "id"

    def __init__(
        self,
        shown: str,
        scheme: str,
        model: type[BaseModel],
        locales: tuple[str, ...],
        problems: list[Finding],
        places: dict[tuple[str, str], Position],
    ) -> None:
        self.shown, self.scheme, self.model, self.locales = shown, scheme, model, locales
        self.problems, self.places = problems, places
        self.broken = False
        self.citations: list[Citation] = []

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
                    "give each its own id, the one it had before, or remove one of the records",
                )
                self.broken = True  # which record is missing under its id cannot be told
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
            text = read_text(path)
            where, data = load_places(text)
        except UnreadableError as error:
            self.problems.append(error.finding(self.shown))
            return [], {}
        except yaml.YAMLError as error:
            line, column, why = first_error(error)
            self.complain((line, column), f"not valid YAML: {why}", cure(error, HOW_TO_QUOTE))
            return [], {}
        if data is not None and not isinstance(data, list):
            mend = f"begin a record with - {self.begin}:"
            self.complain((1, 1), "the file is no list of records", mend)
            return [], {}
        self.broken = False
        for number, words in enumerate(text.split("\n"), 1):
            for one in CITED.finditer(words) if not words.lstrip().startswith("#") else ():
                at = Position(self.shown, number, one.start() + 1)
                self.citations.append(Citation(at, one["words"], one["scheme"], one["id"]))
            if cut := CUT.match(words):
                what = "YAML reads nothing after a space and #"
                self.complain((number, cut.end()), what, "put all of the words into 'quotes'")
        return data or [], where

    def _record(self, index: int, entry: dict[Any, Any], where: Places) -> BaseModel | None:
        called = str(entry.get("id") or entry.get("host") or "a record")
        strays = [path for path, value in _per_locale(entry) for path in self._strays(path, value)]
        for path in strays:
            what, mend = moved(2, f"{path[-1]}: belongs to what stands around {path[-2]}:")
            self.complain(where[(index, *path)], f"{called}: {what}", mend)
            return None
        try:
            record = self.model.model_validate({str(key): entry[key] for key in entry})
        except ValidationError as error:
            faults = error.errors()
            self.broken |= any(fault["loc"] == ("id",) for fault in faults)  # as pages name it
            left = [fault["loc"] for fault in faults if self._is_too_far_left(fault)]
            told = self._too_far_left(called, (index, *left[0]), where) if left else None
            if told:
                self.complain(*told)
                return None
            lacking: dict[tuple[Any, ...], list[str]] = {}
            for fault in _each_once(faults):
                if fault["type"] == "missing":
                    lacking.setdefault(fault["loc"][:-1], []).append(str(fault["loc"][-1]))
                    continue
                place = nearest_place(where, (index, *(fault["loc"] or _named(fault, entry))))
                self.complain(place, *_words(called, fault))
            for holder, keys in lacking.items():
                place = nearest_place(where, (index, *holder))
                self.complain(place, *self._lacks(called, holder, keys))
            return None
        missing = [
            (path, next(iter(value), ""), locale)
            for path, value in _per_locale(entry)
            for locale in self.locales
            if locale not in value
        ]
        for path, beside, locale in missing:
            field = ".".join(str(part) for part in path)
            self.complain(
                nearest_place(where, (index, *path)),
                f"{called}: {field} has no {locale!r}",
                f"write {locale}: and the text beside {beside}:, "
                "or leave it to a translator and say so",
            )
        for path, value in _texts(entry.get("source"), ("source",)):
            if CITED.search(value):
                what = (
                    f"{called}: {'.'.join(path[:2])} quotes what was read, so no link stands in it"
                )
                alone = CITED.sub(r"\g<words>", value)
                self.complain(nearest_place(where, (index, *path)), what, f"write {alone!r}")
        for path in [path for path, value in _texts(entry) if value in PLACEHOLDERS]:
            field = ".".join(map(str, path))
            place = nearest_place(where, (index, *path))
            self.complain(place, f"{called}: {field} is only …", "write its words in place of …")
            return None
        if isinstance(record, Sign) and not self._has_source(record):
            self.complain(
                nearest_place(where, (index, "fact")),
                f"{called}: claims.yml has no record {record.fact!r}",
                "correct its id, or take the line fact: out",
            )
            return None
        return None if missing else record

    def _lacks(self, called: str, holder: tuple[Any, ...], keys: list[str]) -> tuple[str, str]:
        """Words and cure for keys that a record has not, or the part of it that is named."""
        known = self.model.model_fields
        lines = [f"{key}: {_what_stands(known.get(key), key)}" for key in keys]
        where = f"under {holder[-1]}:" if holder else "to the record"
        each = ", each on a line of its own" if len(keys) > 1 else ""
        named = ", ".join(".".join(map(str, (*holder, key))) for key in keys)
        what = f"{called}: {named} {'are' if len(keys) > 1 else 'is'} missing"
        return what, f"add {', '.join(lines)} {where}{each}"

    def _strays(self, path: tuple[Any, ...], value: Mapping[Any, Any]) -> Iterator[tuple[Any, ...]]:
        """Keys of a record that stand among the languages of one of its values."""
        known = {*self.model.model_fields, *Source.model_fields}
        return ((*path, key) for key in value if key in known and key not in self.locales)

    def _is_too_far_left(self, fault: Any) -> bool:
        """Whether the edition of a text stands where keys of the record do."""
        return fault["type"] == "extra_forbidden" and fault["loc"][-1] in self.locales

    def _too_far_left(
        self, called: str, path: tuple[Any, ...], where: Places
    ) -> tuple[tuple[int, int], str, str] | None:
        """Place, words and cure: the line belongs under the key above it that has languages."""
        line, column = where[path]
        keys = [
            (place, key)
            for key, place in where.items()
            if place[0] < line and key[:-1] == path[:-1] and key[-1] not in self.locales
        ]
        if not keys:
            return None
        above = max(keys)[1]
        beside = [place[1] for key, place in where.items() if key[:-1] == above]
        what, mend = moved(
            column - min(beside, default=column + 2), f"{path[-1]}: belongs under {above[-1]}:"
        )
        return (line, column), f"{called}: {what}", mend

    def _has_source(self, sign: Sign) -> bool:
        """Whether the reason's fact is there; an unreadable claims.yml has a finding of its own."""
        facts = [identifier for scheme, identifier in self.places if scheme == "fact"]
        return sign.fact is None or not facts or sign.fact in facts


class _List(_File):
    """A file of entries that no page cites by an id; the first key of its model begins one."""

    def __init__(
        self, path: Path, root: Path, locales: tuple[str, ...], problems: list[Finding]
    ) -> None:
        shown, model = path.relative_to(root).as_posix(), LISTS[path.name]
        super().__init__(shown, path.stem, model, locales, problems, {})
        self.path = path
        self.begin = next(iter(model.model_fields))

    def entries(self) -> Iterator[tuple[Any, int, Places]]:
        """Each entry that is sound, its number, and where each of its values begins."""
        data, where = self._load(self.path)
        for index, entry in enumerate(data):
            if not isinstance(entry, dict):
                mend = f"begin a record with - {self.begin}:"
                self.complain(where[(index,)], "this is no record", mend)
            elif (record := self._record(index, entry, where)) is not None:
                yield record, index, where

    def corrections(
        self, known: Mapping[tuple[str, str], Position], broken: Collection[str]
    ) -> Iterator[Correction]:
        """Those that are about a record that is there, or about one that was removed."""
        for record, index, where in self.entries():
            scheme, _, identifier = (record.fact or "").partition(":")
            if record.fact and scheme not in broken and (scheme, identifier) not in known:
                mend = "correct its id; if the record was removed, take the line fact: out"
                self.complain(
                    nearest_place(where, (index, "fact")),
                    f"the registry has no {record.fact}",
                    mend,
                )
                continue
            yield record


def _each_once(faults: Sequence[Any]) -> Iterator[Any]:
    """Faults, but a key that was misspelt not a second time as one that is missing."""
    extra = [str(fault["loc"][-1]) for fault in faults if fault["type"] == "extra_forbidden"]
    lacking = [str(fault["loc"][-1]) for fault in faults if fault["type"] == "missing"]
    meant = {word: like for word in extra if (like := _like(word, lacking))}
    for fault in faults:
        key = str(fault["loc"][-1]) if fault["loc"] else ""
        if fault["type"] == "missing" and key in meant.values():
            continue
        yield {**fault, "meant": meant.get(key)}


def _like(word: str, known: Sequence[str]) -> str | None:
    return next(iter(get_close_matches(word.lower(), known, n=1, cutoff=0.5)), None)


PER_LOCALE = (
    *("name", "text", "when", "cannot", "languages", "title", "issuer", "claim", "meaning", "what"),
    *("why", "limit", "owner"),
)
PLACEHOLDERS = ("…", "...")
CORRECT_KEY = "correct its spelling, or remove the line"
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
    articles = entry.get("articles")
    for article, value in articles.items() if isinstance(articles, dict) else ():
        if isinstance(value, dict):
            yield ("articles", article), value


def _texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Path and text of all that a record says."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, (*path, key))


def _what_stands(field: FieldInfo | None, key: str) -> str:
    """What an editor writes behind a key, with … for words."""
    if key == "evidence":
        return "seen (and how: called, official page, copy or repost) or knowledge (nobody read it)"
    kind = field.annotation if field else str
    if get_origin(kind) is Literal:
        return " or ".join(get_args(kind))
    if key == "checked":
        return "the day when somebody last looked at the source, such as 2026-11-24"
    if kind is date:
        return "a day such as 2026-11-24"
    return "{zh: …, en: …}" if key in PER_LOCALE else "…"


def _named(fault: Any, entry: dict[Any, Any]) -> tuple[str, ...]:
    """The keys that a fault of the whole record names: it stands at the first."""
    return tuple(word for word in re.findall(r"\w+", fault["msg"]) if word in entry)


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
        case "evidence", "literal_error":
            return f"{identifier}: evidence is none of the allowed words", (
                f"write {_what_stands(None, field)}"
            )
        case _, "extra_forbidden":
            mend = f"write {meant}:" if (meant := fault["meant"]) else CORRECT_KEY
            return f"{identifier}: unknown key {field}", mend
        case _, _ if fault["input"] is None:
            return f"{identifier}: {field} is empty", "write its value behind the :"
        case _, "literal_error":
            known = fault["ctx"]["expected"]
            meant = get_close_matches(str(fault["input"]), re.findall("'([^']+)'", known), n=1)
            return f"{identifier}: {field} is none of the allowed words", (
                f"write {meant[0]!r}" if meant else f"write {known}"
            )
        case _, "value_error":
            what, _, mend = str(fault["ctx"]["error"]).partition("; ")
            return f"{identifier}: {what}", mend or "correct the record"
        case _, str(kind) if kind.startswith("date_"):
            return f"{identifier}: {field} is no date: {fault['input']}", (
                f"write {_day(str(fault['input']))}"
            )
        case _, "too_short":
            return f"{identifier}: {field} is empty", "write at least one text that pages may use"
        case "number", "string_type":
            return f"{identifier}: number is no text", (
                'put it into "quotes", as it is dialled: a zero in front would be lost'
            )
        case _, "string_type" if "[key]" in fault["loc"]:
            key = fault["loc"][-2]
            return f"{identifier}: the key {key} is no text", f'write "{key}":'
        case _, "string_type":
            return f"{identifier}: {field} is no text", "put the value into 'quotes'"
        case _, "list_type":
            words = str(fault["input"]).strip("[]")
            return f"{identifier}: {field} is no list", f"write [{words}]"
        case _, "string_pattern_mismatch" if fault["input"][:1] in {*CURLY}:
            return f"{identifier}: {field} stands in curly quotes", (
                f'write "{_unquoted(fault["input"])}", the quotes typed with the English keyboard'
            )
        case _, "string_pattern_mismatch":
            return f"{identifier}: {field} is not written as it must be", _pattern(
                field, fault["input"]
            )
        case _:
            return f"{identifier}: {field}: {fault['msg']}", "correct the value"


def _day(words: str) -> str:
    """The day that other signs between its figures meant, else what a day is."""
    with suppress(TypeError, ValueError):
        return date(*map(int, re.findall(r"\d+", words))).isoformat()
    return "a day of the calendar, as in 2026-11-24"


def _unquoted(value: str) -> str:
    return unicodedata.normalize("NFKC", value).strip(f"\"'{CURLY} ")


def _pattern(field: str, value: str) -> str:
    number = _unquoted(value)
    match field.split("."):
        case ["id"]:
            meant = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
            return f"write {meant!r}" if meant else "use small letters, digits and hyphens"
        case ["fact"]:
            return "write contact:, law:, fact: or term: and the id of a record"
        case ["number"]:
            if NUMBER.fullmatch(number):
                return f'write "{number}"'
            return "write digits, and hyphens between them"
        case [*_, "url" | "site"]:
            return "begin with https://"
        case ["articles", *_]:
            return 'write the article\'s number in digits, such as "13" or "253-1"'
        case _:
            return "correct the value"
