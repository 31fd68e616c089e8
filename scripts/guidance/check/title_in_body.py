from guidance.check import Fault, Faults, rule
from guidance.check._source import shown
from guidance.model import Site


@rule("title-in-body", stage="block")
def check(site: Site) -> Faults:
    """A page has a heading of the first level; its title is in the front matter already.

    Bad:  # 先停手 { #stop }
    Good: ## 先停手 { #stop }
    """
    for page in site.pages:
        for heading in page.headings:
            if heading.level == 1:
                yield Fault(
                    heading.at,
                    f"the heading {shown(heading.title)} has the level of the page's title",
                    "write ## for a section",
                )
