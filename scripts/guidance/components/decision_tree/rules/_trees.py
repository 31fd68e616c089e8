"""Decision trees as rules walk them."""

from collections.abc import Iterator

from guidance.model import Page, Site, Tree


def trees(site: Site) -> Iterator[tuple[Page, Tree]]:
    """Every decision tree with its page."""
    for page in site.pages:
        for tree in page.trees:
            yield page, tree
