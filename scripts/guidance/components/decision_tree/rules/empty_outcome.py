from guidance.check import Fault, Faults, rule
from guidance.components.decision_tree.rules._trees import trees
from guidance.model import Site


@rule("empty-outcome", stage="parity")
def check(site: Site) -> Faults:
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
