from collections.abc import Iterator

from guidance.check import Fault, Faults, rule
from guidance.check._causes import page_thing
from guidance.components.decision_tree.rules._trees import trees
from guidance.model import Node, Site, Tree


@rule("unreachable-node", stage="walk")
def check(site: Site) -> Faults:
    """No answer leads to a step.

    Bad:  ### 打 12378 { #complain .info } that no answer names
    Good: - [说了还打](#complain) in some step above
    """
    for page, tree in trees(site):
        for node, hanging in _roots(tree):
            more = f", nor to {hanging} more behind it" if hanging else ""
            yield Fault(
                node.at,
                f"no answer leads to the step {node.title!r}{more}",
                f"let an answer name #{node.id}, or remove the step",
                breaks=(page_thing(page.name, node.id),),
            )


def _roots(tree: Tree) -> Iterator[tuple[Node, int]]:
    """Unreachable nodes that no other unreachable one leads to, and how many hang on each.

    When unreachable nodes lead to each other in a circle, the first of them stands for it.
    """
    lost = {node.id: node for node in tree.nodes if node.id not in tree.reachable()}
    ahead = {i: {a.step for a in node.answers if a.step in lost} for i, node in lost.items()}
    led_to = {step for identifier, steps in ahead.items() for step in steps - {identifier}}
    told: set[str] = set()
    for identifier in [*(i for i in lost if i not in led_to), *lost]:
        if identifier in told:
            continue
        behind = _reach(identifier, ahead) - told
        told |= behind
        yield lost[identifier], len(behind) - 1


def _reach(start: str, ahead: dict[str, set[str]]) -> set[str]:
    met: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here not in met:
            met.add(here)
            waiting += ahead[here]
    return met
