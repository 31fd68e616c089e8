from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._figures import cites, is_cited, language, prose
from guidance.check.raw_phone import numbers_in_prose
from guidance.model import Site


@rule("raw-figure", stage="meaning", by_page=True)
def check(site: Site) -> Iterator[Fault]:
    """A figure, deadline, time, rate, amount or date stands outside a fact link.

    Bad:  十五日内答辩。   晚上 22:00 后不能催收。   他们说“90 日内”都行。
    Good: [15 日内](fact:lawsuit-defence-15-days)答辩。

    Counts of steps and messages are written in words: 三件事, two texts.
    """
    numbers: dict[int, list[tuple[int, int]]] = {}
    for _, block, number in numbers_in_prose(site):
        numbers.setdefault(id(block), []).append((number.start, number.end))
    for page, block in prose(site):
        known = language(page.locale)
        figures = list(known.figure.finditer(block.text))
        if not figures:
            continue
        taken = set().union(
            *(range(*found.span()) for found in known.article.finditer(block.text)),
            *(range(*span) for span in numbers.get(id(block), ())),
        )
        told = set()  # the same figure again is mended with it
        for found in figures:
            figure = found[0].strip()
            if found.start() in taken or figure in told:
                continue
            told.add(figure)
            if is_cited(page, block, figure, "contact", "fact", "law"):
                continue
            yield Fault(
                block.position(found.start()),
                f"the figure {figure!r} stands outside a fact link",
                f"link it: [{figure}](fact:ID); if it only counts steps, write it in words",
                breaks=cites(page, block),
            )
