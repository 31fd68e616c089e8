from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._pairs import OR_LEAVE_IT, twins
from guidance.model import Letter, Page, Site


@rule("letter-parity", stage="parity", group="editions")
def check(site: Site) -> Iterator[Fault]:
    """A letter has other blanks in another edition.

    Bad:  name and phone in Chinese, only name in English
    Good: the same names of blanks in the same order
    """
    for source, other in twins(site):
        for mine, theirs in zip(source.letters, other.letters, strict=True):
            here = [link.key for link in mine.fields]
            there = [link.key for link in theirs.fields]
            if here != there:
                yield _fault(source, mine, theirs, here, there)


def _fault(source: Page, mine: Letter, theirs: Letter, here: list[str], there: list[str]) -> Fault:
    lost = [name for name in dict.fromkeys(here) if here.count(name) > there.count(name)]
    extra = [name for name in dict.fromkeys(there) if there.count(name) > here.count(name)]
    said = []
    if lost:
        said.append(f"missing: {', '.join(lost)}")
    if extra:
        said.append(f"too many: {', '.join(extra)}")
    odd = next((link for link in theirs.fields if link.key in extra), None)
    return Fault(
        odd.at if odd else theirs.at,
        f"the blanks of the letter {theirs.id!r} differ from {source.path}:{mine.at.line} "
        f"({'; '.join(said) or 'the order differs'})",
        f"make the names of the blanks equal in both editions, in the same order, {OR_LEAVE_IT}",
    )
