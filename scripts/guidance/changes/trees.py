"""Steps, answers and outcomes of decision trees that a change adds, removes or reroutes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guidance.model import Answer, Node, Site, Tree
from guidance.strings import reports


@dataclass(frozen=True)
class TreeChange:
    """What happened to a decision tree, one line each: ``+``, ``-`` or ``!`` and what.

    ``turns`` are those of what sends a reader of old another way: tones and answers, not words.
    """

    tree: str
    lines: tuple[str, ...]
    turns: tuple[str, ...]


def tree_changes(base: Site, head: Site) -> Iterator[TreeChange]:
    """What happened to the trees; a tree that only moved to another page has not changed."""
    before, after, said = _trees(base), _trees(head), reports(head.locales)
    for key in sorted(before.keys() | after.keys()):
        _, old = before.get(key, ("", None))
        path, new = after.get(key) or before[key]
        lines = tuple(_lines(old, new if key in after else None, said))
        if lines:
            changed = [one for one in lines if one.startswith("! ")]
            turns = tuple(one for one in changed if not one.endswith(said["reworded"]))
            yield TreeChange(f"{path}#{key[1]}", lines, turns)


def _trees(site: Site) -> dict[tuple[str, str], tuple[str, Tree]]:
    """Path and tree, by edition and the tree's id, which is the only one of its edition."""
    return {(page.locale, tree.id): (page.path, tree) for page in site.pages for tree in page.trees}


def _lines(old: Tree | None, new: Tree | None, said: Mapping[str, str]) -> Iterator[str]:
    before, after = old.by_id if old else {}, new.by_id if new else {}
    for node in old.nodes if old else ():
        if node.id not in after:
            yield f"- {_shown(node, said)} {said['removed']}"
    for node in new.nodes if new else ():
        was = before.get(node.id)
        if was is None:
            yield f"+ {_shown(node, said)} {said['added']}"
            yield from (f"+   {_edge(node, answer)}" for answer in node.answers)
            continue
        if was.tone != node.tone:
            yield f"! #{node.id} {_tone(was, said)} → {_tone(node, said)}"
        yield from _answers(was, node, said)


def _answers(was: Node, now: Node, said: Mapping[str, str]) -> Iterator[str]:
    """Equal words are the same answer; of the others, an equal target means other words."""
    lost, found = list(was.answers), []
    for answer in now.answers:
        same = next((one for one in lost if one.text == answer.text), None)
        if same is None:
            found.append(answer)
            continue
        lost.remove(same)
        if same.target != answer.target:
            yield f"! {_edge(now, answer)} ({said['was']} → {same.target}) {said['rerouted']}"
    for answer in found:
        same = next((one for one in lost if one.target == answer.target), None)
        if same is None:
            yield f"+ {_edge(now, answer)} {said['answer_added']}"
            continue
        lost.remove(same)
        yield f"! {_edge(now, answer)} ({said['was']} “{same.text}”) {said['reworded']}"
    for answer in lost:
        yield f"- {_edge(was, answer)} {said['answer_removed']}"


def _edge(node: Node, answer: Answer) -> str:
    return f"#{node.id} “{answer.text}” → {answer.target}"


def _shown(node: Node, said: Mapping[str, str]) -> str:
    return f"{_tone(node, said)} #{node.id} “{node.title}”"


def _tone(node: Node, said: Mapping[str, str]) -> str:
    return f"{said['outcome']} ({node.tone})" if node.tone else said["question"]
