"""The walks of the decision trees: what a reader may choose, to an ending.

They follow from the trees, so that whoever changes one has nothing to write down; what a change
does to the ways is told by ``guidance report``.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from guidance.model import Node, Tree

from tests.helpers.project import NAMES, ROOT, guide

HEADING = re.compile(r"(?m)^##.*\{ #(\S+) \.decision-tree \}$")
#: Page and id of every tree of the source edition; the others have the same (``tree-parity``).
TREES = [
    (name, tree)
    for name in NAMES
    for tree in HEADING.findall((ROOT / f"docs/zh/{name}.md").read_text("utf-8"))
]


@cache
def walks(page: str, tree: str) -> tuple[tuple[str, ...], ...]:
    """Walks that together take every answer of a tree, and so meet every ending.

    A walk names what is chosen at each step, its ending last.
    """
    found = next(one for one in guide().edition("zh")[page].trees if one.id == tree)
    taken: set[tuple[str, str]] = set()
    chosen = []
    for walk in sorted(_every(found), key=len, reverse=True):
        steps = set(pairwise((found.nodes[0].id, *walk)))
        if not steps <= taken:
            chosen.append(walk)
            taken |= steps
    return tuple(chosen)


def _every(tree: Tree) -> Iterator[tuple[str, ...]]:
    """Every walk of a tree without cycles: what is chosen after the entry, its ending last."""

    def go(node: Node, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if not node.answers:
            yield path
        for answer in node.answers:
            if answer.step is None:
                yield (*path, str(answer.target))
            else:
                yield from go(tree.by_id[answer.step], (*path, answer.step))

    return go(tree.nodes[0], ())
