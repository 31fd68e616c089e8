from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.components.decision_tree.rules._trees import trees
from guidance.model import Site

LONGEST_WALK = 7  # answers: more is an interrogation


@rule("long-walk", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """A reader has to answer more than seven questions.

    Bad:  eight questions in a row
    Good: two trees on two pages
    """
    for _, tree in trees(site):
        longest = () if tree.cycle() else tree.longest_walk()
        if len(longest) > LONGEST_WALK:
            shown = " → ".join([*longest[:LONGEST_WALK], "…"])
            yield Fault(
                tree.at,
                f"a walk through {tree.id!r} has {len(longest)} answers, "
                f"{LONGEST_WALK} are allowed: {shown}",
                "split the tree, or ask less",
            )
