"""Markdown style, dead links and dead anchors, as rumdl finds them.

rumdl knows Markdown better than we ever shall; this module only gives its rules our names and
our mending sentences. ``PLAIN`` are the ones a contributor meets; any other is ``markdown-style``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from guidance.check import Fault, rule
from guidance.model import Position, Site

LIST, LINK, ANCHOR, HTML = "MD032", "MD057", "MD051", "MD033"


def rumdl() -> str:
    """The program beside this Python, else on the path. Raises FileNotFoundError."""
    beside = Path(sys.executable).with_name("rumdl")
    found = str(beside) if beside.exists() else shutil.which("rumdl")
    if not found:
        raise FileNotFoundError("rumdl is not installed: run make check, which brings it")
    return found


@lru_cache(maxsize=4)
def _report(root: str, docs: str) -> tuple[dict[str, object], ...]:
    done = subprocess.run(
        [rumdl(), "check", "--no-cache", "--output-format", "json", docs],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"rumdl failed: {' '.join(done.stderr.split())}")
    return tuple(json.loads(done.stdout or "[]"))


def _found(site: Site) -> Iterator[tuple[str, Position, str, bool]]:
    readable = {page.path for page in site.pages if not _undecodable(page.path, site)}
    dead = {answer[1].at.line: page.path for page in site.pages for tree in page.trees
            for answer in tree.dead_answers}  # fmt: skip
    for entry in _report(str(site.root), site.docs_dir):
        path, line = str(entry["file"]), int(str(entry["line"]))
        name = str(entry["rule"])
        if path not in readable or (name == ANCHOR and dead.get(line) == path):
            continue
        at = Position(path, line, int(str(entry["column"])))
        yield name, at, str(entry["message"]), bool(entry["fixable"])


def _undecodable(path: str, site: Site) -> bool:
    return any(
        problem.rule == "wrong-encoding"
        for page in site.pages
        if page.path == path
        for problem in page.problems
    )


@rule("list-without-blank-line")
def lists(site: Site) -> Iterator[Fault]:
    """A list follows a sentence without a blank line, and would become part of it.

    Bad:  先做三件事：
          - 截图
    Good: the same with an empty line between
    """
    for name, at, _, _ in _found(site):
        if name == LIST:
            yield Fault(at, "the list has no blank line around it", "put an empty line there")


@rule("dead-link")
def dead_links(site: Site) -> Iterator[Fault]:
    """A link leads to a page that does not exist.

    Bad:  [付了钱](payed.md)
    Good: [付了钱](paid.md)
    """
    for name, at, message, _ in _found(site):
        if name == LINK:
            yield Fault(at, _plain(message), "correct the path, seen from this file")


@rule("dead-anchor")
def dead_anchors(site: Site) -> Iterator[Fault]:
    """A link leads to a heading that its page does not have.

    Bad:  [三十分钟](paid.md#minutes)
    Good: [三十分钟](paid.md#first-minutes)
    """
    for name, at, message, _ in _found(site):
        if name == ANCHOR:
            yield Fault(at, _plain(message), "name the id of a heading of that page")


@rule("raw-html")
def raw_html(site: Site) -> Iterator[Fault]:
    """HTML stands in a page. Only the comment <!-- allow RULE: reason --> is let through.

    Bad:  <b>先停手</b>
    Good: **先停手**
    """
    for name, at, message, _ in _found(site):
        if name == HTML:
            yield Fault(at, _plain(message), "write it in Markdown")


@rule("markdown-style")
def style(site: Site) -> Iterator[Fault]:
    """Markdown that reads one way here and another way elsewhere, or untidily.

    Bad:  two blank lines, a tab, a trailing space
    Good: run make fix, which mends most of them
    """
    for name, at, message, fixable in _found(site):
        if name not in (LIST, LINK, ANCHOR, HTML):
            mend = "make fix mends it" if fixable else "see rumdl.dev for the rule"
            yield Fault(at, f"{_plain(message)} ({name})", mend)


def _plain(message: str) -> str:
    words = message.rstrip(".")
    return words[:1].lower() + words[1:]
