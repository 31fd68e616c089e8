from guidance.check import Fault, Faults, rule
from guidance.check._source import shown
from guidance.model import Site


@rule("nested-heading", stage="file", by_page=True)
def check(site: Site) -> Faults:
    """A heading stands inside a call-out, a list or a bubble.

    Bad:  a ## line indented under !!! warning "…"
    Good: the same line at the left margin, or **bold words** in the call-out
    """
    for page in site.pages:
        for heading in page.headings:
            if heading.nested:
                yield Fault(
                    heading.at,
                    f"the heading {shown(heading.title)} stands inside another block",
                    "move it to the left margin with a blank line before it",
                )
