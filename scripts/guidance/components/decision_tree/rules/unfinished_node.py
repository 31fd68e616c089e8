from collections import Counter

from guidance.check import Fault, Faults, rule
from guidance.components.decision_tree.rules._trees import trees
from guidance.model import Node, Page, Site, Tree

TONE = "or, if the step asks nothing, give it a tone: .danger .warning .info .success"


@rule("unfinished-node", stage="structure")
def check(site: Site) -> Faults:
    """A step has neither a tone nor answers that lead to different places, or it has both.

    Bad:  ### 要你点链接吗？ { #link } with text only   ### 停 { #stop .danger } … - [继续](#link)
    Good: the first with a list such as - [要](#stop) and - [不要](#look-in-app) as its last block

    Each item of an answer list is exactly one link to a step or a page, nothing else.
    """
    for page, tree in trees(site):
        for node in tree.nodes:
            if node.is_question and not node.answers:
                yield _fault(site, page, tree, node)
            elif node.answers and len({answer.target for answer in node.answers}) < 2:
                yield Fault(
                    node.at,
                    f"all answers of {node.title!r} lead to the same place"
                    if len(node.answers) > 1
                    else f"{node.title!r} has only one answer",
                    "add an answer that leads elsewhere, or leave the question out",
                )
            for answer in node.stray_answers[:1]:
                yield Fault(
                    answer.at,
                    f"the outcome {node.title!r} goes on asking",
                    f"remove the tone .{node.tone}, or the answers",
                )


def _fault(site: Site, page: Page, tree: Tree, node: Node) -> Fault:
    if node.spoiled_at:
        what = f"this line is no answer of the step {node.title!r}: it is not just one link"
        mend = f"put all of its words inside the [ ] of one link, as in - [its words]({{}}); {TONE}"
        return Fault(node.spoiled_at, what, mend.format(_target(site, page, tree, node)))
    if node.behind_at:
        what = f"this stands behind the answers of the step {node.title!r}, which must come last"
        return Fault(node.behind_at, what, "move it above the answers")
    what = f"the step {node.title!r} neither asks nor ends"
    mend = f"end it with a list of links such as - [answer]({{}}), one link an item; {TONE}"
    return Fault(node.at, what, mend.format(_target(site, page, tree, node)))


def _target(site: Site, page: Page, tree: Tree, node: Node) -> str:
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
