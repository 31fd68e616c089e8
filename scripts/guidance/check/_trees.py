"""Decision trees as rules walk them, and what makes a tree's own findings untrustworthy."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.model import Node, Page, Site, Tree

LIST_TROUBLE = (
    "forbidden-syntax",
    "list-without-blank-line",
    "mistyped-syntax",
    "nested-section",
    "raw-html",
    "unknown-attribute",
    "unknown-class",
)
HEADING_TROUBLE = (
    *LIST_TROUBLE,
    "bad-id",
    "deep-heading",
    "duplicate-id",
    "missing-id",
    "nested-heading",
    "title-in-body",
)
ANSWER_TROUBLE = (
    *HEADING_TROUBLE,
    "answers-in-outcome",
    "link-leaves-edition",
    "stray-box",
    "unknown-scheme",
)


def trees(site: Site) -> Iterator[tuple[Page, Tree]]:
    """Every decision tree with its page."""
    for page in site.pages:
        for tree in page.trees:
            yield page, tree


def nodes(site: Site) -> Iterator[tuple[Tree, Node]]:
    """Every step with its tree."""
    for _, tree in trees(site):
        for node in tree.nodes:
            yield tree, node
