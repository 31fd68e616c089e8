import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from guidance.check import Fault, Faults, rule
from guidance.check._causes import line_thing
from guidance.check._plain import any_of
from guidance.check._read import read
from guidance.check._source import shown
from guidance.check._spelling import spelt
from guidance.han import HAN
from guidance.language import language_file, languages, writing
from guidance.model import Position, Site, once
from guidance.registry import KINDS, WORDS, Contact, Law, Term, source_of
from guidance.signs import simple
from guidance.strings import words_of

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


@rule("unknown-name", stage="meaning", by_page=True)
def check(site: Site) -> Faults:
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
    if parts := [_bare(part) for part in CAPITAL.findall(name)]:
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
    return tuple(found), {_bare(part) for name in found for part in CAPITAL.findall(name)}


def _bare(word: str) -> str:
    return word.removesuffix("’s").rstrip("’")


@once
def _page_titles(site: Site) -> set[Position]:
    """Where the words of links within the guide begin."""
    links = (link for page in site.pages for link in page.links if not link.is_fact)
    return {Position(link.at.path, link.at.line, link.at.column + 1) for link in links}
