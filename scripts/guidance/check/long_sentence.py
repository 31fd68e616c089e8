from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._plain import any_of, plain, said
from guidance.check._source import shown
from guidance.model import Site


@rule("long-sentence", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Iterator[Fault]:
    """A sentence is too long to take in at one reading.

    Bad:  one sentence that says who may call, when, how often, and what happens if nobody answers
    Good: several short ones, or a list

    A colon or semicolon ends a sentence here. Each language has its limit: Chinese in characters,
    English in words. Whoever reads this is frightened and holds a phone.
    """
    for one in said(site):
        language = plain(one.locale)
        limit = language.longest_sentence
        if not limit:
            continue
        for start, sentence in one.sentences():
            count = len(any_of((language.unit,)).findall(sentence))
            if count > limit:
                begin = start + len(sentence) - len(sentence.lstrip())
                yield Fault(
                    one.at(begin),
                    f"a sentence of {count} {language.unit_name}, {shown(sentence.strip(), 20)}",
                    f"say it in sentences of at most {limit}, or as a list",
                )
