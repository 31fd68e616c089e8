from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._sections import nested_sections
from guidance.component import kind_of
from guidance.model import Site


@rule("nested-section", stage="file", by_page=True)
def check(site: Site) -> Iterator[Fault]:
    """A tree, a checklist or another part lies inside a tree, a checklist or another part.

    Bad:  ### 带上这些 { #bring .checklist } below ## 该信吗？ { #trust .decision-tree }
    Good: ## 带上这些 { #bring .checklist } after the tree
    """
    for page in site.pages:
        for inner, outer in nested_sections(page):
            yield Fault(
                inner.at,
                f"the {kind_of(inner)} {inner.id!r} lies inside the {kind_of(outer)} {outer.id!r}",
                f"begin it with {'#' * outer.level} as a section of its own",
            )
