"""Links to facts: what they cite, and what they say."""

import re

from guidance.check import Fault, Faults, rule
from guidance.check._causes import Thing, section_thing
from guidance.check._cited import cited
from guidance.check._figures import figures_of, stated
from guidance.check._lagging import Wrong, either, lagging, lines_of, wrong_links
from guidance.check._records import place_of
from guidance.check._source import nearest, shown
from guidance.language import writing
from guidance.model import FACT_SCHEMES, Position, Site
from guidance.registry import KINDS, Claim, article_texts

SCHEMES = (*FACT_SCHEMES, "field", "sign")


@rule("unknown-scheme", stage="syntax", by_page=True, exceptions=False)
def unknown_scheme(site: Site) -> Faults:
    """A link begins with something other than contact:, law:, fact:, term:, field: or sign:.

    Bad:  [官网](https://example.com)   [点我](javascript:…)
    Good: [95188](contact:lender)

    Outside addresses come from the registry, so that each has a source and a day it was checked.
    """
    known = [f"{name}:" for name in SCHEMES]
    for page in site.pages:
        for link in page.links:
            if link.href.startswith("//") or "\\" in link.href:
                what = shown(link.href)
            elif link.scheme and link.scheme not in SCHEMES:
                what = f"{link.scheme}:"
            else:
                continue
            yield Fault(
                link.at,
                f"links that begin with {what} are not allowed",
                nearest(what, known, "cite a record of the registry, such as contact:police",
                        likeness=0.8),
            )  # fmt: skip


@rule("unknown-fact", stage="syntax", exceptions=False)
def unknown_fact(site: Site) -> Faults:
    """A link cites a record that the registry does not have.

    Bad:  [95188](contact:alpay)
    Good: [95188](contact:lender)

    Told once a record, at the first link that cites it.
    """
    unknown: dict[tuple[str, str], list[Position]] = {}
    for link in cited(site):
        if site.registry.get(link.scheme, link.key) is None:
            unknown.setdefault((link.scheme, link.key), []).append(link.at)
    empty = set(KINDS) - {scheme for scheme, _ in site.registry.places}
    for scheme in sorted(empty):
        lacking = {key: links for (of, key), links in unknown.items() if of == scheme}
        if lacking:
            yield _empty(site, scheme, lacking)
    for (scheme, key), places in unknown.items():
        if scheme not in empty:
            yield _unknown(site, scheme, key, places)


def _empty(site: Site, scheme: str, unknown: dict[str, list[Position]]) -> Fault:
    every = [at for places in unknown.values() for at in places]
    wanted, (first, *_) = next(iter(unknown.items()))
    return Fault(
        Position(f"{site.docs_dir}/_facts/{KINDS[scheme][0]}"),
        f"the file holds no record, but {len(every)} links need one"
        if len(every) > 1
        else "the file holds no record, but a link needs one",
        f"add the records, first {wanted!r} for {first.path}:{first.line}",
        breaks=_sections(site, every),
        needs=(("fact", scheme),),
    )


def _unknown(site: Site, scheme: str, key: str, places: list[Position]) -> Fault:
    file = f"{site.docs_dir}/_facts/{KINDS[scheme][0]}"
    identifier, _, article = key.partition("#")
    law = site.registry.laws.get(identifier) if scheme == "law" else None
    first, *more = places
    also = ""
    if more:
        count = f" and {len(more) - 1} more" if len(more) > 1 else ""
        also = f", cited also in {more[0]}{count}"
    if law is not None:
        message = f"the law {law.id!r} has no article {article!r} in {file}{also}"
        mend = f"add it there or cite one of {', '.join(law.articles)}"
    else:
        message = f"no record {identifier!r} in {file}{also}"
        mend = nearest(identifier, site.registry.of(scheme), "add a record there")
    return Fault(
        first,
        message,
        mend,
        breaks=_sections(site, places),
        needs=(("fact", scheme, identifier),),
    )


def _sections(site: Site, places: list[Position]) -> tuple[Thing, ...]:
    pages = {page.path: page for page in site.pages}
    here = (section_thing(pages[at.path], at) for at in places if at.path in pages)
    return tuple(dict.fromkeys(here))


@rule("fact-text", stage="word", exceptions=False)
def fact_text(site: Site) -> Faults:
    """The words of a fact link are not what the registry says.

    Bad:  [95189](contact:lender)
    Good: [95188](contact:lender)

    A figure may stand only in a text that its record lists, so that a slip of a digit is found. To
    change it everywhere, change the record.
    A letter is in the language of the source edition everywhere, with that edition's texts.
    """
    behind = {one.link.at for group in lagging(site) for one in group.links}
    for one in wrong_links(site):
        if one.link.at not in behind:
            message = f"{shown(one.link.written)} is not what {one.link.href} says"
            yield Fault(one.link.at, message, _cure(site, one))
    for group in lagging(site):
        if not group.is_certain:
            yield Fault(
                group.at,
                f"{len(group.links)} links of {group.locale} still say {either(group.says)}: "
                f"{lines_of(one.link.at for one in group.links)}",
                f"write {either(group.links[0].accepted)} there; or take this change back",
            )


def _cure(site: Site, wrong: Wrong) -> str:
    """How to mend the page, and where the record is if it is the record that is wrong."""
    link, write = wrong.link, either((wrong.new,) if wrong.new else wrong.accepted)
    path = f"{site.docs_dir}/_facts/{KINDS[link.scheme][0]}"
    if not wrong.accepted:
        return f"leave the figure out, or list these words as text: in {path}"
    if "#" in link.key:
        return f"write {write}"
    if link.scheme == "term":
        line = place_of(site, "term", wrong.record.id, "text").line
        return f"write {write}; or add {link.written!r} to the words in {path}, line {line}"
    # The record first: to write its words here would take a correction back.
    line = site.registry.places[link.scheme, wrong.record.id].line
    return (
        f"if {shown(link.written)} is right now, write it wherever its record says it ({path}, "
        f"from line {line}), with checked, how and review_by, and let this line stay; if the "
        f"record is right, write {write} here"
    )


@rule("stale-number", stage="meaning", severity="warning")
def stale_number(site: Site) -> Faults:
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
                f"({lines_of(one.link.at for one in group.links)})",
                f"if {new} is right, {enough}: a maintainer has make fix write it into them "
                "(workflow Mend); if not, correct it here",
            )
        if group.bare:
            what = f"the name of before stands without a link ({lines_of(group.bare)})"
            yield Fault(group.at, what, "write the new name there, if it is this law that is meant")
    for claim in site.registry.claims.values():
        for locale in site.locales if claim.text else ():
            yield from _other_articles(site, claim, locale)


def _other_articles(site: Site, claim: Claim, locale: str) -> Faults:
    """Articles that a claim names, whose gist gives other figures than its words for links."""
    said, words = figures_of(claim, locale), claim.claim[locale]
    for law in site.registry.laws.values() if said else ():
        for article, gist in law.articles.items() if law.title[locale] in words else ():
            given = sorted(stated(gist[locale], locale))
            if (
                not given
                or not set(given).isdisjoint(said)
                or not _names_article(words, article, locale)
            ):
                continue
            there = place_of(site, "law", law.id, "articles", article, locale)
            yield Fault(
                place_of(site, "fact", claim.id, "text", locale),
                f"{claim.id} says {' and '.join(said)}, but article {article} of {law.id}, which "
                f"it names, says {' and '.join(given)} ({there.path}:{there.line})",
                "correct the article there too, or the figure here",
            )


def _names_article(words: str, article: str, locale: str) -> bool:
    written = "|".join(map(re.escape, article_texts(article, locale)))
    mark = re.escape(writing(locale).insertion.partition("{")[0])
    return bool(re.search(rf"(?:{written})(?![\d{mark}])", words))
