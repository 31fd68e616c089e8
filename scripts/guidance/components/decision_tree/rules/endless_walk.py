from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.components.decision_tree.rules._trees import trees
from guidance.model import Site


@rule("endless-walk", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """Answers lead in a circle.

    Bad:  ### A { #a } - [是](#b) … ### B { #b } - [是](#a)
    Good: every answer leads on to an outcome
    """
    for _, tree in trees(site):
        loop = tree.cycle()
        if loop:
            last = tree.by_id[loop[-1]]
            back = next(a for a in last.answers if a.step == loop[0])
            yield Fault(
                back.at,
                f"answers lead in a circle: {' → '.join([*loop, loop[0]])}",
                f"let this answer of {last.id!r} lead on to a step that ends",
            )
