from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._plain import Said, letter_sections, plain, said_on
from guidance.han import both, wide
from guidance.model import Position, Site

GLOSS = (*both("("), wide(":"), "——")


@rule("unexplained-term", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Iterator[Fault]:
    """A lawyer's word stands on a page before any link that explains it.

    Bad:  过了诉讼时效的债……
    Good: 过了[诉讼时效](term:limitation-period)的债……   诉讼时效（起诉的期限）

    One link a page is enough, to the term or from the word to a page about it, at the first use.
    Which words: legal_words of the language, each with its term.
    """
    for page in site.pages:
        language = plain(page.locale)
        letters = letter_sections(page)
        blocks = [
            one
            for one in said_on(site, page)
            if not one.is_title and one.block.section not in letters
        ]
        for word, identifier in language.legal_words.items():
            if identifier not in site.registry.terms:
                continue
            linked = [
                link.at
                for link in page.links
                if (link.scheme == "term" and link.fact_id == identifier) or word in link.text
            ]
            at = _first_use(blocks, word)
            if at is not None and not any(place <= at for place in linked):
                yield Fault(
                    at,
                    f"{word!r} stands here without an explanation",
                    f"write [{word}](term:{identifier}) at its first use",
                )


def _first_use(blocks: list[Said], word: str) -> Position | None:
    """The first place outside fact links that uses a word without saying what it is."""
    for one in blocks:
        start = one.text.find(word)
        while start >= 0:
            after = one.text[start + len(word) :].lstrip()
            if one.link_at(start) is None and not after.startswith(GLOSS):
                return one.at(start)
            start = one.text.find(word, start + 1)
    return None
