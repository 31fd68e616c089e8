from datetime import timedelta

from guidance.check import Fault, Faults, parser_faults, rule
from guidance.check._figures import figures_of, values
from guidance.check._records import place_in_record, place_of
from guidance.model import Position, Site
from guidance.registry import CORRECTIONS, Claim, Sourced

AHEAD = timedelta(days=1)  # China begins a day while the clocks of machines elsewhere end another


@rule("invalid-fact", stage="file")
def check(site: Site) -> Faults:
    """A record of the facts registry lacks something or holds something it may not.

    Bad:  a contact without the day somebody looked at its source
    Good: checked: 2026-11-24 and how: official page

    The figures of text and days stand in claim too.
    """
    yield from parser_faults(site, "invalid-fact")
    for scheme, record in site.registry.records():
        if isinstance(record, Sourced) and record.checked > site.today + AHEAD:
            yield Fault(
                place_in_record(site, scheme, record, f"checked: {record.checked}"),
                f"{record.id}: 'checked' lies in the future",
                "write the day on which somebody looked at the source",
                (("fact", scheme, record.id),),
            )
    for claim in site.registry.claims.values():
        yield from _other_figures(site, claim)
    for correction in site.registry.corrections:
        if correction.date > site.today:
            at = Position(f"{site.docs_dir}/_facts/{CORRECTIONS}")
            yield Fault(at, f"a correction is dated {correction.date}", "write the day it was made")


def _other_figures(site: Site, claim: Claim) -> Faults:
    """Words for links with a figure that the claim does not give, and days that neither gives."""
    if claim.days and not claim.text:
        yield Fault(
            place_of(site, "fact", claim.id, "days"),
            f"{claim.id}: days: {claim.days}, but no text says so",
            f"list under text: the words for links that say {claim.days} days",
            (("fact", "fact", claim.id),),
        )
    for locale in site.locales if claim.text else ():
        stated = figures_of(claim, locale)
        given = values(claim.claim[locale], locale)
        strange = [one for one in stated if one not in given]
        if strange:
            there = place_of(site, "fact", claim.id, "claim", locale)
            yield Fault(
                place_of(site, "fact", claim.id, "text", locale),
                f"{claim.id}: text says {' and '.join(strange)} in {locale}, but claim (line "
                f"{there.line}) does not",
                "write what the source says in both",
                (("fact", "fact", claim.id),),
            )
        elif claim.days and str(claim.days) not in stated:
            yield Fault(
                place_of(site, "fact", claim.id, "days"),
                f"{claim.id}: days: {claim.days}, but claim and text say {' and '.join(stated)}",
                f"write {' or '.join(stated)} here; if {claim.days} is right, write it in claim "
                "and text",
                (("fact", "fact", claim.id),),
            )
