from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.components.decision_tree.rules._trees import nodes
from guidance.model import Site


@rule("answers-in-outcome", stage="block")
def check(site: Site) -> Iterator[Fault]:
    """An outcome ends in an answer list into its own tree.

    Bad:  ### 先停手 { #stop .danger } … - [继续](#next-question)
    Good: remove the tone, or the list
    """
    for _, node in nodes(site):
        for answer in node.stray_answers[:1]:
            yield Fault(
                answer.at,
                f"the outcome {node.title!r} goes on asking",
                f"remove the tone .{node.tone}, or the answers",
            )
