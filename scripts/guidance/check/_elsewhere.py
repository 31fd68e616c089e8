"""Words that readers see and no block of prose holds: code, search words, the facts' own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guidance.check._disguise import UNSEEN
from guidance.model import Page, Position, Site
from guidance.registry import KINDS, Record, accepted_texts

#: What a record keeps for editors or for machines.
UNSHOWN = ("id", "number", "site", "url", "passage", "note", "document", "text")


@dataclass(frozen=True)
class Words:
    """Some words, where they begin, and of which kind they are: code, search word, fact.

    ``own`` are figures that the record of a fact lists as its texts; ``is_source`` when they name
    the source, as the title of a news site does.
    """

    text: str
    start: Position
    kind: str
    locale: str
    own: str = ""
    is_source: bool = False

    def at(self, offset: int) -> Position:
        """Where the character at ``offset`` stands."""
        above, newline, beside = self.text[:offset].rpartition("\n")
        if newline:
            return Position(
                self.start.path, self.start.line + above.count("\n") + 1, len(beside) + 1
            )
        return Position(self.start.path, self.start.line, self.start.column + offset)


def elsewhere(site: Site) -> list[Words]:
    """All of them, without signs that nobody sees."""
    return site.once("elsewhere", lambda: list(_all(site)))


def _all(site: Site) -> Iterator[Words]:
    for page in site.pages:
        for text, at in page.code:
            yield Words(UNSEEN.sub("", text), at, "code", page.locale)
        for tag in page.search_tags:
            yield Words(UNSEEN.sub("", tag), _tag_place(page, tag), "search word", page.locale)
    for scheme in KINDS:
        for identifier, record in site.registry.of(scheme).items():
            lines = fact_lines(site, scheme)
            place = site.registry.places[scheme, identifier]
            for locale, text, part in _sentences(record.model_dump()):
                at = _find(text, place.path, lines, place.line)
                own = " ".join(accepted_texts(record, locale))
                is_source = part == "source"
                yield Words(UNSEEN.sub("", text), at, "fact", locale, own, is_source)


def fact_lines(site: Site, scheme: str) -> list[str]:
    """The lines of a file of records; none when it cannot be read."""
    path = Path(site.root, site.docs_dir, "_facts", KINDS[scheme][0])

    def read() -> list[str]:
        try:
            return path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return []

    return site.once(f"lines of {scheme}", read)


def record_lines(site: Site, scheme: str, record: Record) -> Iterator[tuple[int, str]]:
    """Number and text of each line of a record."""
    begin = site.registry.places[scheme, record.id].line
    for number, line in enumerate(fact_lines(site, scheme)[begin - 1 :], begin):
        if number > begin and line.startswith("- "):
            return
        yield number, line


def place_in_record(site: Site, scheme: str, record: Record, words: str) -> Position:
    """Where some words stand in a record; its beginning when YAML writes them otherwise."""
    for number, line in record_lines(site, scheme, record):
        if words in line:
            return Position(
                site.registry.places[scheme, record.id].path, number, line.index(words) + 1
            )
    return site.registry.places[scheme, record.id]


def _sentences(value: Mapping[str, Any], part: str = "") -> Iterator[tuple[str, str, str]]:
    """Locale, text and outermost key of all that a record says to readers."""
    for key, inner in value.items():
        if key in UNSHOWN:
            continue
        if isinstance(inner, Mapping):
            yield from _sentences(inner, part or key)
        elif isinstance(inner, str):
            yield key, inner, part


def _find(text: str, path: str, lines: list[str], begin: int) -> Position:
    first = text.split("\n")[0].strip()
    for number, line in enumerate(lines[begin - 1 :], begin):
        if first and first in line:
            return Position(path, number, line.index(first) + 1)
    return Position(path, begin)


def _tag_place(page: Page, tag: str) -> Position:
    for number, line in enumerate(page.lines[: page.body_line], 1):
        if tag in line:
            return page.at(number, line.index(tag) + 1)
    return page.at(2)
