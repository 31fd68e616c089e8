"""Markdown style as rumdl finds it.

rumdl knows Markdown better than we ever shall; its rules get our names and our mending sentences.
Links, anchors and HTML are ours: our model knows which of them follow from another fault.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from guidance.model import Position, Site
from guidance.programs import program

LIST = "MD032"
OURS = {
    "MD025": "title-in-body",
    "MD033": "raw-html",
    "MD034": "raw-address",
    "MD041": "title-in-body",  # the title is in the front matter
    "MD042": "dead-link",
    "MD051": "dead-anchor",
    "MD057": "dead-link",
    "MD059": "click-here",
    "MD094": "wrong-encoding",
}
SECONDS = 30  # for a program that needs a fraction of one


@dataclass(frozen=True)
class Entry:
    """What rumdl says of one place."""

    rule: str
    at: Position
    message: str
    fixable: bool


def entries(site: Site) -> list[Entry]:
    """What rumdl finds in all pages that can be read; one entry when it cannot run."""
    return site.once("rumdl", lambda: list(_run(site)))


def _run(site: Site) -> Iterator[Entry]:
    paths = [page.path for page in site.pages if not page.unread]
    if not paths:
        return
    command = [program("rumdl"), "check", "--no-cache", "--output-format", "json", *paths]
    try:
        done = subprocess.run(
            command, cwd=site.root, capture_output=True, text=True, check=False, timeout=SECONDS
        )
        found = json.loads(done.stdout or "[]") if done.returncode in (0, 1) else None
        reason = done.stderr
    except (OSError, subprocess.TimeoutExpired, json.JSONDecodeError) as error:
        found, reason = None, str(error)
    if found is None:
        yield Entry("rumdl", Position("pyproject.toml"), " ".join(reason.split())[:200], False)
        return
    for entry in found:
        if entry["rule"] not in OURS:
            at = Position(entry["file"], entry["line"], entry["column"])
            yield Entry(entry["rule"], at, _plain(entry["message"]), entry["fixable"])


def _plain(message: str) -> str:
    words = message.rstrip(".")
    return words[:1].lower() + words[1:]
