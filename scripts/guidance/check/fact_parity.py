from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._pairs import OR_LEAVE_IT, twins
from guidance.model import Link, Page, Site


@rule("fact-parity", stage="parity", group="editions")
def check(site: Site) -> Iterator[Fault]:
    """A section cites other facts in another edition. Terms are free.

    Bad:  the Chinese section names 12378, the English one does not
    Good: both cite contact:nfra
    """
    for source, other in twins(site):
        for section in ("", *source.heading_ids):
            yield from _differences(source, other, section)


def _differences(source: Page, other: Page, section: str) -> Iterator[Fault]:
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
