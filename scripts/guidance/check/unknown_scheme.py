from guidance.check import Fault, Faults, rule
from guidance.check._source import nearest, shown
from guidance.model import FACT_SCHEMES, Site

KNOWN = (*FACT_SCHEMES, "field", "sign")


@rule("unknown-scheme", stage="syntax", by_page=True)
def check(site: Site) -> Faults:
    """A link begins with something other than contact:, law:, fact:, term:, field: or sign:.

    Bad:  [官网](https://example.com)   [点我](javascript:…)
    Good: [95188](contact:lender)

    Outside addresses come from the registry, so that each has a source and a day it was checked.
    """
    known = [f"{name}:" for name in KNOWN]
    for page in site.pages:
        for link in page.links:
            if link.href.startswith("//") or "\\" in link.href:
                what = shown(link.href)
            elif link.scheme and link.scheme not in KNOWN:
                what = f"{link.scheme}:"
            else:
                continue
            yield Fault(
                link.at,
                f"links that begin with {what} are not allowed",
                nearest(what, known, "cite a record of the registry, such as contact:police",
                        likeness=0.8),
            )  # fmt: skip
