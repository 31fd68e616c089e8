from guidance.check import Fault, Faults, rule
from guidance.check._figures import figures_of
from guidance.check._lagging import lagging
from guidance.check._pairs import OR_LEAVE_IT, twins
from guidance.check._records import place_of
from guidance.model import Link, Page, Site
from guidance.registry import Claim


@rule("fact-parity", stage="parity", group="editions")
def check(site: Site) -> Faults:
    """A section cites other facts in another edition, or a record says other figures there.

    Bad:  the Chinese section names 12378, the English one does not
    Good: both cite contact:nfra

    Terms are free.
    """
    for claim in site.registry.claims.values():
        for locale in site.locales[1:] if claim.text else ():
            yield from _other_figures(site, claim, locale)
    for source, other in twins(site):
        for section in ("", *source.heading_ids):
            yield from _differences(source, other, section)


def _other_figures(site: Site, claim: Claim, locale: str) -> Faults:
    """Figures that one of two editions gives; that whose links lag behind it was changed last."""
    new, old = site.source, locale
    if (locale, claim.id) in {(one.locale, one.record.id) for one in lagging(site)}:
        new, old = old, new
    right, wrong = figures_of(claim, new), figures_of(claim, old)
    if set(right) != set(wrong):
        at, there = (place_of(site, "fact", claim.id, "text", one) for one in (old, new))
        yield Fault(
            at,
            f"{claim.id}: the figures are {', '.join(wrong)} in {old}, but {', '.join(right)} in "
            f"{new} (line {there.line})",
            f"write {', '.join(one for one in right if one not in wrong) or 'the same'} here too, "
            f"in claim and text, {OR_LEAVE_IT}",
            needs=(("fact", "fact", claim.id),),
        )


def _differences(source: Page, other: Page, section: str) -> Faults:
    mine, theirs = _cited(source, section), _cited(other, section)
    heading = other.heading_ids.get(section)
    for href in sorted(mine.keys() - theirs.keys()):
        yield Fault(
            heading.at if heading else other.at(other.body_line),
            f"{href} is cited in {mine[href].at.path}:{mine[href].at.line} but not in this section",
            f"cite it here too, as […]({href}), or remove it there, {OR_LEAVE_IT}",
        )
    for href in sorted(theirs.keys() - mine.keys()):
        yield Fault(
            theirs[href].at,
            f"{href} is cited here but not in the same section of {source.path}",
            f"cite it there too, or remove it here, {OR_LEAVE_IT}",
        )


def _cited(page: Page, section: str) -> dict[str, Link]:
    links = page.facts("contact", "law", "fact", "sign")
    return {link.href: link for link in reversed(links) if link.section == section}
