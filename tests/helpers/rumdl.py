"""rumdl, started once for many guides, or not at all."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from guidance.check import Ask, _rumdl
from guidance.model import Position, Site

from tests.helpers.project import ROOT


def silent(*_: object) -> list[_rumdl.Entry]:
    """Finds nothing."""
    return []


def asked_once(guides: Iterable[Site]) -> Ask:
    """What says of each of these guides what one run of rumdl said of them all.

    The guides lie in one folder, and each has the settings of ours.
    """
    sites = list(guides)
    top = os.path.commonpath([site.root for site in sites])
    shutil.copy(ROOT / "pyproject.toml", top)
    pages = {
        os.path.relpath(f"{site.root}/{page.path}", top): (site.root, page.path)
        for site in sites
        for page in site.pages
        if not page.unread
    }
    entries: dict[str, list[_rumdl.Entry]] = defaultdict(list)
    for entry in _rumdl.ask(top, list(pages)):
        root, path = pages[entry.at.path]
        at = Position(path, entry.at.line, entry.at.column)
        entries[root].append(replace(entry, at=at))

    def rumdl(root: str, paths: Sequence[str]) -> list[_rumdl.Entry]:
        return [entry for entry in entries[root] if entry.at.path in paths]

    return rumdl
