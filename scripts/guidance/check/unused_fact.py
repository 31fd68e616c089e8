from guidance.check import Fault, Faults, rule
from guidance.model import FACT_SCHEMES, Site

#: The section that shows every record of a kind. That of all facts, with the pages that use each,
#: is for editors: there, one without a page stands out.
LISTED = {"contact": "contacts", "law": "laws", "term": "terms"}
ALL = "facts"


@rule("unused-fact", stage="meaning", severity="warning")
def check(site: Site) -> Faults:
    """No page shows a record, so that somebody checks it again and again for nobody.

    Bad:  - id: old-rate … and no page has a link (fact:old-rate)
    Good: remove the record, or cite it

    A section of class .contacts, .laws or .terms shows all records of its kind. Looked for in a
    guide that tells its readers how current it is, in a section of class .facts.
    """
    used = {(link.scheme, link.fact_id) for page in site.pages for link in page.facts()}
    used |= {("fact", sign.fact) for sign in site.registry.signs.values() if sign.fact}
    shown = {name for page in site.pages for h in page.headings for name in h.classes}
    for scheme in FACT_SCHEMES:
        if ALL not in shown or LISTED.get(scheme) in shown:
            continue
        for identifier in site.registry.of(scheme):
            if (scheme, identifier) not in used:
                yield Fault(
                    site.registry.places[scheme, identifier],
                    f"no page shows {scheme}:{identifier}",
                    "cite it where a reader needs it, or remove the record",
                )
