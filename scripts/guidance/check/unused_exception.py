from __future__ import annotations

from collections.abc import Iterator

from guidance.check import RULES, Fault, found_by, rule
from guidance.check._exceptions import exceptions_of
from guidance.model import Site

OWN = "unused-exception"


@rule(OWN, stage="meaning")
def check(site: Site) -> Iterator[Fault]:
    """An exception allows what nobody does.

    Bad:  <!-- allow raw-figure: … --> before a paragraph without figures
    Good: remove the line

    It would let a later mistake pass.
    """
    for page in site.pages:
        for exception in exceptions_of(page):
            found = RULES.get(exception.rule)
            if found is None or found.id == OWN:
                continue
            lines = {
                one.finding.at.line for one in found_by(found, site)
                if one.finding.at.path == page.path
            }  # fmt: skip
            if not any(exception.covers(found.id, line) for line in lines):
                yield Fault(
                    page.at(exception.line),
                    f"no finding of {exception.rule!r} stands below this exception",
                    "remove it, or move it to the line before the block it is for",
                )
