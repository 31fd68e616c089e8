import re

from guidance.check import Fault, Faults, rule
from guidance.check._plain import Said, letter_sections, plain, said_by_page
from guidance.han import HAN, both
from guidance.model import Position, Site

BRACKET = both("(")


@rule("unexplained-term", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Faults:
    """A word that readers may not know stands on a page without an explanation.

    Bad:  过了诉讼时效的债……   Pay off your Baitiao first.
    Good: 过了[诉讼时效](term:limitation-period)的债……   诉讼时效（起诉的期限）   Baitiao (白条)

    One link a page is enough, to the term or from the word to a page about it, or a gloss, at the
    first use. Which words: legal_words of the language, each with its term, and those that
    docs/_facts/words.yml marks with explained: true.
    """
    for page, said in said_by_page(site):
        letters = letter_sections(page)
        blocks = [one for one in said if not one.is_title and one.block.section not in letters]
        for word, identifier in _words(site, page.locale).items():
            linked = [
                link.at
                for link in page.links
                if word in link.text or (link.scheme == "term" and link.fact_id == identifier)
            ]
            at = _unexplained(blocks, word)
            if at is not None and not any(place <= at for place in linked):
                yield Fault(
                    at,
                    f"{word!r} stands here without an explanation",
                    f"write [{word}](term:{identifier}) at its first use"
                    if identifier
                    else f"link its term, or write the characters: {word} (…)",
                )


def _words(site: Site, locale: str) -> dict[str, str]:
    """Each word to explain in an edition, and its term where one is named."""
    terms = site.registry.terms
    legal = {word: of for word, of in plain(locale).legal_words.items() if of in terms}
    own = [one for one in site.registry.words if one.explained]
    own = [one for one in own if locale in (one.editions or site.locales)]
    return legal | {word: "" for one in own for word in one.words}


def _unexplained(blocks: list[Said], word: str) -> Position | None:
    """The first place outside fact links that uses a word, if it does not say what that is."""
    whole = re.compile(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", re.I)
    for one in blocks:
        for found in whole.finditer(one.text):
            if one.link_at(found.start()) is None:
                before, after = one.text[: found.start()], one.text[found.end() :]
                is_glossed = re.match(plain(one.locale).gloss, after)
                is_gloss = HAN.match(before.rstrip(f" {BRACKET}")[-1:]) and word.isascii()
                return None if is_glossed or is_gloss else one.at(found.start())
    return None
