import re
from collections.abc import Iterator, Sequence
from typing import Any

from guidance.check import Fault, Faults, parser_faults, rule
from guidance.check._records import key_places
from guidance.check._source import nearest
from guidance.language import languages
from guidance.model import Position, Site
from guidance.parse.links import named_place
from guidance.parse.subject import CLAIMS, FILE, FOLDER
from guidance.parse.yaml_places import nearest_place
from guidance.strings import load

BLANK = re.compile(r"\{\w*\}")
MOST_NAMED = 5


@rule("invalid-guide", stage="file")
def check(site: Site) -> Faults:
    """What every page says and leads to in its frame cannot be used as it is written.

    Bad:  docs/_guide/guide.yml with danger: respond/payed
    Good: danger: respond/paid#first-minutes

    The file has the places that header and footer lead to, words in place of the generator's, and
    what a fraudster writes for names.
    """
    yield from parser_faults(site, "invalid-guide")
    wrong = {FILE: [*_places(site), *_words(site)], CLAIMS: [*_sayings(site)]}
    for file, faults in wrong.items():
        path = f"{site.docs_dir}/{FOLDER}/{file}"
        for where, message, mend in faults:
            at = Position(path, *nearest_place(key_places(site, path), where))
            yield Fault(at, message, mend)


def _places(site: Site) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    every = [page for locale in site.locales for page in site.edition(locale).values()]
    for name, said in site.subject.frame.model_dump().items():
        place = named_place(said)
        there = [page for page in every if page.name == place.page]
        known = {"", *(heading for page in there for heading in page.heading_ids)}
        if said and not (there and place.anchor in known):
            mend = "name a page, and perhaps a heading, as respond/paid#first-minutes"
            yield ("frame", name), f"{name}: there is no place {said!r}", mend


def _words(site: Site) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    own = site.subject.words
    every = {key for locale in languages() for key in own.get(locale, {})}
    for locale in own.keys() - set(site.locales):
        mend = f"the editions are {', '.join(site.locales)}"
        yield ("words", locale), f"there is no edition {locale!r}", mend
    for locale in site.locales:
        model = locale if locale in languages() else next(iter(languages()))
        known, words = load(model), own.get(locale, {})
        missing = sorted((every & known.keys() if model == locale else known.keys()) - words.keys())
        if missing and words.keys() <= known.keys():  # else a misspelt one is meant
            message = f"the edition {locale!r} lacks {_some(missing)}"
            mend = "write it in every edition, or in none"
            if model != locale:
                mend = f"the generator has no words of this language: translate those of {model!r}"
            yield ("words", locale), message, mend
        for key, text in words.items():
            if key not in known:
                yield (
                    ("words", locale, key),
                    f"unknown word {key}",
                    nearest(key, known, "remove it"),
                )
            elif (blanks := {*BLANK.findall(known[key])}) != {*BLANK.findall(text)}:
                mend = f"it has {' '.join(sorted(blanks)) or 'none'}"
                yield ("words", locale, key), f"{key} has other blanks than the generator's", mend


def _some(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - MOST_NAMED} more" if len(keys) > MOST_NAMED else ""
    return ", ".join(keys[:MOST_NAMED]) + more


def _sayings(site: Site) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    data = site.false_claims
    for name, claim in data.claims.items():
        for locale, said in (claim.model_extra or {}).items():
            known = data.words.get(locale, {})
            for number, says in enumerate(said.says):
                for word in {*BLANK.findall(says)} - {f"{{{one}}}" for one in known}:
                    mend = nearest(word.strip("{}"), known, "give it words, or write them out")
                    yield ("claims", name, locale, "says", number), f"no words for {word}", mend
