from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, parser_faults, rule
from guidance.model import Position, Site


@rule("invalid-search-words", stage="file")
def check(site: Site) -> Iterator[Fault]:
    """The words that readers type into the search cannot be used as they are written.

    Bad:  docs/_search/en.yml with said: arrest, and no why
    Good: - means: jail, said: [arrest, arrested], why: the fear behind it is the same

    Each entry says what the pages call it, what readers type instead, and why.
    """
    for finding in parser_faults(site, "invalid-search-words"):
        yield Fault(finding.at, finding.message, finding.mend)
    # A page that one edition lacks is told by missing-page.
    known = set().union(*map(site.edition, site.locales))
    for locale, words in site.search_words.items():
        for key, names in (("help", [words.help] if words.help else []), ("asked", words.asked)):
            for name in names:
                if name not in known:
                    yield Fault(
                        Position(f"{site.docs_dir}/_search/{locale}.yml"),
                        f"{key}: there is no page {name!r}",
                        "name a page as its links do, without .md",
                    )
