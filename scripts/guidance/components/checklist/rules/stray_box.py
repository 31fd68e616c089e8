from guidance.check import Fault, Faults, rule
from guidance.check._causes import section_at
from guidance.model import Site


@rule("stray-box", stage="structure")
def check(site: Site) -> Faults:
    """A box to tick stands outside a checklist.

    Bad:  - [ ] 截图 in an ordinary section
    Good: give the section's heading the class .checklist

    """
    for page in site.pages:
        told: set[str] = set()
        for at in page.stray_ticks:
            section = section_at(page, at.line)
            if section not in told:
                told.add(section)
                yield Fault(
                    at,
                    "a box to tick stands outside a checklist",
                    "give the heading above { #id .checklist }, or write a plain list",
                )
