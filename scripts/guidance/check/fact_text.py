from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from guidance.check import Fault, rule
from guidance.check._figures import has_figure, unquoted
from guidance.check._numbers import is_number, number_at, renumbered, wrong_numbers
from guidance.check._records import place_in_record
from guidance.check._source import shown
from guidance.model import Link, Page, Position, Site, once
from guidance.registry import KINDS, NUMBER, Claim, Fact, Law, accepted_texts

#: How like a law's title the words of a link are that mean to be it.
NEARLY = 0.7
DIGITS = re.compile(r"\d+")


@rule("fact-text", stage="word")
def check(site: Site) -> Iterator[Fault]:
    """The words of a fact link are not what the registry says.

    Bad:  [95189](contact:alipay)
    Good: [95188](contact:alipay)

    A figure may stand only in a text that its record lists, so that a slip of a digit is found. To
    change it everywhere, change the record.
    A letter is in the language of the source edition everywhere, with that edition's texts.
    """
    behind = {link.at: group for group in lagging(site) for link in group.links}
    for _, link, record, accepted in _wrong_links(site):
        if link.at not in behind:
            yield Fault(
                link.at,
                f"{shown(link.text)} is not what {link.scheme}:{link.key} says",
                _cure(site, link, record, accepted),
            )
    for group in lagging(site):
        yield Fault(
            group.at,
            f"{len(group.links)} links of {group.locale} still say {group.says}: "
            + ", ".join(f"{link.at.path}:{link.at.line}" for link in group.links),
            _write_there(group) + "; or take this change back",
        )
    for one in site.registry.citations:
        contact = site.registry.contacts.get(one.id)
        if contact and not (contact.number and NUMBER.fullmatch(one.words)):
            accepted = [text for locale in site.locales for text in accepted_texts(contact, locale)]
            if one.words not in accepted:
                message = f"{shown(one.words)} is not what contact:{one.id} says"
                yield Fault(one.at, message, f"write {accepted[0]!r}")
    for identifier, links in wrong_numbers(site).items():
        number = site.registry.contacts[identifier].number
        there = number_at(site, identifier)
        for cited in links if identifier not in renumbered(site) else ():
            yield Fault(
                cited.at,
                f"{shown(cited.number)} is not what contact:{identifier} says",
                _or_change(f"write {number!r}", there),
            )


def _write_there(group: Lagging) -> str:
    write = f"write {' or '.join(map(repr, group.accepted))} there"
    if all(in_place_of(link.text, group.accepted) for link in group.links):
        return f"{write}, or leave them to make fix (a maintainer runs it: workflow Mend)"
    return write


def in_place_of(words: str, accepted: Sequence[str]) -> str:
    """The accepted text that differs in its digits only, or the only one; else nothing."""
    alike = [text for text in accepted if DIGITS.sub("0", text) == DIGITS.sub("0", words)]
    fitting = alike or accepted
    return fitting[0] if len(fitting) == 1 else ""


class Lagging(NamedTuple):
    """A record that was changed, and the links of an edition that still say what it said before."""

    at: Position
    locale: str
    links: tuple[Link, ...]
    says: str
    accepted: tuple[str, ...]


@once
def lagging(site: Site) -> list[Lagging]:
    """Records whose figure few links say by now: the record was changed, not most of the pages."""
    return list(_lagging(site))


def _lagging(site: Site) -> Iterator[Lagging]:
    stating = Counter(
        (page.locale, link.key)
        for page in site.pages
        for link in page.facts("fact")
        if has_figure(unquoted(link.text), page.locale)
    )
    groups: dict[tuple[str, str], list[tuple[Page, Link, Fact, list[str]]]] = {}
    for one in _wrong_links(site):
        if one[1].scheme == "fact" and one[3]:
            groups.setdefault((one[0].locale, one[1].key), []).append(one)
    for (locale, key), found in groups.items():
        if 1 < len(found) > stating[locale, key] / 2:
            _, _, record, accepted = found[0]
            links = tuple(link for _, link, _, _ in found)
            says = " or ".join(dict.fromkeys(shown(link.text) for link in links))
            at = place_in_record(site, "fact", record, accepted[0])
            yield Lagging(at, locale, links, says, tuple(accepted[:3]))


@once
def _wrong_links(site: Site) -> list[tuple[Page, Link, Fact, list[str]]]:
    """Links of pages with other words than their record's texts, which are the last."""
    return list(_all_wrong(site))


def _all_wrong(site: Site) -> Iterator[tuple[Page, Link, Fact, list[str]]]:
    for page in site.pages:
        letters = {letter.id for letter in page.letters}
        for link in page.facts():
            record = site.registry.get(link.scheme, link.key)
            if record is None or is_number(link, record):
                continue
            article = link.key.partition("#")[2]
            accepted = accepted_texts(record, page.locale, article) or _misnamed(link, record)
            if link.section in letters and page.locale != site.source:
                accepted = [*accepted, *accepted_texts(record, site.source, article)]
            if _is_wrong(page, link, accepted):
                yield page, link, record, accepted


def _misnamed(link: Link, record: Fact) -> list[str]:
    """The titles of a law that a link calls by nearly, but not quite, its name."""
    if not isinstance(record, Law):
        return []
    titles = [*record.title.values(), *filter(None, [record.full_title])]
    words = link.text.strip("《》")
    if any(words in title for title in titles):
        return []
    return get_close_matches(words, titles, n=1, cutoff=NEARLY)


def _cure(site: Site, link: Link, record: Fact, accepted: list[str]) -> str:
    """How to mend the page, and where the record is if it is the record that is wrong."""
    if not accepted:
        file = f"{site.docs_dir}/_facts/{KINDS[link.scheme][0]}"
        return f"leave the figure out, or list these words as text: in {file}"
    write = f"write {' or '.join(repr(text) for text in accepted[:3])}"
    if "#" in link.key:
        return write
    there = place_in_record(site, link.scheme, record, accepted[0])
    if link.scheme == "term":
        return f"{write}; or add {link.text!r} to the words in {there.path}, line {there.line}"
    return _or_change(
        write, there, " and its other lines of claim and text" * isinstance(record, Claim)
    )


def _or_change(write: str, at: Position, more: str = "") -> str:
    """The record first: to write its words here would take a correction back."""
    record = f"{at.path}, line {at.line}{more}, with checked, how and review_by"
    changed = (
        f"if it has changed for everyone, correct its record ({record}), and let this line stay"
    )
    return f"{changed}; otherwise {write} here"


def _is_wrong(page: Page, link: Link, accepted: list[str]) -> bool:
    states_figure = has_figure(unquoted(link.text), page.locale)
    if not accepted:
        return states_figure
    if link.scheme == "term":
        return link.text.casefold() not in {text.casefold() for text in accepted}
    return link.text not in accepted and (states_figure or link.scheme != "fact")
