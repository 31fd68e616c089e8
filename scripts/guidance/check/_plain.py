"""Prose as the rules of plain language read it, and what they look for.

Words that somebody else says are mentioned, not used: what stands in “…” is blank, speech bubbles
are left out. The words and thresholds of a language are ``plain`` in
``languages/<locale>/language.yml``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from operator import attrgetter

from pydantic import BaseModel, ConfigDict

from guidance.check._causes import Fault, Faults
from guidance.check._figures import TITLES, prose
from guidance.check._source import shown
from guidance.component import kind_of
from guidance.han import HAN, QUOTES
from guidance.language import language_file, writing
from guidance.model import FACT, Block, Link, Page, Position, Site, all_once, once

OPEN, CLOSE = map("".join, zip(*QUOTES, strict=True))
INSIDE_QUOTES = re.compile(f"(?<=[{OPEN}])[^{OPEN}{CLOSE}]*(?=[{CLOSE}])")
LATIN = re.compile("[A-Za-z]")
NEVER = re.compile(r"(?!)")
ANYWHERE = re.I | re.M


class Wording(BaseModel):
    """Words not to write, and what may stand before or after them to make them right.

    ``unless_before`` is looked for in the same sentence, ``unless_after`` right behind the words.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: tuple[str, ...] = ()
    unless_before: str = "(?!)"
    unless_after: str = "(?!)"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Any of the words."""
        return any_of(self.words)

    @property
    def anywhere(self) -> re.Pattern[str]:
        """The same in a text of many sentences, to pass most texts by."""
        return any_of(self.words, ANYWHERE)


class Plain(BaseModel):
    """What plain language means in one language; what is left out is not looked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sentence_end: str = r"[.!?]"
    unit: str = r"\w+"
    unit_name: str = "words"
    longest_sentence: int = 0
    most_commas: int = 0
    most_particles: int = 0
    comma: str = ""
    enumeration_comma: str = ""
    particle: str = ""
    highest_grade: float = 0
    fewest_words_graded: int = 0
    one_address: tuple[str, ...] = ()
    legal_words: dict[str, str] = {}
    typography: bool = False
    curly_quotes: bool = False
    latin_words: str = ""
    variants: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    gloss: str = "(?!)"
    turning: tuple[str, ...] = ()
    promises: Wording = Wording()
    blame_or_fear: Wording = Wording()
    click_here: Wording = Wording()
    empty_links: tuple[str, ...] = ()
    colour_only: Wording = Wording()
    wrong_words: dict[str, str] = {}

    @property
    def has_dictionary(self) -> bool:
        """Whether ``latin_words`` names one: else they are the listed ones, or any."""
        return self.latin_words not in ("", "listed")


@cache
def plain(locale: str) -> Plain:
    """The words and thresholds of a locale; nothing is looked for when it has no file."""
    return Plain.model_validate(language_file(locale).get("plain", {}))


@cache
def any_of(words: tuple[str, ...], flags: re.RegexFlag = re.I) -> re.Pattern[str]:
    """A pattern of any of the words, in small or capital letters."""
    return re.compile("|".join(f"(?:{word})" for word in words), flags) if words else NEVER


@dataclass(frozen=True)
class Said:
    """A block as its reader reads it: with the words of fact links, quoted words blank.

    ``links`` are the fact links, each with where its words begin and end in ``text``.
    """

    page: Page
    block: Block
    text: str
    links: tuple[tuple[int, int, Link], ...] = ()

    @property
    def locale(self) -> str:
        """The language of its edition."""
        return self.page.locale

    @property
    def is_title(self) -> bool:
        """Whether the block names a page or a section."""
        return self.block.kind in TITLES

    def at(self, offset: int) -> Position:
        """Where the character at ``offset`` stands in the source file."""
        saved = 0
        for start, end, link in self.links:
            if offset >= end:
                saved += end - start - 1
            elif offset >= start:
                return Position(link.at.path, link.at.line, link.at.column + 1 + offset - start)
        return self.block.position(offset - saved)

    def link_at(self, offset: int) -> Link | None:
        """The fact link whose words stand at ``offset``."""
        return next((link for start, end, link in self.links if start <= offset < end), None)

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Each sentence and where it begins in ``text``."""
        start = 0
        for found in re.finditer(plain(self.page.locale).sentence_end, self.text):
            yield start, self.text[start : found.end()]
            start = found.end()
        yield start, self.text[start:]


@all_once
def said(site: Site) -> Iterator[Said]:
    """What all pages say in the language of their edition; a Chinese letter in English is not."""
    for one in whole(site):
        is_foreign = not writing(one.locale).han and is_chinese(one.block.text)
        if one.block.kind != "bubble" and not is_foreign:
            words = INSIDE_QUOTES.sub(lambda quoted: " " * len(quoted[0]), one.text)
            yield Said(one.page, one.block, words, one.links)


def said_by_page(site: Site) -> Iterator[tuple[Page, list[Said]]]:
    """Each page that says anything, and what it says."""
    for page, blocks in groupby(said(site), attrgetter("page")):
        yield page, list(blocks)


@once
def whole(site: Site) -> list[Said]:
    """All blocks of all pages, examples too, with quoted words and those of fact links."""
    links = {link.at: link for page in site.pages for link in page.links}
    bubbles = [(page, b) for page in site.pages for b in page.blocks if b.kind == "bubble"]
    return [_filled(page, block, links) for page, block in (*prose(site), *bubbles)]


def _filled(page: Page, block: Block, links: Mapping[Position, Link]) -> Said:
    (text, *others), offset, found = block.text.split(FACT), 0, []
    for before, after in pairwise((text, *others)):
        offset += len(before)
        link = links.get(block.position(offset))
        offset += len(FACT)
        if link is not None:
            found.append((len(text), len(text) + len(link.text), link))
        text += (FACT if link is None else link.text) + after
    return Said(page, block, text, tuple(found))


def is_chinese(text: str) -> bool:
    """Whether most of a text is in Han."""
    return len(HAN.findall(text)) * 2 > len(LATIN.findall(text))


def uses(site: Site, wording: str, message: str, mend: str) -> Faults:
    """A fault wherever words stand that the field ``wording`` of a language names.

    They take the place of {} in the message.
    """
    for one in said(site):
        looked_for: Wording = getattr(plain(one.locale), wording)
        if not looked_for.anywhere.search(one.text):
            continue
        for start, sentence in one.sentences():
            for found in looked_for.pattern.finditer(sentence):
                before, after = sentence[: found.start()], sentence[found.end() :]
                if re.search(looked_for.unless_before, before, re.I) or re.match(
                    looked_for.unless_after, after, re.I
                ):
                    continue
                yield Fault(one.at(start + found.start()), message.format(shown(found[0])), mend)


def letter_sections(page: Page) -> set[str]:
    """Ids of the sections that hold a letter or words to say to somebody else."""
    found: set[str] = set()
    level = 0
    for heading in page.headings:
        if level and heading.level <= level:
            level = 0
        if kind_of(heading) == "letter":
            level = heading.level
        if level:
            found.add(heading.id)
    return found
