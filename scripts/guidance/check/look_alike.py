from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidance.check import Fault, rule
from guidance.check._causes import line_thing
from guidance.check._imitations import Imitations, imitations
from guidance.check._records import lines_of_facts, shown_facts
from guidance.model import Position, Site


@rule("look-alike", stage="syntax", by_page=True)
def check(site: Site) -> Iterator[Fault]:
    """A word only looks like a name we trust.

    Bad:  PayPa1   GoogIe with a capital i   徽信
    Good: PayPal   Google   微信

    A reader cannot tell them apart, and a search finds neither. Told once a line.
    """
    known = imitations(site)
    for page in site.pages:
        found = list(_faults(known, page.path, enumerate(page.lines, 1)))
        words = (page.title, page.description, *page.search_tags)
        yield from found or _faults(known, page.path, ((2, text) for text in words))
    told = set()
    for path, lines in lines_of_facts(site):
        for fault in _faults(known, path, enumerate(lines, 1)):
            told.add(path)
            yield fault
    for at, text in shown_facts(site):  # YAML has ways to write a letter as its code
        if at.path not in told:
            yield from _faults(known, at.path, [(at.line, text)])


def _faults(known: Imitations, path: str, lines: Iterable[tuple[int, str]]) -> Iterator[Fault]:
    lines = list(lines)
    if known.first("\n".join(line for _, line in lines)) is None:
        return  # as nearly all files: no need to look at each line
    for number, line in lines:
        if imitation := known.first(line):
            start, written, meant = imitation
            at = Position(path, number, start + 1)
            yield Fault(
                at,
                f"{written!r} looks like {meant!r} and is not",
                f"write {meant!r}, or leave it out",
                breaks=(line_thing(at),),
            )
