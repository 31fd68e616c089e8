from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.components.decision_tree.rules._trees import nodes
from guidance.model import Site


@rule("empty-outcome", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """An outcome does not tell the reader what to do.

    Bad:  ### 先别急 { #wait .warning } 情况还不清楚。
    Good: ### 先别急 { #wait .warning } **自己打开银行 App**，[看账单](bill.md)。
    """
    for _, node in nodes(site):
        if node.tone and not node.has_action:
            yield Fault(
                node.at,
                f"the outcome {node.title!r} names no step to take",
                "say in **bold** what to do, and end with a link to the page that helps next or a "
                "contact to dial",
            )
