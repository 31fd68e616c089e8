from guidance.check import Fault, Faults, rule
from guidance.check._plain import Said, any_of, plain, said_by_page
from guidance.model import Site


@rule("reading-grade", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Faults:
    """A page is hard to read: its sentences or its words are long.

    Bad:  Notwithstanding aforementioned stipulations, obligors retain entitlement to rescission.
    Good: You can still cancel.

    Measured by the Automated Readability Index, on pages of some length, in English only: about
    the school year whose pupils can follow. The finding stands at the hardest section.
    """
    for page, blocks in said_by_page(site):
        language = plain(page.locale)
        sections: dict[str, list[Said]] = {}
        for one in blocks if language.highest_grade else ():
            if not one.is_title:
                sections.setdefault(one.block.section, []).append(one)
        sentences = [words for said in sections.values() for words in _sentences(said)]
        if sum(map(len, sentences)) < (language.fewest_words_graded or 1):
            continue
        reached = _grade(sentences)
        if reached > language.highest_grade:
            hardest = max(sections.values(), key=lambda said: _grade(_sentences(said)))
            yield Fault(
                hardest[0].at(0),
                f"the page reads at grade {reached:.1f}, and this is its hardest section",
                f"use shorter sentences and everyday words, to grade {language.highest_grade:g}",
            )


def _sentences(said: list[Said]) -> list[list[str]]:
    """The words of each sentence; a block ends its last one."""
    unit = any_of((plain(said[0].locale).unit,))
    texts = [text for one in said for _, text in one.sentences()]
    return [words for words in map(unit.findall, texts) if words]


def _grade(sentences: list[list[str]]) -> float:
    """0.5 × words per sentence + 4.71 × letters per word − 21.43 (Smith and Senter, 1967)."""
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return 0.5 * len(words) / len(sentences) + 4.71 * len("".join(words)) / len(words) - 21.43
