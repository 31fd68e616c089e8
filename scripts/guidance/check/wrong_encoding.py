from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, problems, rule
from guidance.model import Site


@rule("wrong-encoding")
def check(site: Site) -> Iterator[Fault]:
    """A file is not UTF-8 text, or far too large.

    Bad:  a page saved by an old editor as UTF-16 or GBK
    Good: the same page saved as UTF-8
    """
    return problems(site, "wrong-encoding")
