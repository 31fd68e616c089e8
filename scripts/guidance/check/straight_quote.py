from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._plain import plain
from guidance.check._quotes import curled
from guidance.check._source import body_lines, shown
from guidance.model import Site

BUBBLE = ">"


@rule("straight-quote", stage="meaning", severity="warning")
def check(site: Site) -> Iterator[Fault]:
    """English text holds a straight quotation mark or apostrophe.

    Bad:  Don't say "I will pay".
    Good: Don’t say “I will pay”.

    make fix mends it. Bubbles hold somebody else's typing.
    """
    for page in site.pages:
        if not plain(page.locale).curly_quotes or page.problems:
            continue
        for number, line in body_lines(page):
            mended = curled(line)
            if mended != line and not line.lstrip().startswith(BUBBLE):
                at = next(
                    i for i, pair in enumerate(zip(line, mended, strict=True)) if pair[0] != pair[1]
                )
                begin = max(at - 8, 0)
                yield Fault(
                    page.at(number, at + 1),
                    f"a straight quotation mark: {shown(line[begin : at + 12])}",
                    f"make fix mends it: {shown(mended[begin : at + 12])}",
                )
