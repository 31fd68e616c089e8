from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._pairs import OR_LEAVE_IT, twins
from guidance.model import Page, Site, Tree


@rule("tree-parity", stage="parity", group="editions")
def check(site: Site) -> Iterator[Fault]:
    """The answers of a decision tree lead elsewhere in another edition.

    Bad:  [要](#stop) in Chinese, [Yes](#look-in-app) in English
    Good: the same targets in the same order
    """
    for source, other in twins(site):
        for mine, theirs in zip(source.trees, other.trees, strict=True):
            yield from _edges(source, mine, theirs)


def _edges(source: Page, mine: Tree, theirs: Tree) -> Iterator[Fault]:
    for left, right in zip(mine.nodes, theirs.nodes, strict=True):
        here = [answer.target for answer in left.answers]
        there = [answer.target for answer in right.answers]
        if here == there:
            continue
        odd = next((a for a, b in zip(right.answers, here, strict=False) if a.target != b), None)
        yield Fault(
            odd.at if odd else right.at,
            f"the answers of {right.id!r} lead to {', '.join(map(str, there)) or 'nothing'}, in "
            f"{source.path}:{left.at.line} to {', '.join(map(str, here)) or 'nothing'}",
            f"make the targets equal in both editions, {OR_LEAVE_IT}",
        )
