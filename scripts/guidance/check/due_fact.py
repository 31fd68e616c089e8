from guidance.check import Fault, Faults, rule
from guidance.model import Site
from guidance.registry import Sourced


@rule("due-fact", stage="meaning", severity="warning")
def check(site: Site) -> Faults:
    """A fact must be looked at again: its review comes within 14 days, or is past.

    Bad:  review_by: 2026-12-01, seen on 2026-11-24
    Good: look at the source, then set checked to today and move review_by

    The site itself says so to readers once the day is past. Age never stops a build.
    """
    for scheme, record in site.registry.records():
        if isinstance(record, Sourced) and (age := record.age(site.today)) != "fresh":
            yield Fault(
                site.registry.places[scheme, record.id],
                f"{record.id} must be looked at again by {record.review_by}"
                if age == "due"
                else f"{record.id} was to be looked at again by {record.review_by}",
                "look at its source, then set checked: to today and move review_by:",
            )
