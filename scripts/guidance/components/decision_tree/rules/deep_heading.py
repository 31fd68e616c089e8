from guidance.check import Fault, Faults, rule
from guidance.components.decision_tree.rules._trees import trees
from guidance.model import Site


@rule("deep-heading", stage="syntax")
def check(site: Site) -> Faults:
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
