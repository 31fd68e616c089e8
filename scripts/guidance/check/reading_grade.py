from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._plain import plain, said_on
from guidance.check._reading import grade, words_of
from guidance.model import Position, Site


@rule("reading-grade", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Iterator[Fault]:
    """A page is hard to read: its sentences or its words are long.

    Bad:  Notwithstanding aforementioned stipulations, obligors retain entitlement to rescission.
    Good: You can still cancel.

    Measured as Flesch and Kincaid do, on pages of some length, in English only: about the school
    year whose pupils can follow. The finding stands at the hardest section.
    """
    for page in site.pages:
        language = plain(page.locale)
        sections: dict[str, list[str]] = {}
        begins: dict[str, Position] = {}
        for one in said_on(site, page):
            if language.highest_grade and not one.is_title:
                sections.setdefault(one.block.section, []).append(one.text)
                begins.setdefault(one.block.section, one.at(0))
        texts = [text for section in sections.values() for text in section]
        if sum(len(words_of(text)) for text in texts) < (language.fewest_words_graded or 1):
            continue
        reached = grade(texts)
        if reached > language.highest_grade:
            hardest = max(sections, key=lambda name: grade(sections[name]))
            yield Fault(
                begins[hardest],
                f"the page reads at grade {reached:.1f}, and this is its hardest section",
                f"use shorter sentences and everyday words, to grade {language.highest_grade:g}",
            )
