from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check.source import nearest
from guidance.model import Page, Site, Tree

LONGEST_WALK = 7  # answers; DESIGN.md: more is an interrogation


def trees(site: Site) -> Iterator[tuple[Page, Tree]]:
    """Every decision tree with its page."""
    for page in site.pages:
        for tree in page.trees:
            yield page, tree


@rule("empty-tree")
def empty(site: Site) -> Iterator[Fault]:
    """A decision tree has no steps.

    Bad:  ## 这条短信该信吗？ { #trust .decision-tree } with text only
    Good: the same, and below it ### headings one level deeper
    """
    for _, tree in trees(site):
        if not tree.nodes:
            yield Fault(
                tree.at,
                f"the decision tree {tree.title!r} has no steps",
                "add headings one level deeper (###), each with an id",
            )


@rule("deep-heading")
def deep(site: Site) -> Iterator[Fault]:
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


@rule("unfinished-node")
def unfinished(site: Site) -> Iterator[Fault]:
    """A step has neither a tone nor an answer list at its end.

    Bad:  ### 要你点链接吗？ { #link } with text only
    Good: the same, and as its last block a list such as - [要](#stop)

    Each item of an answer list is exactly one link to a step or a page, nothing else.
    """
    for _, tree in trees(site):
        for node in tree.nodes:
            if node.is_question and not node.answers:
                yield Fault(
                    node.spoiled_at or node.at,
                    f"the step {node.title!r} neither asks nor ends"
                    if not node.spoiled_at
                    else f"this line keeps the step {node.title!r} from having answers",
                    "end it with a list of links such as - [要](#stop), one link an item, or give "
                    "it a tone: .danger .warning .info .success",
                )


@rule("answers-in-outcome")
def answers_in_outcome(site: Site) -> Iterator[Fault]:
    """An outcome ends in an answer list into its own tree.

    Bad:  ### 先停手 { #stop .danger } … - [继续](#next-question)
    Good: remove the tone, or the list
    """
    for _, tree in trees(site):
        for node in tree.nodes:
            for answer in node.stray_answers[:1]:
                yield Fault(
                    answer.at,
                    f"the outcome {node.title!r} goes on asking",
                    f"remove the tone .{node.tone}, or the answers",
                )


@rule("empty-outcome")
def empty_outcome(site: Site) -> Iterator[Fault]:
    """An outcome does not tell the reader what to do.

    Bad:  ### 先别急 { #wait .warning } 情况还不清楚。
    Good: ### 先别急 { #wait .warning } **自己打开支付宝 App**，看账单。
    """
    for _, tree in trees(site):
        for node in tree.nodes:
            if node.tone and not node.has_action:
                yield Fault(
                    node.at,
                    f"the outcome {node.title!r} names no step to take",
                    "add a list, a link or a **step in bold**",
                )


@rule("dead-answer")
def dead_answer(site: Site) -> Iterator[Fault]:
    """An answer leads to a step that the tree does not have.

    Bad:  - [有链接](#stpo)
    Good: - [有链接](#stop)
    """
    for _, tree in trees(site):
        lost = len(tree.nodes) - len(tree.reachable() & set(tree.by_id))
        for node, answer in tree.dead_answers:
            wanted = answer.target[1:]
            others = f" ({lost} steps cannot be reached until then)" if lost else ""
            yield Fault(
                answer.at,
                f"the answer {answer.text!r} leads to {wanted!r}, which is no step of "
                f"{tree.id!r}{others}",
                nearest(wanted, set(tree.by_id) - {node.id}, "name a step of this tree"),
            )


@rule("unreachable-node")
def unreachable(site: Site) -> Iterator[Fault]:
    """No answer leads to a step.

    Bad:  ### 打 12378 { #complain .info } that no answer names
    Good: - [说了还打](#complain) in some step above
    """
    for _, tree in trees(site):
        if tree.dead_answers or any(n.is_question and not n.answers for n in tree.nodes):
            continue
        met = tree.reachable()
        for node in tree.nodes:
            if node.id and node.id not in met:
                yield Fault(
                    node.at,
                    f"no answer leads to the step {node.title!r}",
                    f"let an answer name #{node.id}, or remove the step",
                )


@rule("endless-walk")
def endless(site: Site) -> Iterator[Fault]:
    """Answers lead in a circle.

    Bad:  ### A { #a } - [是](#b) … ### B { #b } - [是](#a)
    Good: every answer leads on to an outcome
    """
    for _, tree in trees(site):
        loop = tree.cycle()
        if loop:
            yield Fault(
                tree.by_id[loop[-1]].at,
                f"answers lead in a circle: {' → '.join([*loop, loop[0]])}",
                f"let an answer of {loop[-1]!r} lead somewhere else",
            )


@rule("one-answer")
def one_answer(site: Site) -> Iterator[Fault]:
    """A question has fewer than two different answers.

    Bad:  ### 收到短信了吗？ { #got } - [收到了](#next)
    Good: two answers that lead to different places
    """
    for _, tree in trees(site):
        for node in tree.nodes:
            if node.answers and len({answer.target for answer in node.answers}) < 2:
                yield Fault(
                    node.at,
                    f"all answers of {node.title!r} lead to the same place",
                    "add an answer that leads elsewhere, or make the step a text",
                )


@rule("long-walk")
def long_walk(site: Site) -> Iterator[Fault]:
    """A reader has to answer more than seven questions.

    Bad:  eight questions in a row
    Good: two trees on two pages
    """
    for _, tree in trees(site):
        if tree.cycle() or tree.dead_answers:
            continue
        longest = max(tree.walks(), key=len, default=())
        if len(longest) > LONGEST_WALK:
            yield Fault(
                tree.at,
                f"a walk through {tree.id!r} has {len(longest)} answers, "
                f"{LONGEST_WALK} are allowed: {' → '.join(longest)}",
                "split the tree, or ask less",
            )
