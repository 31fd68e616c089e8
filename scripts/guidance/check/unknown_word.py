import re
from collections.abc import Iterable

from guidance.check import Fault, Faults, rule
from guidance.check._causes import line_thing
from guidance.check._linters import misspellings
from guidance.check._plain import plain
from guidance.check._read import Read, read
from guidance.check._records import lines_of_facts
from guidance.check._source import nearest, shown
from guidance.check._spelling import spelt
from guidance.han import COMMA, HAN, SQUARE, STOP, both, wide
from guidance.han import LETTERS as HAN_LETTERS
from guidance.language import languages
from guidance.model import Site, once
from guidance.registry import WORDS

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


@rule("unknown-word", stage="word", by_page=True)
def check(site: Site) -> Faults:
    """A word or an address that this guide does not know: a slip, or somebody's name.

    Bad:  加微信 jianmianzhuli   Ask debthelper.   you recieve   zhaiwu(dot)com   www.example.com
    Good: 加微信的不要加。   you receive   [法院网站](contact:court)

    English is spelt as the dictionary has it; docs/_facts/words.yml lists the names and words that
    it has not, and the few Latin words of Chinese sentences. Whoever needs another one asks a
    maintainer. A name or an account that nobody knows could be a swindler's.
    """
    for slip in misspellings(site):
        if slip.failure:
            what = f"typos could not run: {slip.failure}"
            mend = "run make check, which brings typos, and look at [tool.typos] here"
            yield Fault(slip.at, what, mend)
    right = _right(site)
    for one in read(site):
        taken: list[tuple[int, int]] = []
        for found in addresses_in(one.words):
            taken.append(found.span())
            if not (_is_host(site, one, found) or found[0] in listed(site)[one.locale]):
                what = f"the address {shown(found[0])} belongs to nobody we know"
                yield _fault(
                    one, found, what, "leave it out, or link a record of docs/_facts/contacts.yml"
                )
        known = right[one.locale, _has_dictionary(one)]
        for found in WORD.finditer(one.words) if plain(one.locale).latin_words else ():
            if _is_in(known, found[0]):
                continue
            is_told = any(start <= found.start() < end for start, end in taken)
            if not (is_told or _is_spoken(found[0], one.words)):
                what = f"{found[0]!r} is not a word this guide knows"
                yield _fault(one, found, what, _cure(site, found[0], one.locale))


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


def _cure(site: Site, word: str, locale: str) -> str:
    slip = next((one for one in misspellings(site) if one.word == word and one.better), None)
    like = nearest(word, listed(site)[locale], "correct it or leave it out", likeness=0.8)
    do = f"write {slip.better[0]!r}" if slip else like
    return f"{do}, or ask a maintainer to add it to {_place(site, locale)}"


def _place(site: Site, locale: str) -> str:
    """Where the everyday words of an edition stand: the last of its groups."""
    path = f"{site.docs_dir}/_facts/{WORDS}"
    groups = [one.why for one in site.registry.words if locale in (one.editions or ())]
    lines = dict(lines_of_facts(site)).get(path, [])
    begins = [n for n, line in enumerate(lines, 1) if groups and line.endswith(groups[-1])]
    return f"{path}, line {begins[-1]}" if begins else path


def _fault(one: Read, found: re.Match[str], message: str, mend: str) -> Fault:
    at = one.at(found.start())
    if one.kind == "bubble":
        mend = f"{mend}; in an example message write …"
    return Fault(at, message, mend, breaks=(line_thing(at),), needs=(line_thing(at), LIST))
