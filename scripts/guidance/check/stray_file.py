from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, parser_faults, rule
from guidance.check._causes import file_thing
from guidance.model import Site


@rule("stray-file", stage="file")
def check(site: Site) -> Iterator[Fault]:
    """A file lies in docs/ that no edition and no check reads.

    Bad:  docs/about.md   docs/_facts/contact.yml
    Good: docs/zh/paid.md and docs/en/paid.md, docs/_facts/contacts.yml
    """
    for finding in parser_faults(site, "stray-file"):
        breaks = (file_thing(site, finding.at.path),)
        yield Fault(finding.at, finding.message, finding.mend, breaks)
