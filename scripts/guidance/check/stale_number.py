from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._lagging import lagging, places
from guidance.check._numbers import number_at, renumbered, wrong_numbers
from guidance.check._source import shown
from guidance.model import Position, Site


@rule("stale-number", stage="meaning", severity="warning")
def check(site: Site) -> Iterator[Fault]:
    """Links still hold the number, figure or name that their record had before.

    Bad:  number: "12399", while every link is written [12378](contact:nfra)
    Good: number: "12399" and [12399](contact:nfra), or [](contact:nfra)

    Who corrected the record has done enough: make fix writes the new words into all of them.
    Readers see a new number or figure even before that.
    """
    for identifier in sorted(renumbered(site)):
        links = wrong_numbers(site)[identifier]
        number = site.registry.contacts[identifier].number
        yield _fault(
            number_at(site, identifier), [links[0].number], [one.at for one in links], number
        )
    for group in lagging(site):
        if group.is_certain:
            new = " or ".join(dict.fromkeys(one.new for one in group.links))
            places_of = [one.link.at for one in group.links]
            yield _fault(group.at, group.says, places_of, new, is_all=not group.bare)
        if group.bare:
            yield Fault(
                group.at,
                f"the name of before stands without a link: {places(group.bare)}",
                "write the new name there, if it is this law that is meant",
            )


def _fault(
    at: Position, old: list[str], links: list[Position], new: str | None, *, is_all: bool = True
) -> Fault:
    enough = "there is nothing more for you to do" if is_all else "leave these links"
    return Fault(
        at,
        f"links still hold {' or '.join(map(shown, old))} ({places(links)})",
        f"if {shown(new or '')} is right, {enough}: a maintainer has make fix write it into them "
        "(workflow Mend); if not, correct it here",
    )
