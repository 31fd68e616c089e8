"""Rules about figures."""

import re

from guidance.check import Fault, Faults, rule
from guidance.check._sections import items
from guidance.components.figure import AFTER_NAME, BETWEEN, TELLS
from guidance.model import Site

NAME = re.compile(rf"\*\*.+?\*\*{AFTER_NAME.pattern}")
LINK = re.compile(r"\[[^\]]*\]\([^)]*\)")


@rule("unfinished-stage", stage="structure")
def unfinished_stage(site: Site) -> Faults:
    """A stage or a box of a figure has no name, or a stage does not tell one thing or three.

    Bad:  1. **逾期**：过了还款日没还；看账单
    Good: 1. **逾期**：过了还款日没还；要付逾期利息；看账单，能还先还

    Three things: what happens, what it means, what the reader can still do; ; or ； parts them.
    """
    for at, sign, item in items(site, "figure"):
        what = "stage" if sign[0].isdecimal() else "box"
        parts = len(BETWEEN.split(LINK.sub("", item)))
        if not NAME.match(item):
            yield Fault(at, f"the {what} has no name in bold", "write **name**: words")
        elif what == "stage" and parts not in (1, len(TELLS)):
            mend = "write **name**: what happens; what it means; what you can still do"
            yield Fault(at, f"the stage has {parts} parts", f"{mend}, or no ; at all")
