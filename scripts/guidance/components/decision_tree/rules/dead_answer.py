from guidance.check import Fault, Faults, rule
from guidance.check._causes import page_thing, section_thing
from guidance.check._source import nearest
from guidance.components.decision_tree.rules._trees import trees
from guidance.model import Answer, Page, Site, Tree


@rule("dead-answer", stage="answer")
def check(site: Site) -> Faults:
    """An answer leads to a step that the tree does not have.

    Bad:  - [有链接](#stpo)
    Good: - [有链接](#stop)
    """
    for page, tree in trees(site):
        dead: dict[str, list[Answer]] = {}
        for _, answer in tree.dead_answers:
            dead.setdefault(answer.step or "", []).append(answer)
        for wanted, answers in dead.items():
            yield _fault(page, tree, wanted, answers)


def _fault(page: Page, tree: Tree, wanted: str, answers: list[Answer]) -> Fault:
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
