"""What was found of each page by itself, kept until the page or what stands around all changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from guidance.check._causes import Found
from guidance.kept import keep, recall
from guidance.model import Site

#: In place of a path: what is found outside of pages.
ELSEWHERE = ""
#: What the linters are told.
SETTINGS = "pyproject.toml"
ByRule = Mapping[str, list[Found]]


def each_page(site: Site, find: Callable[[Site], ByRule]) -> dict[str, list[Found]]:
    """What ``find`` finds by rule, asked for those pages alone of which it is not kept.

    What it finds of a page may depend on the registry and the settings, and on no other page.
    """
    alone = replace(site, pages=(), checked={}, menu=(), not_in_menu=frozenset())
    around = _digest(alone)
    keys = {page.path: f"{around} {page.digest}" for page in site.pages if page.digest}
    keys[ELSEWHERE] = around
    known: dict[str, ByRule] = {}
    for path, key in keys.items():
        if (found := recall(key)) is not None:
            known[path] = found
    new = tuple(page for page in site.pages if page.path not in known)
    if new or ELSEWHERE not in known:
        fresh = find(replace(alone, pages=new))
        parts = {page.path: _of(fresh, [page.path]) for page in new}
        parts[ELSEWHERE] = _of(fresh, {one.finding.at.path for one in _all(fresh)} - parts.keys())
        if not any(parts[ELSEWHERE].values()):  # else a linter may have failed, and found nothing
            for path in parts.keys() & keys.keys():
                keep(keys[path], parts[path])
        known |= parts
    return _joined(known.values())


def _digest(site: Site) -> str:
    """Of what stands around all pages."""
    digest = hashlib.sha256(repr(site).encode("utf-8", "surrogatepass"))
    folder = Path(site.root, site.docs_dir, "_facts")
    for path in (Path(site.root, SETTINGS), *sorted(folder.glob("*"))):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def _of(found: ByRule, paths: Iterable[str]) -> ByRule:
    return {
        rule: [one for one in of_rule if one.finding.at.path in paths]
        for rule, of_rule in found.items()
    }


def _all(found: ByRule) -> Iterable[Found]:
    return (one for of_rule in found.values() for one in of_rule)


def _joined(parts: Iterable[ByRule]) -> dict[str, list[Found]]:
    joined: dict[str, list[Found]] = {}
    for part in parts:
        for rule, found in part.items():
            joined.setdefault(rule, []).extend(found)
    return joined
