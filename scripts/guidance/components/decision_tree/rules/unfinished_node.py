from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.components.decision_tree.rules._trees import nodes
from guidance.model import Site

TONE = "a tone: .danger .warning .info .success"


@rule("unfinished-node", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """A step has neither a tone nor an answer list at its end.

    Bad:  ### 要你点链接吗？ { #link } with text only
    Good: the same, and as its last block a list such as - [要](#stop)

    Each item of an answer list is exactly one link to a step or a page, nothing else.
    """
    for _, node in nodes(site):
        if node.is_question and not node.answers:
            if node.spoiled_at:
                what = f"this line is no answer of the step {node.title!r}: it is not just one link"
                mend = (
                    "put all of its words inside the [ ] of one link, as in - [its words](#stop); "
                )
                mend += f"or, if the step asks nothing, give it {TONE}"
                yield Fault(node.spoiled_at, what, mend)
            else:
                what = f"the step {node.title!r} neither asks nor ends"
                mend = (
                    "end it with a list of links such as - [answer](#stop), one link an item, or "
                )
                yield Fault(node.at, what, f"{mend}give it {TONE}")
