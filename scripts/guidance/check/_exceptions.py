"""``<!-- allow RULE: reason -->``: an author's exception for the block below it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guidance.check._source import body_lines
from guidance.model import Finding, Page

COMMENT = re.compile(r"^\s*<!--\s*allow\b.*$")
ALLOW = re.compile(
    r"^\s*<!--\s*allow\s+(?P<rule>[a-z][a-z0-9-]*)\s*:\s*(?P<reason>\S.*?)\s*-->\s*$"
)


@dataclass(frozen=True)
class Allowed:
    """An allowed rule and the lines it covers, both ends included."""

    rule: str
    reason: str
    line: int
    last: int


def is_allowed(finding: Finding, allowed: Mapping[str, Sequence[Allowed]]) -> bool:
    """Whether an exception of its page, all of them by path, stands before a finding."""
    rule, line = finding.rule, finding.at.line
    found = allowed.get(finding.at.path, ())
    return any(one.rule == rule and one.line < line <= one.last for one in found)


def exceptions_of(page: Page) -> list[Allowed]:
    """The exceptions of a page; each reaches to the next blank line after its block."""
    found = []
    for number, text in body_lines(page):
        match = ALLOW.match(text)
        if not match:
            continue
        last = number
        while last < len(page.lines) and _is_between(page.lines[last]):
            last += 1
        while last < len(page.lines) and page.lines[last].strip():
            last += 1
        found.append(Allowed(match["rule"], match["reason"], number, last))
    return found


def _is_between(line: str) -> bool:
    """Whether a block's exceptions may reach past this line: it is blank, or another exception."""
    return not line.strip() or bool(ALLOW.match(line))
