from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._figures import (
    cites,
    is_cited,
    language,
    numbers,
    prose,
    unquoted,
)
from guidance.model import Site


@rule("raw-figure", stage="meaning")
def check(site: Site) -> Iterator[Fault]:
    """A figure, deadline, time, rate, amount or date stands outside a fact link.

    Bad:  十五日内答辩。   晚上 22:00 后不能催收。
    Good: [15 日内](fact:lawsuit-defence-15-days)答辩。

    Counts of steps and messages are written in words: 三件事, two texts.
    """
    for page, block in prose(site):
        words = unquoted(block.text)
        known = language(page.locale)
        figures = list(known.figure.finditer(words))
        if not figures:
            continue
        taken = [(number.start, number.end) for number in numbers(words, page.locale)]
        taken += [found.span() for found in known.article.finditer(words)]
        for found in figures:
            if any(start <= found.start() < end for start, end in taken):
                continue
            figure = found[0].strip()
            if len(figure) == 1 and _is_ordinal(block.text[found.start()]):
                continue
            if is_cited(page, block, figure, "contact", "fact", "law"):
                continue
            yield Fault(
                block.position(found.start()),
                f"the figure {figure!r} stands outside a fact link",
                f"link it: [{figure}](fact:ID); if it only counts steps, write it in words",
                breaks=cites(page, block),
            )


def _is_ordinal(char: str) -> bool:
    """Whether a sign numbers a step, as ① does. Several in a row are read as digits."""
    return unicodedata.category(char) == "No"
