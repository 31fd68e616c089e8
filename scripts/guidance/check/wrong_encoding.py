from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, parser_faults, rule
from guidance.check._causes import file_thing
from guidance.model import Site


@rule("wrong-encoding", stage="file")
def check(site: Site) -> Iterator[Fault]:
    """A file is not UTF-8 text.

    Bad:  a page saved by an old editor as UTF-16 or GBK
    Good: the same page saved as UTF-8
    """
    for finding in parser_faults(site, "wrong-encoding"):
        breaks = (file_thing(site, finding.at.path),)
        yield Fault(finding.at, finding.message, finding.mend, breaks)
