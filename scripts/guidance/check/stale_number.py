from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._numbers import renumbered, wrong_numbers
from guidance.model import Site

PLACES = 3


@rule("stale-number", stage="meaning", severity="warning")
def check(site: Site) -> Iterator[Fault]:
    """Links still hold the number that a contact had before; readers see the new one.

    Bad:  number: "12399", while every link is written [12378](contact:nfra)
    Good: number: "12399" and [12399](contact:nfra), or [](contact:nfra)

    Nothing waits for this: make fix writes the new number into all of them.
    """
    for identifier in sorted(renumbered(site)):
        links = wrong_numbers(site)[identifier]
        number = site.registry.contacts[identifier].number
        places = [f"{one.at.path}:{one.at.line}" for one in sorted(links)]
        more = f" and {len(places) - PLACES} more" if len(places) > PLACES else ""
        yield Fault(
            site.registry.places["contact", identifier],
            f"readers see {number}, though {len(links)} links to contact:{identifier} hold "
            f"{links[0].number} ({', '.join(places[:PLACES])}{more})",
            f"if {number} is right, leave it: make fix writes it into the links; if not, correct "
            "it here",
        )
