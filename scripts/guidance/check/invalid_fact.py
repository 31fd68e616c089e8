from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, parser_faults, rule
from guidance.model import Finding, Site
from guidance.registry import KINDS


@rule("invalid-fact")
def check(site: Site) -> Iterator[Fault]:
    """A record of the facts registry lacks something or holds something it may not.

    Bad:  a contact without the day somebody looked at its source
    Good: checked: 2026-11-24 and how: official page
    """
    for finding in parser_faults(site, "invalid-fact"):
        breaks = (broken_by(finding, site),)
        yield Fault(finding.at, finding.message, finding.mend, breaks)


def broken_by(finding: Finding, site: Site) -> tuple[str, ...]:
    """The record that holds a fault, or all of its file when that cannot be read."""
    scheme = next(kind for kind, (name, _) in KINDS.items() if finding.at.path.endswith(f"/{name}"))
    if scheme in site.registry.broken:
        return ("fact", scheme)
    above = [
        (place, identifier)
        for (kind, identifier), place in site.registry.places.items()
        if kind == scheme and place <= finding.at
    ]
    return ("fact", scheme, max(above)[1]) if above else ("fact", scheme)
