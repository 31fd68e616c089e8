from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.components.decision_tree.rules._trees import nodes
from guidance.model import Site


@rule("outcome-without-step", stage="parity")
def check(site: Site) -> Iterator[Fault]:
    """The last block of an outcome leads nowhere.

    Bad:  ### 夜里催 { #at-night .info } **截图。** … 规矩：[夜里不得催收](fact:cba-2026-hours)。
    Good: the same, and as its last block a link such as [去投诉](complain.md)

    Who read to the end is left with what to do next: a link to a page or a section of the guide,
    or a contact to dial. A law, a fact or a term is no step; it stands before it. A paragraph that
    is one link and nothing else becomes a button.
    """
    for _, node in nodes(site):
        if node.tone and node.has_action and not node.ends_in_step:
            yield Fault(
                node.at,
                f"the outcome {node.title!r} does not end with a next step",
                "put last a link to the page that helps next, or a contact to dial; a law or a "
                "fact stands before it",
            )
