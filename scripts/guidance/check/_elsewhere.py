"""Words that readers see and no block of prose holds: code, search words, facts, corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guidance.check._records import corrections, place_in_record
from guidance.check._source import place_in_front_matter
from guidance.model import Position, Site, once
from guidance.registry import accepted_texts

#: What a record keeps for editors or for machines.
UNSHOWN = ("id", "fact", "number", "site", "url", "passage", "note", "document", "text")


@dataclass(frozen=True)
class Words:
    """Some words, where they begin, and of which kind they are (``code``, ``search word``…).

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


@once
def elsewhere(site: Site) -> list[Words]:
    """All of them."""
    return list(_all(site))


def _all(site: Site) -> Iterator[Words]:
    for page in site.pages:
        for text, at in page.code:
            yield Words(text, at, "code", page.locale)
        for tag in page.search_tags:
            at = place_in_front_matter(page, tag)
            yield Words(tag, at, "search word", page.locale)
    for scheme, record in site.registry.records():
        for locale, text, part in _sentences(record.model_dump()):
            at = place_in_record(site, scheme, record, text.split("\n")[0].strip())
            own = " ".join(accepted_texts(record, locale))
            yield Words(text, at, "fact", locale, own, part == "source")
    for locale, text, at in corrections(site):
        yield Words(text, at, "correction", locale)


def _sentences(value: Mapping[str, Any], part: str = "") -> Iterator[tuple[str, str, str]]:
    """Locale, text and outermost key of all that a record says to readers."""
    for key, inner in value.items():
        if key in UNSHOWN:
            continue
        if isinstance(inner, Mapping):
            yield from _sentences(inner, part or key)
        elif isinstance(inner, str):
            yield key, inner, part
