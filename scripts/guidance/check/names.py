"""Words, names and addresses that the guide does not know."""

import re
from collections.abc import Iterable
from functools import cache

from pydantic import BaseModel, ConfigDict

from guidance.check import Fault, Faults, rule
from guidance.check._causes import line_thing
from guidance.check._plain import any_of, plain
from guidance.check._read import Read, read
from guidance.check._source import nearest, shown
from guidance.check._spelling import spelt
from guidance.han import COMMA, HAN, SQUARE, STOP, both, wide
from guidance.han import LETTERS as HAN_LETTERS
from guidance.language import language_file, languages, writing
from guidance.model import Position, Site, once
from guidance.registry import KINDS, WORDS, Contact, Law, Term, source_of
from guidance.signs import simple
from guidance.strings import words_of

LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
WORD = re.compile(rf"[0-9_{LETTER}]+(?:['’][{LETTER}]+)*")
LETTERS = re.compile(f"[{LETTER}]")
OUTSIDE = rf"\s“”{both('()')}{wide(',;')}{STOP}{COMMA}"
ADDRESSES = [one["addresses"] for one in languages().values() if "addresses" in one]
#: A dot and what stands for one within brackets; the ends of addresses in other letters.
DOT, ENDS = both("."), "|".join(end for one in ADDRESSES for end in one["ends"]) or "(?!)"
BRACKETED = (
    rf"[\[{both('(')}{SQUARE[0]}][{DOT}{STOP}{''.join(one['dot'] for one in ADDRESSES)}]",
    rf"[\]{both(')')}{SQUARE[1]}]",
)
#: What leads out of the guide: signs and words that no sentence joins without a space.
ADDRESS = re.compile(
    rf"[^{OUTSIDE}]*(?:://|@)[^{OUTSIDE}]*"
    rf"|(?:[A-Za-z0-9-]+|[{HAN_LETTERS}]{{2,8}})(?:[{DOT}][A-Za-z0-9-]+)*"
    rf"[{DOT}](?:[A-Za-z]{{2,}}(?:/[^{OUTSIDE}]*)?|{ENDS})"
    rf"|[A-Za-z0-9-]*{''.join(BRACKETED)}[A-Za-z0-9-]*"
    r"|(?<![A-Za-z])(?:[A-Za-z][-._ ]){3,}[A-Za-z](?![A-Za-z])"  # a word, letter by letter
    r"|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"
)
#: One of these stands in every address, and in few sentences.
HINT = re.compile(
    rf"@|://|{BRACKETED[0]}|[{DOT}](?:[A-Za-z]{{2}}|{ENDS})|\d\.\d+\.\d"
    r"|\b[A-Za-z](?:[-._ ][A-Za-z]\b){3}",
    re.A,
)
TONE = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", re.I)
#: What is known cannot be told while the list is unreadable.
LIST = ("fact", WORDS)


@rule("unknown-word", stage="word", by_page=True, exceptions=False)
def unknown_word(site: Site) -> Faults:
    """A word or an address that this guide does not know: a slip, or somebody's name.

    Bad:  加微信 jianmianzhuli   Ask debthelper.   you recieve   zhaiwu(dot)com   www.example.com
    Good: 加微信的不要加。   you receive   [法院网站](contact:court)

    English is spelt as the dictionary has it; docs/_facts/words.yml lists the names and words that
    it has not, and the few Latin words of Chinese sentences. Whoever needs another one asks a
    maintainer. A name or an account that nobody knows could be a swindler's.
    """
    right = _right(site)
    for one in read(site):
        taken: list[tuple[int, int]] = []
        for found in addresses_in(one.words):
            taken.append(found.span())
            if not (_is_host(site, one, found) or found[0] in listed(site)[one.locale]):
                what = f"the address {shown(found[0])} belongs to nobody we know"
                mend = "leave it out, or link a record of docs/_facts/contacts.yml"
                yield _unknown(one, found, what, mend)
        known = right[one.locale, _has_dictionary(one)]
        for found in WORD.finditer(one.words) if plain(one.locale).latin_words else ():
            if _is_in(known, found[0]):
                continue
            is_told = any(start <= found.start() < end for start, end in taken)
            if not (is_told or _is_spoken(found[0], one.words)):
                what = f"{found[0]!r} is not a word this guide knows"
                yield _unknown(one, found, what, _better(site, found[0], one.locale))


def addresses_in(text: str) -> Iterable[re.Match[str]]:
    """Addresses in plain words."""
    return ADDRESS.finditer(text) if HINT.search(text) else ()


def _has_dictionary(one: Read) -> bool:
    return plain(one.locale).has_dictionary or one.kind == "code"


def _right(site: Site) -> dict[tuple[str, bool], set[str]]:
    """Words that may stand: of each edition those listed, and with them those of a dictionary."""
    texts = (one.words for one in read(site) if _has_dictionary(one))
    spelling = spelt(bare(word) for text in texts for word in WORD.findall(text))
    found = {(locale, False): words for locale, words in listed(site).items()}
    return found | {(locale, True): words | spelling for (locale, _), words in found.items()}


def _is_in(known: set[str], word: str) -> bool:
    own = bare(word)
    return not (LETTERS.search(word) and known.isdisjoint({word, own, own.lower()}))


@once
def listed(site: Site) -> dict[str, set[str]]:
    """The words of an edition that no dictionary has."""
    found = {locale: set(plain(locale).names) for locale in site.locales}
    for one in site.registry.words:
        for locale in one.editions or site.locales:
            found.setdefault(locale, set()).update(one.words)
    return found


def bare(word: str) -> str:
    """A word without the ending that makes it somebody's."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _is_spoken(word: str, text: str) -> bool:
    """Whether a word tells how Han of the same text sound."""
    return bool(TONE.search(word)) and len(TONE.findall(text)) <= len(HAN.findall(text))


def _is_host(site: Site, one: Read, found: re.Match[str]) -> bool:
    """Whether the words of a link, of a fact or of a search are a host that the registry lists."""
    may = one.kind in ("fact", "name", "search word") or one.link_at(found.start())
    return bool(may and {found[0], f"www.{found[0]}"} & site.registry.hosts.keys())


def _better(site: Site, word: str, locale: str) -> str:
    do = nearest(word, listed(site)[locale], "correct it or leave it out", likeness=0.8)
    return f"{do}, or ask a maintainer to add it to {site.docs_dir}/_facts/{WORDS}"


def _unknown(one: Read, found: re.Match[str], message: str, mend: str) -> Fault:
    at = one.at(found.start())
    if one.kind == "bubble":
        mend = f"{mend}; in an example message write …"
    return Fault(at, message, mend, breaks=(line_thing(at),), needs=(line_thing(at), LIST))


CAPITAL = re.compile(r"[A-Z][\w’]*")
CLAUSE = 80  # a denial stands no further away


class Sent(BaseModel):
    """How a language sends somebody somewhere; regular expressions.

    ``names`` are found wherever they stand; ``to`` not where ``denied`` ends just before. The group
    ``name`` of a pattern is what must be known; without one nobody is sent there. ``{go}`` stands
    for the verbs, ``{name}`` for such a group. ``generic`` ends a name that is nobody's,
    ``quoted`` is one in “…”.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    go: str = "(?!)"
    name: str = "(?!)"
    names: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    denied: str = "(?!)"
    generic: str = "(?!)"
    quoted: str = "(?!)"
    clause: str = "[.;]"

    def filled(self, patterns: tuple[str, ...]) -> re.Pattern[str]:
        """Any of the patterns; their groups are told apart by a number."""
        filled = [
            one.replace("{go}", self.go).replace("{name}", f"(?P<name{number}>{self.name})")
            for number, one in enumerate(patterns)
        ]
        return any_of(tuple(filled), re.RegexFlag(0))


@cache
def _language(locale: str) -> tuple[Sent, re.Pattern[str], re.Pattern[str]]:
    sent = Sent.model_validate(language_file(locale).get("sent", {}))
    return sent, sent.filled(sent.names), sent.filled(sent.to)


@rule("unknown-name", stage="meaning", by_page=True, exceptions=False)
def unknown_name(site: Site) -> Faults:
    """A sentence sends somebody to an app, an account, a group or a person that nobody knows.

    Bad:  关注公众号“上岸助手”   下载“债务管家”App   收款人 李某某   Follow Debt Helper.
    Good: 打开“人民法院在线服务”   加微信的不要加   Open the bank’s app.

    Where a reader is sent is in the register: the names of contacts, laws and terms, and those in
    docs/_facts/words.yml. A maintainer adds another one after a look at what it is.
    """
    # Which names are known cannot be told while a file of the register is unreadable.
    files = [("fact", scheme) for scheme in (*KINDS, WORDS)]
    for one in read(site):
        text = simple(one.words)
        has_han = not text.isascii() and HAN.search(text) is not None
        for sent, pattern, may_be_denied in _patterns(one.locale, has_han):
            for found in pattern.finditer(text):
                name = next((group for group in found.groups() if group), "")
                if name and _is_known(site, name, sent, is_quoted=f"“{name}”" in found[0]):
                    continue
                if may_be_denied and _is_denied(
                    text[max(found.start() - CLAUSE, 0) : found.start()], sent
                ):
                    continue
                at = one.at(found.start() + (found[0].rindex(name) if name else 0))
                if at in _page_titles(site):
                    continue
                yield Fault(
                    at,
                    f"{shown(name or found[0])} is not in the register, so nobody is sent there",
                    "leave it out, or link a record of docs/_facts/contacts.yml; a maintainer adds "
                    f"other names to docs/_facts/{WORDS}",
                    needs=(line_thing(at), *files),
                )


@cache
def _patterns(locale: str, has_han: bool) -> tuple[tuple[Sent, re.Pattern[str], bool], ...]:
    """What is looked for in a text of any edition that has Han, and whether it may be denied."""
    written = [one for one in languages() if has_han and writing(one).han and one != locale]
    found = [_language(one) for one in (locale, *written)]
    return tuple((sent, one, one is to) for sent, names, to in found for one in (names, to))


def _is_denied(before: str, sent: Sent) -> bool:
    *_, clause = re.split(sent.clause, before)
    return re.search(sent.denied, clause, re.I) is not None


def _is_known(site: Site, name: str, sent: Sent, *, is_quoted: bool) -> bool:
    whole, capitals = _names(site)
    if parts := [_root(part) for part in CAPITAL.findall(name)]:
        return all(part in capitals or part.lower() in whole or _is_place(part) for part in parts)
    if is_quoted:
        return name in whole or re.fullmatch(sent.quoted, name) is not None
    return name.endswith(whole) or re.search(sent.generic, name) is not None


def _is_place(word: str) -> bool:
    """Whether the dictionary has a word as a name alone: Monday, London, Christmas."""
    return spelt([word, word.lower()]) == {word}


@once
def _names(site: Site) -> tuple[tuple[str, ...], set[str]]:
    """The names of the register and of our own buttons, and each word of them with a capital."""
    found = [word for one in site.registry.words for word in one.words]
    found += [words for locale in site.locales for words in words_of(site, locale).values()]
    for _, record in site.registry.records():
        if isinstance(record, Contact):
            found += [*record.name.values(), *(t for texts in record.text.values() for t in texts)]
        if isinstance(record, Term):
            found += [text for texts in record.text.values() for text in texts]
        if isinstance(record, Law):
            found += [*record.title.values(), *record.issuer.values()]
        if source := source_of(record):
            found += [*source.title.values(), *source.issuer.values()]
    return tuple(found), {_root(part) for name in found for part in CAPITAL.findall(name)}


def _root(word: str) -> str:
    return word.removesuffix("’s").rstrip("’")


@once
def _page_titles(site: Site) -> set[Position]:
    """Where the words of links within the guide begin."""
    links = (link for page in site.pages for link in page.links if not link.is_fact)
    return {Position(link.at.path, link.at.line, link.at.column + 1) for link in links}


@rule("look-alike", stage="syntax", by_page=True, exceptions=False)
def look_alike(site: Site) -> Faults:
    """A word only looks like a name we trust.

    Bad:  徽信   抖喑
    Good: 微信   抖音

    A reader cannot tell them apart, and a search finds neither. What is written for a name in Han
    stands in docs/_guide/guide.yml (look_like); in Latin letters it is a word that nobody knows.
    """
    for one in read(site):
        for pattern, name in site.subject.look_like.items():
            for found in re.finditer(pattern, one.text):
                at = one.at(found.start())
                yield Fault(
                    at,
                    f"{found[0]!r} looks like {name!r} and is not",
                    f"write {name!r}, or leave it out",
                    breaks=(line_thing(at),),
                )
