"""The words of the registry and where they stand, read once for all the rules that look at them."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

import yaml

from guidance.check._source import first_place
from guidance.model import Position, Site, once
from guidance.parse.text import UnreadableError, read_text
from guidance.parse.yaml_places import Places, load_places, nearest_place
from guidance.registry import CORRECTIONS, KINDS, LISTS, Fact


def corrections(site: Site) -> Iterator[tuple[str, str, Position]]:
    """Locale and text of what corrections tell the readers, and where it begins."""
    path, lines = _files(site)[CORRECTIONS]
    for correction in site.registry.corrections:
        for locale, text in correction.what.items():
            yield locale, text, first_place(path, lines, text)


def place_in_record(site: Site, scheme: str, record: Fact, words: str) -> Position:
    """Where some words stand in a record; its beginning when YAML writes them otherwise.

    The numbers of contacts were filled in since it was read: the longest words between them tell
    where those behind them stand.
    """
    begin = site.registry.places[scheme, record.id]
    text = _records(site)[scheme, record.id]
    for one in (words, max(re.split(r"\d+", words), key=len).strip()):
        at = text.find(one)
        if one and at >= 0:
            line = begin.line + text.count("\n", 0, at)
            column = at - text.rfind("\n", 0, at) - words.index(one)
            return Position(begin.path, line, max(column, 1))
    return begin


def place_of(site: Site, scheme: str, identifier: str, *keys: str) -> Position:
    """Where a part of a record is written, such as ``text`` and ``zh``, or what holds it."""
    begin = site.registry.places[scheme, identifier]
    where = key_places(site, begin.path)
    spot = (begin.line, begin.column)
    index = next((path[0] for path, place in where.items() if path and place == spot), None)
    return begin if index is None else Position(begin.path, *nearest_place(where, (index, *keys)))


def key_places(site: Site, path: str) -> Places:
    """Where each value of a file begins; nothing where it can no longer be read."""
    try:
        return load_places(read_text(Path(site.root, path)))[0]
    except (UnreadableError, yaml.YAMLError):  # somebody has saved it since the site was read
        return {}


def lines_of_facts(site: Site) -> Iterator[tuple[str, list[str]]]:
    """Path and lines of every file of the registry."""
    yield from _files(site).values()


def within(site: Site, at: Position) -> Position:
    """The place, or where its line begins if the words were read in another line than they stand.

    Markdown moves what it cannot read, and YAML folds lines into one.
    """
    line = _lines(site).get(at.path, ())[at.line - 1 : at.line]
    return Position(at.path, at.line) if line and at.column > len(line[0]) + 1 else at


@once
def _lines(site: Site) -> dict[str, Sequence[str]]:
    """Lines of every page and of every file of the registry."""
    return {**dict(lines_of_facts(site)), **{page.path: page.lines for page in site.pages}}


@once
def _records(site: Site) -> dict[tuple[str, str], str]:
    """Each record as it is written, from the line on which it begins."""
    found = {}
    for (scheme, identifier), begin in site.registry.places.items():
        _, lines = _files(site)[KINDS[scheme][0]]
        own = takewhile(lambda line: not line.startswith("- "), lines[begin.line :])
        found[scheme, identifier] = "\n".join([*lines[begin.line - 1 : begin.line], *own])
    return found


@once
def _files(site: Site) -> dict[str, tuple[str, list[str]]]:
    """Path and lines of each file of the registry; no lines when it cannot be read."""
    found = {}
    for name in (*(name for name, _ in KINDS.values()), *LISTS):
        path = f"{site.docs_dir}/_facts/{name}"
        try:
            found[name] = path, read_text(Path(site.root, path)).split("\n")
        except UnreadableError:
            found[name] = path, []
    return found
