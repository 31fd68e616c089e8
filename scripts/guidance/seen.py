"""The built site, read once as a reader sees it: templates, interface words and sheets as well.

Rules judge the words of pages and of the registry, where they are written. Whatever else puts words
in front of a reader is found here: a number, an address or a word that no page, no record and no
list has, which could be an account; a link that leads to nobody's address.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import tinycss2

from guidance.check._digits import numbers
from guidance.check._plain import plain
from guidance.check._spelling import spelt
from guidance.check.names import WORD, addresses_in, bare, listed
from guidance.han import LETTERS
from guidance.model import Site
from guidance.pack.codes import codes
from guidance.registry import addresses
from guidance.render.markup import elements
from guidance.signs import look_alikes
from guidance.strings import words_of

WHERE = (
    "which stands on no page and in no record: look for it in overrides/ and in the interface "
    "words; what is a word of the guide belongs in docs/_facts/words.yml"
)
#: Words of ours that no dictionary has: of the interface, of styles, and for programs.
OURS = frozenset(
    "app bahnschrift cjk cn cny epub harmonyos ics kb mb noindex noto offline pdf pingfang rmb"
    " screenshot segoe ui utf viewport yahei yuan".split()
)
#: No text. Our sheets are still in files of their own; csp.py lets no other stand in a page.
UNREAD = re.compile(r"<!--.*?-->|<!.*?>|<(script|style)\b.*?</\1>", re.I)
TAG = re.compile(r"""</?([a-z][^\s/>]*)[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""", re.I)
#: Elements within a line: what they hold belongs to the words around it. The sign of a note does
#: not, nor what is said of a fact's age.
INLINE = set("a b bdi code em i mark s small span strong sub wbr".split())
APART = re.compile("doc-noteref|fact-unconfirmed")
#: Attributes that lead somewhere, and those that are shown, read out or said by a script.
LEADS = set("href src action formaction poster".split())
READ_OUT = set("content alt title placeholder value".split())
#: No words, though they hold digits: a colour, a script or an index of the site with its digest.
UNSAID = re.compile(r"#[0-9a-f]{6}|[\w./-]+\.js(?:on)?")
DRAWING = "data:image/svg+xml,"
READ = (".html", ".css", ".svg")
#: Between words, or in place of some: a script puts a value there.
BETWEEN = re.compile(r"_|\{[a-z_]+\}")
#: Fewer words of a dictionary among Han could be a name.
AMONG_HAN, FEW = re.compile(f"[{LETTERS}]+"), 2
LEADS_OUT = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|(?:tel|sms|mailto|javascript|data):(?!,$)", re.I)


def strangers(folder: Path, site: Site, ours: Iterable[str], names: str = "") -> Iterator[str]:
    """A sentence for each thing in a built site that nobody has judged.

    ``ours`` are addresses that the settings name, and ``names`` what they call the guide's parts.
    """
    lines: dict[str, str] = {}
    for name, said in _said(folder, site):
        drawn = _lines(unquote(said[len(DRAWING) :])) if said.startswith(DRAWING) else [said]
        for line in drawn:
            lines.setdefault(line, name)
    known = _Known(site, ours, names, lines)
    for line, name in lines.items():
        yield from (f"{name} shows {what!r}, {WHERE}" for what in known.without(line))


def _said(folder: Path, site: Site) -> Iterator[tuple[str, str]]:
    """Name and words of all that is published, the frame of the print pack included."""
    for locale in site.locales:
        yield from ((f"the frame ({locale})", words) for words in words_of(site, locale).values())
    for path in sorted(path for path in folder.rglob("*") if path.suffix in READ):
        text, name = path.read_text("utf-8"), path.relative_to(folder).as_posix()
        for said in _generated(text) if path.suffix == ".css" else _lines(text):
            yield name, said


class _Known:
    """What pages and records say, and where they lead."""

    def __init__(self, site: Site, ours: Iterable[str], names: str, shown: Iterable[str]) -> None:
        records = [record for _, record in site.registry.records()]
        said = [one for record in records for one in _strings(record.model_dump(mode="json"))]
        said += [line for page in site.pages for line in (*page.lines, page.description)]
        self.text = "\n".join(map(_plain, said)).lower()
        self.ours = tuple(one for one in ours if one)
        given = f"{self.text}\n{names}\n{self.ours}\n{look_alikes()}"
        self.words = {*OURS, *_words(given.lower())}
        self.words |= {one.lower() for words in listed(site).values() for one in words}
        self.words |= {code.lower() for code in codes(site, site.today).values()}
        self.words |= {one for one in _words(_unjudged(site).lower()) if one.isalpha()}
        self.spelt = spelt(one for line in shown for one in self._unlisted(_plain(line)))
        self.links = {f"tel:{c.number}" for c in site.registry.contacts.values() if c.number}
        self.links |= {url for record in records for url in addresses(record)}

    def without(self, said: str) -> Iterator[str]:
        """What of some words is not known."""
        if LEADS_OUT.match(said):
            if said not in self.links and not said.startswith(self.ours):
                yield said
            return
        words = _plain(said)
        found = {one.written for one in numbers(words) if one.is_to_call}
        for number in sorted(found):
            # A card shows a number twice: as a link and on paper.
            if not (self._is_written(number) or all(map(self._is_written, number.split()))):
                yield number
        for address in addresses_in(words):
            words = words.replace(address[0], " ")
            if address[0].strip(" .").lower() not in self.text:
                yield address[0]
        *others, last = AMONG_HAN.split(words)
        for part in (*others, last):
            is_prose = not others or len(_words(part)) > FEW
            yield from (x for x in self._unlisted(part) if not (is_prose and x in self.spelt))

    def _unlisted(self, words: str) -> list[str]:
        """The words that stand nowhere and on no list."""
        return [one for one in dict.fromkeys(_words(words)) if one.lower() not in self.words]

    def _is_written(self, number: str) -> bool:
        """Whether a number stands somewhere just so."""
        wanted, at = number.lower(), -1
        while (at := self.text.find(wanted, at + 1)) >= 0:
            end = at + len(wanted)
            around = self.text[max(at - 1, 0) : at] + self.text[end : end + 1]
            if not any(map(str.isdigit, around)):
                return True
        return False


def _unjudged(site: Site) -> str:
    """The interface in languages of which no dictionary is known."""
    locales = [locale for locale in site.locales if not plain(locale).latin_words]
    return "\n".join(words for one in locales for words in words_of(site, one).values())


def _plain(said: str) -> str:
    """Words in plain signs, without those that nobody sees: templates may hold any character."""
    if said.isascii():
        return said
    found = unicodedata.normalize("NFKC", said)
    return "".join(char for char in found if unicodedata.category(char)[0] not in "CM")


def _words(text: str) -> list[str]:
    return [bare(one) for one in WORD.findall(BETWEEN.sub(" ", text)) if not one.isdecimal()]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
        yield from value if isinstance(value, dict) else ()
    elif isinstance(value, str):
        yield value


def _lines(html: str) -> Iterator[str]:
    """What a page says, a block a line, and what its attributes say."""
    html = UNREAD.sub("\n", html.replace("\n", " "))
    for element in elements(html):
        for name, value in element.attributes.items():
            is_read = name in READ_OUT or name.startswith(("data-", "aria-"))
            is_out = name in LEADS and LEADS_OUT.match(value)
            if is_out or (is_read and not UNSAID.fullmatch(value)):
                yield value
    for line in TAG.sub(_broken, html).split("\n"):
        yield " ".join(unescape(line).split())


def _broken(tag: re.Match[str]) -> str:
    return "" if tag[1].lower() in INLINE and not APART.search(tag[0]) else "\n"


def _generated(css: str) -> Iterator[str]:
    """What a sheet makes visible: its strings, as a browser reads them, and its addresses."""
    waiting: list[Any] = tinycss2.parse_component_value_list(css)
    while waiting:
        token = waiting.pop()
        if token.type in ("string", "url"):
            yield token.value
        if token.type == "[] block":
            continue  # what a selector asks for
        waiting += getattr(token, "content", None) or getattr(token, "arguments", None) or []
