import re

from guidance.check import Fault, Faults, rule
from guidance.check._causes import line_thing
from guidance.check._read import read
from guidance.model import Site


@rule("look-alike", stage="syntax", by_page=True)
def check(site: Site) -> Faults:
    """A word only looks like a name we trust.

    Bad:  徽信   抖喑
    Good: 微信   抖音

    A reader cannot tell them apart, and a search finds neither. What is written for a name in Han
    stands in docs/_guide/guide.yml (look_like); in Latin letters it is a word that nobody knows.
    """
    for one in read(site):
        for pattern, name in site.subject.look_like.items():
            for found in re.finditer(pattern, one.text):
                at = one.at(found.start())
                yield Fault(
                    at,
                    f"{found[0]!r} looks like {name!r} and is not",
                    f"write {name!r}, or leave it out",
                    breaks=(line_thing(at),),
                )
