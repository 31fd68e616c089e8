from guidance.check import Fault, Faults, rule
from guidance.check._plain import any_of, plain, uses
from guidance.check._source import shown
from guidance.model import Site


@rule("click-here", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Faults:
    """A link does not say where it leads.

    Bad:  查账单请点击[这里](bill.md)。   [Click here](bill.md) to check your bill.
    Good: [查账单](bill.md)   [Check your bill](bill.md)

    Read aloud or printed, "here" leads nowhere.
    """
    mend = "make the name of the page or the thing the link"
    found = list(uses(site, "click_here", "{} does not say where it leads", mend))
    yield from found
    told = {(one.at.path, one.at.line) for one in found}
    for page in site.pages:
        empty = any_of(plain(page.locale).empty_links)
        for link in page.links:
            if empty.fullmatch(link.text.strip()) and (page.path, link.at.line) not in told:
                what = f"the link {shown(link.text)} does not say where it leads"
                yield Fault(link.at, what, mend)
