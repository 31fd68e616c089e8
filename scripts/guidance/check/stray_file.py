from __future__ import annotations

from collections.abc import Iterable

from guidance.check import Fault, parser_faults, rule
from guidance.model import Site


@rule("stray-file", stage="file")
def check(site: Site) -> Iterable[Fault]:
    """A file lies in docs/ that no edition and no check reads.

    Bad:  docs/about.md   docs/_facts/contact.yml
    Good: docs/zh/paid.md and docs/en/paid.md, docs/_facts/contacts.yml
    """
    return parser_faults(site, "stray-file")
