from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._sections import numbered_items
from guidance.components.figure import AFTER_NAME, BETWEEN, TELLS
from guidance.model import Site

NAME = re.compile(rf"\*\*[^*]+\*\*{AFTER_NAME.pattern}")
LINK = re.compile(r"\[[^\]]*\]\([^)]*\)")


@rule("unfinished-stage", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """A stage of a figure has no name, or does not tell three things.

    Bad:  1. **逾期**：过了还款日没还；看账单
    Good: 1. **逾期**：过了还款日没还；要付逾期利息；看账单，能还先还

    What happens, what it means, what the reader can still do: the signs ; or ； part them.
    """
    for at, item in numbered_items(site, "figure"):
        name = NAME.match(item)
        parts = len(BETWEEN.split(LINK.sub("", item)))
        if name and parts == len(TELLS):
            continue
        wrong = f"the stage has {parts} parts" if name else "the stage has no name in bold"
        mend = "write **name**: what happens; what it means; what you can still do"
        yield Fault(at, wrong, mend)
