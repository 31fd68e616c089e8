"""Rules about decision trees."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from guidance.check import Fault, Faults, rule
from guidance.check._causes import page_thing, section_thing
from guidance.check._pairs import twins, unlike
from guidance.check._source import nearest
from guidance.model import Answer, Node, Page, Site, Tree


def trees(site: Site) -> Iterator[tuple[Page, Tree]]:
    """Every decision tree with its page."""
    for page in site.pages:
        for tree in page.trees:
            yield page, tree


DEEPEST = 5  # a heading of level 6 has none below it


@rule("empty-tree", stage="structure")
def empty_tree(site: Site) -> Faults:
    """A decision tree has no steps.

    Bad:  ## 这条短信该信吗？ { #trust .decision-tree } with text only
    Good: the same, and below it ### headings one level deeper
    """
    for page, tree in trees(site):
        if tree.nodes:
            continue
        level = next(h.level for h in page.headings if h.at == tree.at)
        yield Fault(
            tree.at,
            f"the decision tree {tree.title!r} has no steps",
            f"add headings one level deeper ({'#' * (level + 1)}), each with an id"
            if level <= DEEPEST
            else "begin the tree with ## and each step with ###",
        )


@rule("deep-heading", stage="syntax")
def deep_heading(site: Site) -> Faults:
    """A heading in a decision tree is more than one level deeper than the tree.

    Bad:  #### 再问一句 { #again } inside a tree that begins with ##
    Good: ### 再问一句 { #again }
    """
    for _, tree in trees(site):
        for heading in tree.deeper:
            yield Fault(
                heading.at,
                f"the heading {heading.title!r} lies too deep in the tree {tree.id!r}",
                "steps are exactly one level below the tree: write ### under ##",
            )


@rule("dead-answer", stage="answer")
def dead_answer(site: Site) -> Faults:
    """An answer leads to a step that the tree does not have.

    Bad:  - [有链接](#stpo)
    Good: - [有链接](#stop)
    """
    for page, tree in trees(site):
        dead: dict[str, list[Answer]] = {}
        for _, answer in tree.dead_answers:
            dead.setdefault(answer.step or "", []).append(answer)
        for wanted, answers in dead.items():
            yield _dead(page, tree, wanted, answers)


def _dead(page: Page, tree: Tree, wanted: str, answers: list[Answer]) -> Fault:
    first, *more = answers
    also = f", as in line {', '.join(str(answer.at.line) for answer in more)}" if more else ""
    if wanted == tree.id:
        what = f"leads back to the beginning of {tree.id!r}"
    else:
        what = f"leads to {wanted!r}, which is no step of {tree.id!r}"
    steps = set(tree.by_id) - {""}
    return Fault(
        first.at,
        f"the answer {first.text!r} {what}{also}",
        nearest(wanted, steps, f"name a step of this tree, such as {next(iter(tree.by_id))!r}"),
        needs=(page_thing(page.name, wanted), section_thing(page, first.at)),
    )


TONE = "or, if the step asks nothing, give it a tone: .danger .warning .info .success"


@rule("unfinished-node", stage="structure")
def unfinished_node(site: Site) -> Faults:
    """A step has neither a tone nor answers that lead to different places, or it has both.

    Bad:  ### 要你点链接吗？ { #link } with text only   ### 停 { #stop .danger } … - [继续](#link)
    Good: the first with a list such as - [要](#stop) and - [不要](#look-in-app) as its last block

    Each item of an answer list is exactly one link to a step or a page, nothing else.
    """
    for page, tree in trees(site):
        for node in tree.nodes:
            if node.is_question and not node.answers:
                yield _unfinished(site, page, tree, node)
            elif node.answers and len({answer.target for answer in node.answers}) < 2:
                yield Fault(
                    node.at,
                    f"all answers of {node.title!r} lead to the same place"
                    if len(node.answers) > 1
                    else f"{node.title!r} has only one answer",
                    "add an answer that leads elsewhere, or leave the question out",
                )
            for answer in node.stray_answers[:1]:
                what = f"the outcome {node.title!r} goes on asking"
                yield Fault(answer.at, what, f"remove the tone .{node.tone}, or the answers")


def _unfinished(site: Site, page: Page, tree: Tree, node: Node) -> Fault:
    if node.spoiled_at:
        what = f"this line is no answer of the step {node.title!r}: it is not just one link"
        mend = f"put all of its words inside the [ ] of one link, as in - [its words]({{}}); {TONE}"
        return Fault(node.spoiled_at, what, mend.format(_lost_target(site, page, tree, node)))
    if node.behind_at:
        what = f"this stands behind the answers of the step {node.title!r}, which must come last"
        return Fault(node.behind_at, what, "move it above the answers")
    what = f"the step {node.title!r} neither asks nor ends"
    mend = f"end it with a list of links such as - [answer]({{}}), one link an item; {TONE}"
    return Fault(node.at, what, mend.format(_lost_target(site, page, tree, node)))


def _lost_target(site: Site, page: Page, tree: Tree, node: Node) -> str:
    """Where the lost answer leads: as it says, as in the other edition, else to some step."""
    here = [link for link in page.links if link.section == node.id]
    own = [link.href for link in here if node.spoiled_at and link.at.line == node.spoiled_at.line]
    steps = [f"#{one.id}" for one in tree.nodes if one is not node]
    for other, twin in trees(site):
        if other.name == page.name and other.path != page.path and node.id in twin.by_id:
            answers = {one.at for one in twin.by_id[node.id].answers}
            theirs = Counter(link.href for link in other.links if link.at in answers)
            own += theirs - Counter(link.href for link in here)
    return next(iter([*own, *steps]), "#stop")


@rule("unreachable-node", stage="walk")
def unreachable_node(site: Site) -> Faults:
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
    lost = {one.id: one for one in tree.nodes if one.id not in tree.reachable()}
    led_to = {to.step for one in lost.values() for to in one.answers if to.step != one.id}
    told: set[str] = set()
    for node in sorted(lost.values(), key=lambda one: one.id in led_to):
        if node.id not in told:
            from_here = replace(tree, nodes=(node, *tree.nodes)).reachable()
            behind = (from_here & lost.keys()) - told
            told |= behind
            yield node, len(behind) - 1


LONGEST_WALK = 7  # answers: more is an interrogation


@rule("long-walk", stage="structure")
def long_walk(site: Site) -> Faults:
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


@rule("empty-outcome", stage="parity")
def empty_outcome(site: Site) -> Faults:
    """An outcome does not tell the reader what to do, or its last block leads nowhere.

    Bad:  ### 先别急 { #wait .warning } 情况还不清楚。
    Good: ### 先别急 { #wait .warning } **自己打开银行 App**，[看账单](bill.md)。

    Who read to the end is left with what to do next: a link to a page or a section of the guide,
    or a contact to dial. A law, a fact or a term is no step; it stands before it. A paragraph that
    is one link and nothing else becomes a button.
    """
    for node in (node for _, tree in trees(site) for node in tree.nodes):
        if node.tone and not node.has_action:
            yield Fault(
                node.at,
                f"the outcome {node.title!r} names no step to take",
                "say in **bold** what to do, and end with a link to the page that helps next or a "
                "contact to dial",
            )
        elif node.tone and not node.ends_in_step:
            yield Fault(
                node.at,
                f"the outcome {node.title!r} does not end with a next step",
                "put last a link to the page that helps next, or a contact to dial; a law or a "
                "fact stands before it",
            )


@rule("tree-parity", stage="way", group="editions")
def tree_parity(site: Site) -> Faults:
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
