from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._trees import nodes
from guidance.model import Site


@rule("unfinished-node", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """A step has neither a tone nor an answer list at its end.

    Bad:  ### 要你点链接吗？ { #link } with text only
    Good: the same, and as its last block a list such as - [要](#stop)

    Each item of an answer list is exactly one link to a step or a page, nothing else.
    """
    for _, node in nodes(site):
        if node.is_question and not node.answers:
            yield Fault(
                node.spoiled_at or node.at,
                f"this line keeps the step {node.title!r} from having answers"
                if node.spoiled_at
                else f"the step {node.title!r} neither asks nor ends",
                "end it with a list of links such as - [要](#stop), one link an item, or give "
                "it a tone: .danger .warning .info .success",
            )
