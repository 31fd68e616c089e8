"""The facts registry: the only place where a number, deadline, right, law or hotline is written.

The records are read from ``docs/_facts/*.yml`` by ``guidance.parse.facts``. Their shape is the
form an editor fills in; pydantic refuses anything else.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from guidance.language import Writing, gap, language_file, languages, writing
from guidance.model import Position
from guidance.signs import LONGEST_GAP, sound_phrase


def _readable_address(url: str) -> str:
    try:
        urlsplit(url)
    except ValueError as error:
        raise ValueError(f"the address cannot be read: {error}") from error
    return url


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
PerLocale = dict[str, Words]
Texts = dict[str, Annotated[list[Words], Field(min_length=1)]]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Url = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$"), AfterValidator(_readable_address)
]
Article = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}(-[1-9][0-9]?)?$")]
Cited = Annotated[str, StringConstraints(pattern=r"^(contact|law|fact|term):[a-z0-9][a-z0-9-]*$")]
Dial = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9-]*$")]
if TYPE_CHECKING:
    Locale = str
else:  # a language that has a file
    Locale = Literal[tuple(languages())]
Phrase = Annotated[list[Words], Field(min_length=1), AfterValidator(sound_phrase)]
Binding = Literal[
    "law",
    "administrative-regulation",
    "judicial-interpretation",
    "department-rule",
    "normative-document",
    "national-standard",
    "self-regulation",
    "official-guidance",
    "regulator-alert",
    "police-advice",
    "company-statement",
    "news-report",
    "practice",
]
Age = Literal["fresh", "due", "unconfirmed", "withheld"]
#: Days to the next look at a record; a number that changed unseen sends people astray.
REVIEW_DAYS = {"contact": 90, "other": 180}
DUE_DAYS = 14
WITHHOLD_DAYS = 90


class Record(BaseModel):
    """Common to all: no unknown keys, no changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Id


class Source(BaseModel):
    """Who says so, and where a reader can read it; the title as it was then."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: PerLocale
    issuer: PerLocale
    url: Url | None = None
    issued: date | None = None
    document: str | None = None


class Sourced(Record):
    """A record with its evidence: when and how somebody looked at the source."""

    source: Source
    passage: str | None = None
    checked: Annotated[date, Field(lt=date(2100, 1, 1))]  # else a review could lie past all dates
    how: Literal["called", "official page", "copy", "repost"] | None = None
    review_by: date
    evidence: Literal["seen", "knowledge"]
    publish: Literal["ok", "caveat"]
    note: str | None = None

    @model_validator(mode="after")
    def evidence_is_complete(self) -> Self:
        """``seen`` says how and where; a review comes after the check and not past the limit."""
        if self.evidence == "seen" and self.how is None:
            words = "called, official page, copy or repost"
            raise ValueError(f"evidence 'seen' needs 'how'; add how: {words}")
        if self.how in ("copy", "official page") and self.source.url is None:
            what = f"'how: {self.how}' needs the address of what was read"
            raise ValueError(f"{what}; add url: with the official address under source:")
        limit = REVIEW_DAYS["contact" if isinstance(self, Contact) else "other"]
        last = self.checked + timedelta(days=limit)
        if not self.checked < self.review_by <= last:
            what = f"'review_by' must lie 1 to {limit} days after 'checked'"
            raise ValueError(f"{what}; write a day until {last}")
        return self

    def age(self, today: date) -> Age:
        """How far the review has slipped: due 14 days before, unconfirmed after, then withheld.

        An emergency number is never withheld: to hide 110 could cost more than an old check.
        """
        if today > self.review_by + timedelta(days=WITHHOLD_DAYS) and not self.is_emergency:
            return "withheld"
        if today > self.review_by:
            return "unconfirmed"
        return "due" if today >= self.review_by - timedelta(days=DUE_DAYS) else "fresh"

    @property
    def is_emergency(self) -> bool:
        """Whether lives may hang on it."""
        return isinstance(self, Contact) and self.group == "emergency"


class Contact(Sourced):
    """Somebody to call, or a site to open.

    Links show the number, which stands nowhere else; ``text`` lists other words for them, such as
    those of the site.

    ``languages`` is what was found out about the languages of a line; left out, nothing was.
    ``incoming`` is a number that only texts or calls: nobody needs to dial it.
    """

    group: Literal["emergency", "money", "lender", "regulator", "help", "report", "carrier"]
    name: PerLocale
    number: Dial | None = None
    site: Url | None = None
    text: Texts = Field(default_factory=dict)
    when: PerLocale
    cannot: PerLocale
    languages: PerLocale | None = None
    incoming: bool = False

    @model_validator(mode="after")
    def can_be_reached(self) -> Self:
        """A contact without number and site is none."""
        if not (self.number or self.site):
            raise ValueError("a contact needs 'number' or 'site'")
        if not (self.number or self.text):
            raise ValueError("a contact without 'number' needs 'text', the words of its links")
        return self


class Law(Sourced):
    """A law or rule, and the gist of the articles we cite."""

    title: PerLocale
    full_title: str | None = None
    issuer: PerLocale
    effective: date
    binding: Binding
    articles: dict[Article, PerLocale] = Field(default_factory=dict)


class Claim(Sourced):
    """A figure, right or deadline, as one sentence per edition.

    ``days`` is a deadline that readers count for themselves, for the deadline helper. That claim,
    ``text`` and ``days`` say the same figures is seen to by the checks.
    """

    claim: PerLocale
    text: Texts | None = None
    binding: Binding | None = None
    days: Annotated[int, Field(ge=1, le=366)] | None = None


class Term(Record):
    """A word that a reader may not know."""

    text: Texts
    meaning: PerLocale
    source: Source | None = None


class Sign(Record):
    """A warning sign that a message may bear: phrases that give it away, and why it matters.

    ``genuine`` texts may do it too. ``fact`` is the claim that the reason rests on. ``phrases`` are
    by the language of the message; ``guidance.signs`` tells how they are written.
    """

    name: PerLocale
    why: PerLocale
    limit: PerLocale | None = None
    genuine: bool = False
    fact: Id | None = None
    phrases: dict[Locale, Annotated[list[Phrase], Field(min_length=1)]]
    gap: dict[Locale, Annotated[int, Field(ge=0, le=LONGEST_GAP)]] = Field(default_factory=dict)
    matches: Annotated[list[Words], Field(min_length=1)]
    misses: Annotated[list[Words], Field(min_length=1)]

    @model_validator(mode="after")
    def can_be_found(self) -> Self:
        """A sign without phrases would never be found."""
        if not self.phrases:
            raise ValueError("'phrases' is empty, so that no message would bear this sign")
        return self

    def gap_in(self, locale: str) -> int:
        """How many letters may lie between two steps of a phrase."""
        return self.gap.get(locale, gap("sign", locale))


#: What somebody might dial or open: three digits in a row, or an address.
DIALLED = re.compile(r"\d(?:[\s-]?\d){2}|@|://|www\.|\.(?:com|cn|net|org)\b", re.I)
CORRECTIONS = "corrections.yml"
HOSTS = "hosts.yml"
WORDS = "words.yml"
#: Another record, cited in a record's own words as pages do.
CITED = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<scheme>[a-z]+):(?P<id>[^()\s]*)\)")
NUMBER = re.compile(r"[+\d-]*")
HAN_FIGURES = [f"{language_file(x)['number']}+" for x in languages() if writing(x).han]
FIGURE = re.compile("|".join([r"\d+", *HAN_FIGURES]))


def _digit(sign: str) -> str:
    """The digit that a sign of any script stands for, or what it is without its looks."""
    value = unicodedata.numeric(sign, None)
    return str(int(value or 0)) if value in range(10) else unicodedata.normalize("NFKC", sign)


class Correction(BaseModel):
    """What this guide got wrong, and when that was put right, for those who read the old page."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    date: date
    fact: Cited | None = None
    what: PerLocale

    @model_validator(mode="after")
    def no_number_is_repeated(self) -> Self:
        """A wrong number must not stand on a page again, not even as a wrong one."""
        if any(DIALLED.search("".join(map(_digit, words))) for words in self.what.values()):
            raise ValueError("'what' holds a number or an address: its record shows the right one")
        return self


class Host(BaseModel):
    """A host that records may lead to: whom it belongs to, and the day somebody looked.

    ``http`` where it answers at http:// alone.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    host: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
    owner: PerLocale
    checked: date
    http: bool = False


class Known(BaseModel):
    """Words that no dictionary has, or no Chinese sentence, and why the guide writes them.

    In every edition, or in those that ``editions`` names. ``explained`` are words that a page
    explains where it uses them first.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    why: Words
    words: Annotated[list[Words], Field(min_length=1)]
    editions: Annotated[list[str] | None, Field(min_length=1)] = None
    explained: bool = False


#: Files of the registry that hold no records to cite, and what they list.
LISTS: dict[str, type[BaseModel]] = {CORRECTIONS: Correction, HOSTS: Host, WORDS: Known}


@dataclass(frozen=True)
class Citation:
    """A contact that a record's own words name, ``[12378](contact:nfra)``, as it is written."""

    at: Position
    words: str
    scheme: str
    id: str


Fact = Contact | Law | Claim | Term | Sign
KINDS: dict[str, tuple[str, type[Record]]] = {
    "contact": ("contacts.yml", Contact),
    "law": ("laws.yml", Law),
    "fact": ("claims.yml", Claim),
    "term": ("terms.yml", Term),
    "sign": ("warning-signs.yml", Sign),
}


@dataclass(frozen=True)
class Registry:
    """All records by kind and id, and the place in the YAML file where each begins.

    Their words are as readers see them: the numbers of the contacts that they cite are filled in.
    ``written`` are the records that cite any, without these numbers.
    """

    contacts: Mapping[str, Contact] = field(default_factory=dict)
    laws: Mapping[str, Law] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    signs: Mapping[str, Sign] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    hosts: Mapping[str, Host] = field(default_factory=dict)
    words: tuple[Known, ...] = ()
    citations: tuple[Citation, ...] = ()
    written: Mapping[tuple[str, str], Fact] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Position] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    def of(self, scheme: str) -> Mapping[str, Fact]:
        """Records of a kind: ``contact``, ``law``, ``fact``, ``term`` or ``sign``."""
        kinds: dict[str, Mapping[str, Fact]] = {
            "contact": self.contacts,
            "law": self.laws,
            "fact": self.claims,
            "term": self.terms,
            "sign": self.signs,
        }
        return kinds[scheme]

    def records(self) -> Iterator[tuple[str, Fact]]:
        """Every record with its kind."""
        for scheme in KINDS:
            for record in self.of(scheme).values():
                yield scheme, record

    def around(self, at: Position) -> tuple[str, str] | None:
        """Kind and id of the record that holds a line of its file."""
        above = [(place, key) for key, place in self.places.items() if place.path == at.path]
        return max((one for one in above if one[0] <= at), default=(at, None))[1]

    def own(self, scheme: str, identifier: str) -> Fact | None:
        """What a record itself says: it stays the same when a record that it cites changes."""
        return self.written.get((scheme, identifier)) or self.of(scheme).get(identifier)

    def get(self, scheme: str, key: str) -> Fact | None:
        """The record that ``scheme:key`` cites, an article's law included; None if unknown."""
        identifier, _, article = key.partition("#")
        record = self.of(scheme).get(identifier)
        if article and not (isinstance(record, Law) and article in record.articles):
            return None
        return record


def source_of(record: Fact) -> Source | None:
    """Who vouches for a record; a sign rests on the fact that it names."""
    return record.source if isinstance(record, Sourced | Term) else None


def addresses(record: Fact) -> list[str]:
    """Where a record leads outside the guide: a contact's own site, then the page of its source."""
    source = source_of(record)
    own = record.site if isinstance(record, Contact) else None
    return list(dict.fromkeys(url for url in (own, source and source.url) if url))


def accepted_texts(record: Fact, locale: str, article: str = "") -> list[str]:
    """The link texts that state this record truly in an edition; empty when any phrase may.

    For a law the article's number is the text, in the edition's way of writing it.
    """
    if isinstance(record, Law):
        if article:
            return article_texts(article, locale)
        return []
    if isinstance(record, Sign) or (isinstance(record, Claim) and record.text is None):
        return []
    number = [record.number] if isinstance(record, Contact) and record.number else []
    return list(dict.fromkeys([*number, *(record.text or {}).get(locale, [])]))


def shown(words: str, record: Fact | None) -> str:
    """What a reader sees of a link: the record's number or figure, whatever figure it holds."""
    if isinstance(record, Contact) and record.number and NUMBER.fullmatch(words):
        return record.number
    if isinstance(record, Claim) and record.text:
        texts = [text for texts in record.text.values() for text in texts]
        return words if words in texts else in_place_of(words, texts) or words
    return words


def in_place_of(words: str, texts: Sequence[str]) -> str:
    """The one text that differs from some words in nothing but its figures; else nothing."""
    alike = [text for text in texts if _blanked(text) == _blanked(words)]
    return alike[0] if len(alike) == 1 else ""


def _blanked(words: str) -> str:
    return FIGURE.sub(lambda found: "0" if found[0].isdecimal() else "\0", words)


def filled_in(words: str, contacts: Mapping[str, Contact]) -> str:
    """Words without their links, the numbers of the contacts that they cite in their place."""
    return CITED.sub(
        lambda link: (
            shown(link["words"], contacts[link["id"]]) if link["id"] in contacts else link[0]
        ),
        words,
    )


def han_number(number: int, known: Writing) -> str:
    """A whole number from 1 to 9999 as a Chinese law writes it: 1032 is 一千零三十二."""
    words = ""
    zero = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            zero = bool(words)
            continue
        words += known.digits[0] * zero + known.digits[digit] + ("", *known.tens)[power]
        zero = False
    return words[1:] if 10 <= number < 20 else words


def article_texts(article: str, locale: str) -> list[str]:
    """How an edition may write an article: ``253-1`` is 第二百五十三条之一 and Article 253-1."""
    known = writing(locale)
    base, _, insertion = article.partition("-")
    if known.digits:
        base, insertion = (han_number(int(one), known) if one else "" for one in (base, insertion))
    tail = known.insertion if insertion else ""
    return [
        one.replace("{number}", base) + tail.replace("{number}", insertion)
        for one in known.articles
    ]
