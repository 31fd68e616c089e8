"""Links that say something else than their record, and records that were changed for all of them.

Whoever corrects a record in a browser has done enough: where the new words are certain, make fix
writes them into the links. Numbers and figures are shown as the record has them even before that
(``guidance.registry.shown``).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from guidance.check._cited import Cited, cited
from guidance.check._figures import has_figure, prose, values
from guidance.check._read import elsewhere
from guidance.check._records import place_of
from guidance.han import TITLES
from guidance.model import Position, Site, all_once
from guidance.registry import NUMBER, Contact, Fact, Law, accepted_texts, in_place_of
from guidance.signs import simple

#: How like a law's title the words of a link are that mean to be it.
NEARLY = 0.7
PLACES = 3


@dataclass(frozen=True)
class Wrong:
    """A link with other words than its record's texts, which are ``accepted``."""

    link: Cited
    record: Fact
    accepted: tuple[str, ...]

    @property
    def new(self) -> str:
        """What it must say, where that is certain."""
        only = self.accepted[0] if len(self.accepted) == 1 else ""
        return in_place_of(self.link.written, self.accepted) or only


@dataclass(frozen=True)
class Lagging:
    """A record that was changed, and the links of an edition that still say what it said before.

    A number is of no edition. ``bare`` are places that say it in words without a link.
    """

    at: Position
    locale: str
    record: Fact
    links: tuple[Wrong, ...]
    bare: tuple[Position, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether nobody has to decide what the links must say."""
        return all(one.new for one in self.links)

    @property
    def says(self) -> list[str]:
        """What the links say."""
        return list(dict.fromkeys(one.link.written for one in self.links))


def either(texts: Sequence[str]) -> str:
    """The first of some texts, each in quotes."""
    return " or ".join(map(repr, texts[:PLACES]))


def lines_of(found: Iterable[Position]) -> str:
    """The first places, each line once, and how many more there are."""
    lines = list(dict.fromkeys(f"{at.path}:{at.line}" for at in sorted(found)))
    more = f" and {len(lines) - PLACES} more" if len(lines) > PLACES else ""
    return ", ".join(lines[:PLACES]) + more


@all_once
def lagging(site: Site) -> Iterator[Lagging]:
    """Records whose words few links say by now: the record was changed, not most of the pages."""
    stating = Counter(filter(None, map(_together, cited(site))))
    groups: dict[tuple[str, str], list[Wrong]] = {}
    for one in wrong_links(site):
        if (group := _together(one.link)) and one.accepted:
            groups.setdefault(group, []).append(one)
    for group, found in groups.items():
        locale, _ = group
        record, link = found[0].record, found[0].link
        if isinstance(record, Contact):  # any other number is a slip
            ((old, _),) = Counter(one.link.written for one in found).most_common(1)
            found = [one for one in found if one.link.written == old]
        bare = tuple(_bare(site, record, link.written, locale))
        if len(found) + len(bare) > 1 and len(found) > stating[group] / 2:
            key = {"contact": "number", "law": "title"}.get(link.scheme, "text")
            at = place_of(site, link.scheme, record.id, key, locale)
            yield Lagging(at, locale, record, tuple(found), bare)


def _together(link: Cited) -> tuple[str, str] | None:
    """Edition and record of links that a change of the record leaves behind together."""
    if link.scheme == "contact" and link.written and NUMBER.fullmatch(link.written):
        return "", link.href
    states = link.scheme == "fact" and values(link.written, link.locales[0])
    is_whole_law = link.scheme == "law" and "#" not in link.key
    return (link.locales[0], link.href) if states or is_whole_law else None


def _bare(site: Site, record: Fact, name: str, locale: str) -> Iterator[Position]:
    """Where an edition names a law outside links; the titles of sources are quotations."""
    name = name.strip(TITLES)
    if not isinstance(record, Law):
        return
    if name in (record.full_title or ""):
        yield place_of(site, "law", record.id, "full_title")
    for page, block in prose(site):
        if page.locale == locale and name in block.text:
            yield block.position(block.text.index(name))
    for words in elsewhere(site):
        if words.locale == locale and name in words.text and not words.is_source:
            yield words.at(words.text.index(name))


@all_once
def wrong_links(site: Site) -> Iterator[Wrong]:
    """Links with other words than their record's texts."""
    for link in cited(site):
        record = site.registry.get(link.scheme, link.key)
        if record is not None and link.written:
            accepted = _accepted(link, record)
            if _is_wrong(link, accepted):
                yield Wrong(link, record, tuple(accepted))


def _accepted(link: Cited, record: Fact) -> list[str]:
    if isinstance(record, Contact) and record.number and NUMBER.fullmatch(link.written):
        return [record.number]
    article = link.key.partition("#")[2]
    texts = (accepted_texts(record, locale, article) for locale in dict.fromkeys(link.locales))
    return [text for found in texts for text in found] or _titles_meant(link, record)


def _titles_meant(link: Cited, record: Fact) -> list[str]:
    """The title of a law that a link calls by nearly, but not quite, its name."""
    if not isinstance(record, Law):
        return []
    titles, full = [*record.title.values()], record.full_title or ""
    words = link.written.strip(TITLES)
    if words == full or any(words in title for title in titles):
        return []
    titles += [full] * (words not in full)  # the short name of before stands in the full one
    meant = get_close_matches(words, titles, n=1, cutoff=NEARLY)
    return [link.written.replace(words, title) for title in meant]


def _is_wrong(link: Cited, accepted: list[str]) -> bool:
    states_figure = has_figure(link.written, link.locales[0])
    if not accepted:
        return states_figure
    if link.scheme == "term":
        return link.written.casefold() not in {text.casefold() for text in accepted}
    if link.written in accepted or (link.scheme == "law" and simple(link.written) in accepted):
        return False
    # 两年 for 三年 is no phrase of its own, though Chinese prose may say it.
    return states_figure or link.scheme != "fact" or bool(in_place_of(link.written, accepted))
