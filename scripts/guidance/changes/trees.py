"""Steps, answers and outcomes of decision trees that a change adds, removes or reroutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.model import Answer, Node, Site, Tree

REWORDED = "reworded · 改写"


@dataclass(frozen=True)
class TreeChange:
    """What happened to a decision tree, one line each: ``+``, ``-`` or ``!`` and what."""

    tree: str
    lines: tuple[str, ...]

    @property
    def turns(self) -> tuple[str, ...]:
        """Lines of what sends a reader of old another way: tones and answers, not words."""
        return tuple(one for one in self.lines if one.startswith("! ") and REWORDED not in one)


def tree_changes(base: Site, head: Site) -> Iterator[TreeChange]:
    """What happened to the trees; a tree that only moved to another page has not changed."""
    before, after = _trees(base), _trees(head)
    for key in sorted(before.keys() | after.keys()):
        _, old = before.get(key, ("", None))
        path, new = after.get(key) or before[key]
        lines = tuple(_lines(old, new if key in after else None))
        if lines:
            yield TreeChange(f"{path}#{key[1]}", lines)


def _trees(site: Site) -> dict[tuple[str, str], tuple[str, Tree]]:
    """Path and tree, by edition and the tree's id, which is the only one of its edition."""
    return {(page.locale, tree.id): (page.path, tree) for page in site.pages for tree in page.trees}


def _lines(old: Tree | None, new: Tree | None) -> Iterator[str]:
    before, after = old.by_id if old else {}, new.by_id if new else {}
    for node in old.nodes if old else ():
        if node.id not in after:
            yield f"- {_shown(node)} removed · 删除"
    for node in new.nodes if new else ():
        was = before.get(node.id)
        if was is None:
            yield f"+ {_shown(node)} added · 新增"
            yield from (f"+   {_edge(node, answer)}" for answer in node.answers)
            continue
        if was.tone != node.tone:
            yield f"! #{node.id} {_tone(was)} → {_tone(node)}"
        yield from _answers(was, node)


def _answers(was: Node, now: Node) -> Iterator[str]:
    """Equal words are the same answer; of the others, an equal target means other words."""
    lost, found = list(was.answers), []
    for answer in now.answers:
        same = next((one for one in lost if one.text == answer.text), None)
        if same is None:
            found.append(answer)
            continue
        lost.remove(same)
        if same.target != answer.target:
            yield f"! {_edge(now, answer)} (was · 原来 → {same.target}) rerouted · 改道"
    for answer in found:
        same = next((one for one in lost if one.target == answer.target), None)
        if same is None:
            yield f"+ {_edge(now, answer)} answer added · 新增回答"
            continue
        lost.remove(same)
        yield f"! {_edge(now, answer)} (was · 原来 “{same.text}”) {REWORDED}"
    for answer in lost:
        yield f"- {_edge(was, answer)} answer removed · 删除回答"


def _edge(node: Node, answer: Answer) -> str:
    return f"#{node.id} “{answer.text}” → {answer.target}"


def _shown(node: Node) -> str:
    return f"{_tone(node)} #{node.id} “{node.title}”"


def _tone(node: Node) -> str:
    return f"outcome · 结果 ({node.tone})" if node.tone else "question · 问题"
