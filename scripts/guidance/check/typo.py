from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._linters import misspellings
from guidance.model import Site


@rule("typo", stage="word")
def check(site: Site) -> Iterator[Fault]:
    """A word is misspelt.

    Bad:  a teh in place of a the
    Good: the word as the dictionary has it

    The program typos reads English text and finds slips that it knows, so that names and new words
    pass. A word it gets wrong goes into [tool.typos.default.extend-words] of pyproject.toml.
    """
    for found in misspellings(site):
        if found.failure:
            yield Fault(
                found.at,
                f"typos could not run: {found.failure}",
                "run make check, which brings typos, and look at [tool.typos] here",
            )
        elif not found.foreign:
            yield Fault(
                found.at,
                f"{found.word!r} is misspelt",
                f"write {' or '.join(repr(word) for word in found.better[:3])}"
                if found.better
                else "look it up",
            )
