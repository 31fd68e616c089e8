import html

from guidance.check import Fault, Faults, parser_faults, rule
from guidance.check._records import lines_of_facts
from guidance.model import Position, Site
from guidance.parse.output import REFERENCE


@rule("character-reference", stage="syntax")
def check(site: Site) -> Faults:
    """A character is written as its code, so that the page shows another text than the file.

    Bad:  打 &#57;5188   &nbsp;   &zwj;
    Good: 打 [95188](contact:lender)

    A number written like this would pass every other check, in a page and in the facts.
    """
    yield from parser_faults(site, "character-reference")
    for path, lines in lines_of_facts(site):
        for number, line in enumerate(lines, 1):
            for found in REFERENCE.finditer(line):
                if html.unescape(found[0]) != found[0]:
                    yield Fault(
                        Position(path, number, found.start() + 1),
                        f"{found[0]} stands for the character {html.unescape(found[0])!r}",
                        "type the character itself, or leave it out",
                    )
