from guidance.check import Fault, Faults, rule
from guidance.components.decision_tree.rules._trees import trees
from guidance.model import Site

LONGEST_WALK = 7  # answers: more is an interrogation


@rule("long-walk", stage="structure")
def check(site: Site) -> Faults:
    """A reader has to answer more than seven questions, or is led in a circle.

    Bad:  eight questions in a row; ### A { #a } - [是](#b) … ### B { #b } - [是](#a)
    Good: two trees on two pages; every answer leads on to an outcome
    """
    for _, tree in trees(site):
        if loop := tree.cycle():
            last = tree.by_id[loop[-1]]
            back = next(a for a in last.answers if a.step == loop[0])
            yield Fault(
                back.at,
                f"answers lead in a circle: {' → '.join([*loop, loop[0]])}",
                f"let this answer of {last.id!r} lead on to a step that ends",
            )
        elif len(longest := tree.longest_walk()) > LONGEST_WALK:
            shown = " → ".join([*longest[:LONGEST_WALK], "…"])
            yield Fault(
                tree.at,
                f"a walk through {tree.id!r} has {len(longest)} answers, "
                f"{LONGEST_WALK} are allowed: {shown}",
                "split the tree, or ask less",
            )
