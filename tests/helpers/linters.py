"""rumdl and typos, started once for many guides."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from guidance.check import Linters, _rumdl, _typos
from guidance.check._plain import plain, said
from guidance.model import Position, Site

from tests.helpers.project import ROOT


def asked_once(guides: Iterable[Site]) -> Linters:
    """Linters that say of each of these guides what one run of each program said of them all.

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

    spelt = {
        " ".join(block.text.split("\n")): plain(block.page.locale).spelling
        for site in sites
        for block in said(site)
        if plain(block.page.locale).spelling
    }
    lines = list(spelt)
    slips: dict[str, dict[str, list[_typos.Slip]]] = {}
    for spelling in {*spelt.values()}:
        slips[spelling] = {line: [] for line in lines}
        for slip in _typos.ask(top, lines, spelling):
            slips[spelling][lines[slip.line]].append(slip)

    def typos(_: str, wanted: Sequence[str], spelling: str) -> list[_typos.Slip]:
        return [
            slip._replace(line=number)
            for number, line in enumerate(wanted)
            for slip in slips[spelling][line]
        ]

    def rumdl(root: str, paths: Sequence[str]) -> list[_rumdl.Entry]:
        return [entry for entry in entries[root] if entry.at.path in paths]

    return Linters(rumdl, typos)
