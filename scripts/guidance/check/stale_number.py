import re

from guidance.check import Fault, Faults, rule
from guidance.check._figures import figures_of, stated
from guidance.check._lagging import either, lagging, places
from guidance.check._records import place_of
from guidance.language import writing
from guidance.model import Site
from guidance.registry import Claim, article_texts


@rule("stale-number", stage="meaning", severity="warning")
def check(site: Site) -> Faults:
    """Links still hold the number, figure or name that their record had before.

    Bad:  number: "12399", while every link is written [12378](contact:nfra)
    Good: number: "12399" and [12399](contact:nfra), or [](contact:nfra)

    Who corrected the record has done enough: make fix writes the new words into all of them.
    Readers see a new number or figure even before that. An article that a record names is compared
    with its figures.
    """
    for group in lagging(site):
        if group.is_certain:
            new = either(list(dict.fromkeys(one.new for one in group.links)))
            enough = "leave these links" if group.bare else "there is nothing more for you to do"
            yield Fault(
                group.at,
                f"links still hold {either(group.says)} "
                f"({places(one.link.at for one in group.links)})",
                f"if {new} is right, {enough}: a maintainer has make fix write it into them "
                "(workflow Mend); if not, correct it here",
            )
        if group.bare:
            yield Fault(
                group.at,
                f"the name of before stands without a link ({places(group.bare)})",
                "write the new name there, if it is this law that is meant",
            )
    for claim in site.registry.claims.values():
        for locale in site.locales if claim.text else ():
            yield from _other_articles(site, claim, locale)


def _other_articles(site: Site, claim: Claim, locale: str) -> Faults:
    """Articles that a claim names, whose gist gives other figures than its words for links."""
    said, words = figures_of(claim, locale), claim.claim[locale]
    for law in site.registry.laws.values() if said else ():
        for article, gist in law.articles.items() if law.title[locale] in words else ():
            given = sorted(stated(gist[locale], locale))
            if not given or not set(given).isdisjoint(said) or not _names(words, article, locale):
                continue
            there = place_of(site, "law", law.id, "articles", article, locale)
            yield Fault(
                place_of(site, "fact", claim.id, "text", locale),
                f"{claim.id} says {' and '.join(said)}, but article {article} of {law.id}, which "
                f"it names, says {' and '.join(given)} ({there.path}:{there.line})",
                "correct the article there too, or the figure here",
            )


def _names(words: str, article: str, locale: str) -> bool:
    written = "|".join(map(re.escape, article_texts(article, locale)))
    mark = re.escape(writing(locale).insertion.partition("{")[0])
    return bool(re.search(rf"(?:{written})(?![\d{mark}])", words))
