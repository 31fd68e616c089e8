from __future__ import annotations

from collections.abc import Iterable

from guidance.check import Fault, parser_faults, rule
from guidance.model import Site


@rule("wrong-encoding", stage="file")
def check(site: Site) -> Iterable[Fault]:
    """A file is not UTF-8 text.

    Bad:  a page saved by an old editor as UTF-16 or GBK
    Good: the same page saved as UTF-8
    """
    return parser_faults(site, "wrong-encoding")
