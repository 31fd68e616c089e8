from guidance.check import Faults, rule
from guidance.check._pairs import twins, unlike
from guidance.model import Site, Tree


@rule("tree-parity", stage="way", group="editions")
def check(site: Site) -> Faults:
    """The answers of a decision tree lead elsewhere in another edition.

    Bad:  [要](#stop) in Chinese, [Yes](#look-in-app) in English
    Good: the same targets in the same order
    """
    for source, other in twins(site):
        for mine, theirs in zip(source.trees, other.trees, strict=True):
            yield from _edges(mine, theirs)


def _edges(mine: Tree, theirs: Tree) -> Faults:
    for left, right in zip(mine.nodes, theirs.nodes, strict=True):
        begins = (left.at, right.at)
        yield from unlike(
            "answer", left.answers, right.answers, begins, lambda one: str(one.target)
        )
