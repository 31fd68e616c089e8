from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._rumdl import LIST, entries
from guidance.model import Site


@rule("list-without-blank-line", after=("raw-html", "forbidden-syntax", "mistyped-syntax"))
def check(site: Site) -> Iterator[Fault]:
    """A list follows a sentence without a blank line, and would become part of it.

    Bad:  先做三件事：
          - 截图
    Good: the same with an empty line between
    """
    for entry in entries(site):
        if entry.rule == LIST:
            yield Fault(entry.at, "the list has no blank line around it", "put an empty line there")
