"""The words of the registry, read once for all the rules that look at each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from guidance.check._elsewhere import fact_lines
from guidance.model import Position, Site
from guidance.registry import CORRECTIONS, KINDS, Fact


def strings(site: Site) -> list[tuple[str, Fact, tuple[str, ...]]]:
    """Scheme, record and every text in it, keys left out."""
    return site.once(
        "strings of records",
        lambda: [
            (scheme, record, tuple(_strings(record.model_dump())))
            for scheme in KINDS
            for record in site.registry.of(scheme).values()
        ],
    )


def shown_facts(site: Site) -> Iterator[tuple[Position, str]]:
    """Every text of the registry as it is shown, and where its record or correction begins."""
    for scheme, record, texts in strings(site):
        for text in texts:
            yield site.registry.places[scheme, record.id], text
    for text, at in corrections(site):
        yield at, text


def lines_of_facts(site: Site) -> Iterator[tuple[str, list[str]]]:
    """Path and lines of every file of the registry."""
    for scheme, (name, _) in KINDS.items():
        yield f"{site.docs_dir}/_facts/{name}", fact_lines(site, scheme)
    yield f"{site.docs_dir}/_facts/{CORRECTIONS}", _lines_of_corrections(site)


def corrections(site: Site) -> Iterator[tuple[str, Position]]:
    """What corrections tell the readers, and where it begins."""
    lines = _lines_of_corrections(site)
    path = f"{site.docs_dir}/_facts/{CORRECTIONS}"
    for correction in site.registry.corrections:
        for text in correction.what.values():
            found = [number for number, line in enumerate(lines, 1) if text in line]
            number = found[0] if found else 1
            yield text, Position(path, number, lines[number - 1].find(text) + 1 if found else 1)


def _lines_of_corrections(site: Site) -> list[str]:
    def read() -> list[str]:
        try:
            path = Path(site.root, site.docs_dir, "_facts", CORRECTIONS)
            return path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return []

    return site.once("lines of corrections", read)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
