"""What was found of each page by itself, kept until the page or what stands around all changes."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from guidance.check._causes import Found
from guidance.kept import keep, recall
from guidance.model import Site

#: In place of a path: what is found outside of pages.
ELSEWHERE = ""
#: What rumdl is told.
SETTINGS = "pyproject.toml"


def each_page(site: Site, find: Callable[[Site], Iterable[Found]]) -> list[Found]:
    """What ``find`` finds, asked for those pages alone of which it is not kept.

    What it finds of a page may depend on the registry and the settings, and on no other page.
    """
    alone = replace(site, pages=(), checked={}, menu=(), not_in_menu=frozenset())
    around = _digest(alone)
    keys = {page.path: f"{around} {page.digest}" for page in site.pages if page.digest}
    keys[ELSEWHERE] = around
    recalled = {path: recall(key) for path, key in keys.items()}
    known: dict[str, list[Found]] = {k: found for k, found in recalled.items() if found is not None}
    new = tuple(page for page in site.pages if page.path not in known)
    if new or ELSEWHERE not in known:
        fresh: dict[str, list[Found]] = {ELSEWHERE: [], **{page.path: [] for page in new}}
        for one in find(replace(alone, pages=new, records_judged=ELSEWHERE in known)):
            fresh.get(one.finding.at.path, fresh[ELSEWHERE]).append(one)
        if not fresh[ELSEWHERE]:  # else rumdl may have failed, and found nothing
            for path in fresh.keys() & keys.keys():
                keep(keys[path], fresh[path])
        known |= fresh
    return [one for found in known.values() for one in found]


def _digest(site: Site) -> str:
    """Of what stands around all pages."""
    digest = hashlib.sha256(repr(site).encode("utf-8", "surrogatepass"))
    folder = Path(site.root, site.docs_dir, "_facts")
    for path in (Path(site.root, SETTINGS), *sorted(folder.glob("*"))):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()
