import re

from guidance.check import Fault, Faults, rule
from guidance.check._source import nearest
from guidance.component import kind_of, kinds, variants_of
from guidance.model import TONES, Heading, Page, Site

TREE = "decision-tree"
ANSWER = re.compile(r"\s*[-*+] \[[^\]]*\]\([^)]*\)\s*$")


@rule("unknown-class", stage="syntax", by_page=True)
def check(site: Site) -> Faults:
    """A heading has a class that means nothing here, or a tone outside a decision tree.

    Bad:  ## 这条短信该信吗？ { #trust .decisiontree }
    Good: ## 这条短信该信吗？ { #trust .decision-tree }
    """
    for page in site.pages:
        steps = {node.at for tree in page.trees for node in tree.nodes}
        misspelt = 7  # level of the last heading that may have been meant to begin a tree
        for heading in page.headings:
            is_step = heading.at in steps
            if heading.level > misspelt and set(heading.classes) <= set(TONES):
                continue  # a step of it
            if not is_step and _ends_a_tree(heading, page):
                yield Fault(
                    heading.at,
                    "this heading ends the tree above it, and the steps below it belong to none",
                    f"begin it with {'#' * (heading.level + 1)}, as a step of the tree",
                )
                misspelt = heading.level
                continue
            faults = list(_faults(heading, TONES if is_step else tuple(kinds()), is_step=is_step))
            yield from faults
            misspelt = heading.level if faults and not is_step else 7


def _ends_a_tree(heading: Heading, page: Page) -> bool:
    """Whether a heading was meant for a step: behind a tree, like it, with answers or a tone."""
    before = [one for one in page.headings if one.at.line < heading.at.line]
    above = next((one for one in reversed(before) if one.level <= heading.level), None)
    if not above or above.level != heading.level or kind_of(above) != TREE:
        return False
    if set(heading.classes) & set(TONES):
        return True
    later = [one for one in page.headings if one.at.line > heading.at.line]
    below = later[0] if later else None
    if heading.classes or not below or not set(below.classes) & set(TONES):
        return False
    return any(map(ANSWER.match, page.lines[heading.at.line : below.at.line - 1]))


def _faults(heading: Heading, known: tuple[str, ...], *, is_step: bool) -> Faults:
    if is_step and kind_of(heading):
        return  # nested-section tells it
    variants = variants_of(heading)
    classes = [name for name in heading.classes if name not in variants]
    unknown = [name for name in classes if name not in known]
    for name in unknown:
        otherwise = f"use one of .{', .'.join(known)}, or remove it"
        if name in TONES:
            otherwise = "only a step of a decision tree has a tone: remove it, or write !!! …"
        yield Fault(
            heading.at,
            f"the class .{name} means nothing on this heading",
            otherwise if name in TONES else nearest(name, (*known, *variants), otherwise),
        )
    if len(classes) > 1 and not unknown:
        yield Fault(
            heading.at,
            f"the heading has {len(classes)} classes",
            f"keep one of .{', .'.join(classes)}",
        )
