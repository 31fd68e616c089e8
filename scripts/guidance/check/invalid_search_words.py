from guidance.check import Fault, Faults, parser_faults, rule
from guidance.check._records import key_places
from guidance.model import Position, Site
from guidance.parse.yaml_places import nearest_place


@rule("invalid-search-words", stage="file")
def check(site: Site) -> Faults:
    """The words that readers type into the search cannot be used as they are written.

    Bad:  docs/_search/en.yml with said: arrest, and no why
    Good: - means: jail, said: [arrest, arrested], why: the fear behind it is the same

    Each entry says what the pages call it, what readers type instead, and why.
    """
    yield from parser_faults(site, "invalid-search-words")
    # A page that one edition lacks is told by missing-page.
    known = set().union(*map(site.edition, site.locales))
    for locale, words in site.search_words.items():
        named: dict[tuple[str, ...], str] = {("help",): words.help} if words.help else {}
        named |= {("asked", name): name for name in words.asked}
        path = f"{site.docs_dir}/_search/{locale}.yml"
        for where, name in named.items():
            if name not in known:
                yield Fault(
                    Position(path, *nearest_place(key_places(site, path), where)),
                    f"{where[0]}: there is no page {name!r}",
                    "name a page as its links do, without .md",
                )
