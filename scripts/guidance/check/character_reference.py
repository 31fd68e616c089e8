from __future__ import annotations

import html
from collections.abc import Iterator

from guidance.check import Fault, parser_faults, rule
from guidance.check._records import place_in_record, strings
from guidance.model import Site
from guidance.parse.output import REFERENCE


@rule("character-reference", stage="syntax")
def check(site: Site) -> Iterator[Fault]:
    """A character is written as its code, so that the page shows another text than the file.

    Bad:  打 &#57;5188   &nbsp;   &zwj;
    Good: 打 [95188](contact:lender)

    A number written like this would pass every other check, in a page and in the facts.
    """
    yield from parser_faults(site, "character-reference")
    for scheme, record, texts in strings(site):
        for text in texts:
            for found in REFERENCE.finditer(text):
                if html.unescape(found[0]) != found[0]:
                    yield Fault(
                        place_in_record(site, scheme, record, found[0]),
                        f"{record.id}: {found[0]} stands for {html.unescape(found[0])!r}",
                        "type the character itself, or leave it out",
                    )
