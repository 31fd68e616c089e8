from guidance.check import Fault, Faults, rule
from guidance.component import kind_of
from guidance.model import Heading, Site


@rule("nested-section", stage="file", by_page=True)
def check(site: Site) -> Faults:
    """A tree, a checklist or another part lies inside a tree, a checklist or another part.

    Bad:  ### 带上这些 { #bring .checklist } below ## 该信吗？ { #trust .decision-tree }
    Good: ## 带上这些 { #bring .checklist } after the tree
    """
    for page in site.pages:
        around: Heading | None = None
        for heading in (one for one in page.headings if not one.nested):
            if around and heading.level <= around.level:
                around = None
            if around and kind_of(heading):
                yield Fault(
                    heading.at,
                    f"the {kind_of(heading)} {heading.id!r} lies inside the {kind_of(around)} "
                    f"{around.id!r}",
                    f"begin it with {'#' * around.level} as a section of its own",
                )
            elif kind_of(heading):
                around = heading
