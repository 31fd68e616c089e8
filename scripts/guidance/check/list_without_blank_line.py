from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._linters import entries
from guidance.check._rumdl import LIST
from guidance.model import Block, Position, Site

BULLET = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+\S")
MEND = "put an empty line there"


@rule("list-without-blank-line", stage="block", by_page=True)
def check(site: Site) -> Iterator[Fault]:
    """A list follows a sentence without a blank line, and would become part of it.

    Bad:  先做三件事：
          - 截图
    Good: the same with an empty line between
    """
    swallowed = list(_swallowed(site))
    for at in swallowed:
        yield Fault(at, "the list has no blank line before it", MEND)
    lines = {(at.path, at.line) for at in swallowed}
    for entry in entries(site):
        if entry.rule == LIST and (entry.at.path, entry.at.line) not in lines:
            yield Fault(entry.at, "the list has no blank line around it", MEND)


def _swallowed(site: Site) -> Iterator[Position]:
    """Where the first line of a list has become part of a paragraph, in a call-out too."""
    for page in site.pages:
        for block in page.blocks:
            for line in _later_lines(block):
                source = page.lines[line - 1]
                if BULLET.match(source):
                    yield page.at(line, len(source) - len(source.lstrip()) + 1)
                    break


def _later_lines(block: Block) -> list[int]:
    """Lines of a block's words but the first."""
    ends = [offset for offset, _ in block.pieces[1:]] + [len(block.text)]
    lines = {
        at.line
        for (start, at), end in zip(block.pieces, ends, strict=True)
        if block.text[start:end].strip()
    }
    return sorted(lines)[1:]
