from guidance.check import Fault, Faults, rule
from guidance.components.decision_tree.rules._trees import trees
from guidance.model import Site

DEEPEST = 5  # a heading of level 6 has none below it


@rule("empty-tree", stage="structure")
def check(site: Site) -> Faults:
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
