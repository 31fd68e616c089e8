from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.components.decision_tree.rules._trees import nodes
from guidance.model import Site


@rule("one-answer", stage="walk")
def check(site: Site) -> Iterator[Fault]:
    """A question has fewer than two different answers.

    Bad:  ### 收到短信了吗？ { #got } - [收到了](#next)
    Good: two answers that lead to different places
    """
    for _, node in nodes(site):
        if node.answers and len({answer.target for answer in node.answers}) < 2:
            yield Fault(
                node.at,
                f"all answers of {node.title!r} lead to the same place"
                if len(node.answers) > 1
                else f"{node.title!r} has only one answer",
                "add an answer that leads elsewhere, or leave the question out",
            )
