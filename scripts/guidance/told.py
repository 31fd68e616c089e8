"""Findings in the language of who reads them: a language's ``findings.yml`` says how.

It has, by rule, what the rule says and how that is said, each a pair of texts with holes: ``the id
{1} is taken``; below ``any`` what several rules say. What fills a hole is told too. What no pair
fits stays in English, as rules write it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from guidance.language import file_of, languages
from guidance.model import Finding

#: Where a system says which language its messages have, the first that is set first.
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
#: What several rules say, and what any rule's message may end in.
ANY, END = "any", "end"
LONGEST = 1_000  # characters; holes are looked for step by step
HOLE = re.compile(r"\\\{(\d)\\\}")  # as re.escape writes one
FILLED = re.compile(r"\{(\d)\}")

Pairs = tuple[tuple[re.Pattern[str], str], ...]


def in_language(finding: Finding, locale: str) -> Finding:
    """The finding as a language tells it, as far as that has words for it."""
    pairs = _pairs(locale)
    own = (*pairs.get(finding.rule, ()), *pairs.get(ANY, ()))
    ends = pairs.get(END, ())
    message, bracket, end = finding.message.rpartition(" (")
    if any(pattern.fullmatch(bracket + end) for pattern, _ in ends):
        message = _told(message, own) + _told(bracket + end, ends)
    else:
        message = _told(finding.message, own)
    return replace(finding, message=message, mend=_told(finding.mend, own))


def language_of(environment: Mapping[str, str]) -> str:
    """The language that a system speaks; empty where it names none of ours."""
    said = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    locale = re.split("[_.@]", said)[0]
    return locale if locale in languages() else ""


def edition_of(finding: Finding) -> str:
    """The language of the page that a finding is about; empty where it is about none."""
    return next((part for part in finding.at.path.split("/")[:-1] if part in languages()), "")


def _told(words: str, pairs: Pairs) -> str:
    for pattern, told in pairs if len(words) < LONGEST else ():
        if found := pattern.fullmatch(words):
            return FILLED.sub(lambda hole: _told(found[f"h{hole[1]}"], pairs), told)
    return words


@cache
def _pairs(locale: str) -> dict[str, Pairs]:
    said = file_of(locale, "findings") if locale else {}
    return {
        rule: tuple((re.compile(_pattern(here), re.S), there) for here, there in pairs)
        for rule, pairs in said.items()
    }


def _pattern(text: str) -> str:
    return HOLE.sub(r"(?P<h\1>.*?)", re.escape(text))
