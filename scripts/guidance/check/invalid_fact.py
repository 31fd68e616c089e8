from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, problems, rule
from guidance.model import Site


@rule("invalid-fact")
def check(site: Site) -> Iterator[Fault]:
    """A record of the facts registry lacks something or holds something it may not.

    Bad:  a contact without the day somebody looked at its source
    Good: checked: 2026-11-24 and how: official page
    """
    return problems(site, "invalid-fact")
