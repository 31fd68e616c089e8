from __future__ import annotations

from collections.abc import Iterator

from guidance.check import RULES, Fault, rule
from guidance.check._causes import line_thing
from guidance.check._exceptions import ALLOW, COMMENT, NEVER
from guidance.check._source import body_lines, nearest
from guidance.model import Site


@rule("bad-exception", stage="meaning")
def check(site: Site) -> Iterator[Fault]:
    """An exception names no rule, gives no reason, or asks for what is never allowed.

    Bad:  <!-- allow raw-figure -->
    Good: <!-- allow raw-figure: the figure is the reader's own, from the line above -->
    """
    for page in site.pages:
        for number, text in body_lines(page):
            if not COMMENT.match(text):
                continue
            at = page.at(number, text.index("<") + 1)
            found = ALLOW.match(text)
            if found is None:
                yield Fault(
                    at,
                    "this exception is not written as it must be",
                    "write <!-- allow RULE: reason --> on a line of its own",
                    needs=(line_thing(at),),
                )
            elif found["rule"] not in RULES:
                yield Fault(
                    at,
                    f"there is no rule {found['rule']!r}",
                    nearest(found["rule"], RULES, "run guidance rules for the list"),
                    needs=(line_thing(at),),
                )
            elif found["rule"] in NEVER:
                yield Fault(
                    at,
                    f"the rule {found['rule']!r} has no exceptions",
                    "mend what it finds, and remove this line",
                    needs=(line_thing(at),),
                )
