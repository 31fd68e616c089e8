"""Every text that a reader or the search sees, whole: quoted words, link words and examples too."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from guidance.check._plain import Said, is_chinese, letter_sections, whole
from guidance.check._records import corrections, place_in_record
from guidance.check._source import place_in_front_matter
from guidance.language import writing
from guidance.model import Link, Page, Position, Site, all_once, once
from guidance.registry import CITED, Fact, accepted_texts

#: Attributes at the end of an item, which Markdown takes and readers do not see.
BRACES = re.compile(r"\{ ?[#.][^{}]*\}")
#: What a record keeps for editors or for machines; the phrases of signs are no sentences.
KEPT = frozenset(
    "id fact number site url passage note how evidence publish binding group phrases matches "
    "misses gap".split()
)
#: What links may say, and the numbers of documents: no sentences.
NAMES = frozenset({"text", "document"})
LOCALE = re.compile("[a-z]{2}(?:-[A-Za-z]+)?")
ELSEWHERE = ("code", "search word", "fact", "correction")


@dataclass(frozen=True)
class Read:
    """Words in the language of ``locale`` and where each character stands.

    ``kind`` is that of a block (``p``, ``bubble``, ``title``…), or one of ``ELSEWHERE``, or
    ``name``. Of a fact, ``own`` are figures that its record lists as its texts, and ``is_source``
    tells that the words name the source, as the title of a news site does.
    """

    text: str
    kind: str
    locale: str
    at: Callable[[int], Position]
    link_at: Callable[[int], Link | None] = lambda _: None
    own: str = ""
    is_source: bool = False

    @property
    def words(self) -> str:
        """The text, with the words alone of a link that was not filled in: no such record."""
        if "](" not in self.text:
            return self.text
        return CITED.sub(lambda link: link["words"].ljust(len(link[0])), self.text)


@once
def elsewhere(site: Site) -> list[Read]:
    """Sentences that no block of prose holds: code, search words, facts, corrections."""
    return [one for one in read(site) if one.kind in ELSEWHERE]


@all_once
def read(site: Site) -> Iterator[Read]:
    """All of them."""
    for one in whole(site):
        text = BRACES.sub(_blank, one.text) if "{" in one.text else one.text
        yield Read(text, one.block.kind, _language(site, one), one.at, one.link_at)
    for page in site.pages:
        for text, at in page.code:
            yield Read(text, "code", page.locale, partial(_below, at, text))
        for tag in page.search_tags:
            yield Read(tag, "search word", page.locale, partial(_in_tag, page, tag))
    if site.records_judged:
        return
    for scheme, record in site.registry.records():
        for keys, locale, text in _texts(record.model_dump(), (), site.locales):
            is_name = not NAMES.isdisjoint(keys)
            yield Read(
                text,
                "name" if is_name else "fact",
                locale,
                partial(_in_record, site, scheme, record, text),
                own="" if is_name else " ".join(accepted_texts(record, locale)),
                is_source="source" in keys,
            )
    for locale, text, begin in corrections(site):
        yield Read(text, "correction", locale, partial(_below, begin, text))


def _language(site: Site, one: Said) -> str:
    """That of its edition; a letter in a page of Han may go to a reader of another source."""
    locale, source = one.page.locale, site.source
    may = locale != source and writing(locale).han and not writing(source).han
    if may and one.block.section in letter_sections(one.page) and not is_chinese(one.block.text):
        return source
    return locale


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _below(start: Position, text: str, offset: int) -> Position:
    above, newline, beside = text[:offset].rpartition("\n")
    if newline:
        return Position(start.path, start.line + above.count("\n") + 1, len(beside) + 1)
    return Position(start.path, start.line, start.column + offset)


def _in_tag(page: Page, tag: str, offset: int) -> Position:
    return _below(place_in_front_matter(page, tag), tag, offset)


def _in_record(site: Site, scheme: str, record: Fact, text: str, offset: int) -> Position:
    start = place_in_record(site, scheme, record, text.split("\n")[0].strip())
    if start != site.registry.places[scheme, record.id]:
        return _below(start, text, offset)
    (word, *_) = text[offset:].split(maxsplit=1)  # YAML folds a text where it has spaces
    return place_in_record(site, scheme, record, word)


def _texts(
    value: Any, keys: tuple[Any, ...], locales: tuple[str, ...]
) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    """Keys, locale and text of all that a record says; without a locale it is the source's."""
    if isinstance(value, str):
        yield keys, next((key for key in keys if key in locales), locales[0]), value
    elif isinstance(value, Mapping | list | tuple):
        for key, inner in value.items() if isinstance(value, Mapping) else enumerate(value):
            is_other = isinstance(key, str) and LOCALE.fullmatch(key) and key not in locales
            if key not in KEPT and not is_other:
                yield from _texts(inner, (*keys, key), locales)
