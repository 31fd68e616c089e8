"""Files and hidden characters."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from guidance.check import Fault, Faults, parser_faults, rule
from guidance.check._causes import line_thing, page_thing
from guidance.check._characters import characters
from guidance.check._records import key_places, lines_of_facts
from guidance.check._source import first_place, nearest, shown
from guidance.language import languages
from guidance.model import Position, Site
from guidance.overrides import FOLDER as OVERRIDES
from guidance.overrides import PICTURES, declared, pictures
from guidance.parse.links import named_place
from guidance.parse.output import REFERENCE
from guidance.parse.site import PAGE, files_below
from guidance.parse.subject import CLAIMS, FILE, FOLDER
from guidance.parse.yaml_places import nearest_place
from guidance.registry import KINDS, LISTS
from guidance.strings import load


@rule("unreadable-file", stage="file")
def unreadable_file(site: Site) -> Faults:
    """A file is no text of ours: not UTF-8, a symbolic link, a folder, a flood of words.

    Bad:  a page saved by an old editor as UTF-16 or GBK; docs/zh/privacy.md as a symbolic link
    Good: the file itself, saved as UTF-8; a page has at most 100 kilobytes, and lines of at most
          2,000 characters

    MkDocs would follow the link and publish what it finds there, such as /etc/passwd.
    """
    return parser_faults(site, "unreadable-file")


#: Folders that the build leaves out (exclude_docs in mkdocs.yml).
FACTS = "_facts"
UNPUBLISHED = (FACTS, "_checked", "_search", "_guide")


@rule("foreign-file", stage="structure")
def foreign_file(site: Site) -> Faults:
    """A file is none of the guide's: in docs/ no page, in overrides/ nothing that a page asks for.

    Bad:  docs/zh/pay.png   docs/about.md   docs/_facts/contact.yml   overrides/CNAME
    Good: words in docs/zh/….md and docs/en/….md; drawings are made by the build

    It is not published either. A picture can carry a code that leads to a swindler, a document
    anything at all, and a CNAME gives the guide's address away.
    """
    docs, overrides = Path(site.root, site.docs_dir), Path(site.root, OVERRIDES)
    files = [*(name for name, _ in KINDS.values()), *LISTS]
    for path in files_below(docs):
        folder, *inside = path.relative_to(docs).parts
        if path.is_symlink():
            continue  # unreadable-file tells it
        if folder == FACTS and inside not in ([name] for name in files):
            cure = f"the registry's files are {', '.join(files)}"
            yield _foreign(path, site, "no check and no page reads this file", cure)
        elif path.suffix != PAGE and folder not in UNPUBLISHED:
            cure = "remove it: say it in words on a page"
            yield _foreign(path, site, "this file is no page", cure)
        elif path.suffix == PAGE and folder not in (*site.locales, *UNPUBLISHED):
            cure = f"move it to docs/{site.source}/ and write it for every edition"
            yield _foreign(path, site, "this page belongs to no edition", cure)
    known, digests = declared(overrides), pictures(overrides)
    for path in files_below(overrides):
        name = path.relative_to(overrides).as_posix()
        if path.is_symlink():
            yield _foreign(path, site, "this is a symbolic link", "put the file itself here")
        elif name not in known:
            cure = "remove it, or let a component declare it"
            yield _foreign(path, site, "nothing of the guide asks for this file", cure)
        elif name in digests and sha256(path.read_bytes()).hexdigest() != digests[name]:
            cure = f"take it back, or put its digest into {OVERRIDES}/{PICTURES}"
            yield _foreign(path, site, "this is another picture than the guide's", cure)


def _foreign(path: Path, site: Site, what: str, cure: str) -> Fault:
    return Fault(Position(path.relative_to(site.root).as_posix()), what, cure)


PLAIN_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@rule("odd-file-name", stage="file")
def odd_file_name(site: Site) -> Faults:
    """A page's file or folder has a name that makes no plain address.

    Bad:  docs/zh/respond/付款.md   docs/en/Paid Already.md   docs/en/paid_.md
    Good: docs/zh/respond/paid.md

    The name is the page's address: people read it aloud, copy it, and judge by it whether to trust
    the site. Some signs in it would even act in the page or in a reviewer's console.
    """
    for page in site.pages:
        *folders, name = PurePosixPath(page.name).parts
        parts = [part for part in folders if not part.endswith(".md")]  # unreadable-file's
        odd = next((part for part in (*parts, name) if not PLAIN_NAME.fullmatch(part)), None)
        if odd:
            yield Fault(
                page.at(),
                f"the name {shown(odd)} makes no plain address",
                "rename it: small letters, digits and single hyphens, the same in every edition",
                breaks=(page_thing(page.name),),
            )


CONFIG = "mkdocs.yml"


@rule("not-in-menu", stage="parity")
def not_in_menu(site: Site) -> Faults:
    """The menu and the pages differ: a page that no menu leads to, or a line of nav without a page.

    Bad:  docs/zh/respond/new.md, which nav in mkdocs.yml does not name
    Good: - respond/new.md below its neighbour there
    """
    pages = {page.name: page for page in reversed(site.pages)}
    for name in sorted(pages.keys() - set(site.menu) - site.not_in_menu if site.menu else ()):
        yield Fault(
            pages[name].at(),
            "the page stands in no menu",
            f"add a line - {name}.md to nav: in {CONFIG}{_below(site, name)}",
        )
    for name in dict.fromkeys(one for one in site.menu if one not in pages):
        yield Fault(
            _line(site, f"{name}.md"),
            f"the menu names {name}.md, and no edition has such a page",
            "correct the line, or take it out",
            needs=(page_thing(name),),
        )


def _below(site: Site, name: str) -> str:
    """Where the line belongs: below the last page of the same folder."""
    folder = PurePosixPath(name).parent
    known = site.edition(site.source)
    beside = [one for one in site.menu if PurePosixPath(one).parent == folder and one in known]
    if not beside:
        return ""
    return f", below - {beside[-1]}.md in line {_line(site, f'{beside[-1]}.md').line}"


def _line(site: Site, entry: str) -> Position:
    """Where an entry stands in the configuration; its beginning when it is written otherwise."""
    try:
        lines = Path(site.root, CONFIG).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    return first_place(CONFIG, lines, entry)


BLANK = re.compile(r"\{\w*\}")
MOST_NAMED = 5


@rule("invalid-guide", stage="file")
def invalid_guide(site: Site) -> Faults:
    """What every page says and leads to in its frame cannot be used as it is written.

    Bad:  docs/_guide/guide.yml with danger: respond/payed
    Good: danger: respond/paid#first-minutes

    The file has the places that header and footer lead to, words in place of the generator's, and
    what a fraudster writes for names.
    """
    yield from parser_faults(site, "invalid-guide")
    wrong = {FILE: [*_frame(site), *_own_words(site)], CLAIMS: [*_sayings(site)]}
    for file, faults in wrong.items():
        path = f"{site.docs_dir}/{FOLDER}/{file}"
        for where, message, mend in faults:
            at = Position(path, *nearest_place(key_places(site, path), where))
            yield Fault(at, message, mend)


def _frame(site: Site) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    every = [page for locale in site.locales for page in site.edition(locale).values()]
    for name, said in site.subject.frame.model_dump().items():
        place = named_place(said)
        there = [page for page in every if page.name == place.page]
        known = {"", *(heading for page in there for heading in page.heading_ids)}
        if said and not (there and place.anchor in known):
            mend = "name a page, and perhaps a heading, as respond/paid#first-minutes"
            yield ("frame", name), f"{name}: there is no place {said!r}", mend


def _own_words(site: Site) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    own = site.subject.words
    every = {key for locale in languages() for key in own.get(locale, {})}
    for locale in own.keys() - set(site.locales):
        mend = f"the editions are {', '.join(site.locales)}"
        yield ("words", locale), f"there is no edition {locale!r}", mend
    for locale in site.locales:
        model = locale if locale in languages() else next(iter(languages()))
        known, words = load(model), own.get(locale, {})
        missing = sorted((every & known.keys() if model == locale else known.keys()) - words.keys())
        if missing and words.keys() <= known.keys():  # else a misspelt one is meant
            message = f"the edition {locale!r} lacks {_some(missing)}"
            mend = "write it in every edition, or in none"
            if model != locale:
                mend = f"the generator has no words of this language: translate those of {model!r}"
            yield ("words", locale), message, mend
        for key, text in words.items():
            if key not in known:
                yield (
                    ("words", locale, key),
                    f"unknown word {key}",
                    nearest(key, known, "remove it"),
                )
            elif (blanks := {*BLANK.findall(known[key])}) != {*BLANK.findall(text)}:
                mend = f"it has {' '.join(sorted(blanks)) or 'none'}"
                yield ("words", locale, key), f"{key} has other blanks than the generator's", mend


def _some(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - MOST_NAMED} more" if len(keys) > MOST_NAMED else ""
    return ", ".join(keys[:MOST_NAMED]) + more


def _sayings(site: Site) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    data = site.false_claims
    for name, claim in data.claims.items():
        for locale, said in (claim.model_extra or {}).items():
            known = data.words.get(locale, {})
            for number, says in enumerate(said.says):
                for word in {*BLANK.findall(says)} - {f"{{{one}}}" for one in known}:
                    mend = nearest(word.strip("{}"), known, "give it words, or write them out")
                    yield ("claims", name, locale, "says", number), f"no words for {word}", mend


@rule("invalid-search-words", stage="file")
def invalid_search_words(site: Site) -> Faults:
    """The words that readers type into the search cannot be used as they are written.

    Bad:  docs/_search/en.yml with said: arrest, and no why
    Good: - means: jail, said: [arrest, arrested], why: the fear behind it is the same

    Each entry says what the pages call it, what readers type instead, and why.
    """
    yield from parser_faults(site, "invalid-search-words")
    # A page that one edition lacks is told by missing-page.
    known = set().union(*map(site.edition, site.locales))
    for locale, words in site.search_words.items():
        named: dict[tuple[str, ...], str] = {("help",): words.help} if words.help else {}
        named |= {("asked", name): name for name in words.asked}
        path = f"{site.docs_dir}/_search/{locale}.yml"
        for where, name in named.items():
            if name not in known:
                yield Fault(
                    Position(path, *nearest_place(key_places(site, path), where)),
                    f"{where[0]}: there is no page {name!r}",
                    "name a page as its links do, without .md",
                )


#: A sign shows what senders write, in whatever characters.
SIGNS = KINDS["sign"][0]


@rule("unknown-character", stage="file", by_page=True, exceptions=False)
def unknown_character(site: Site) -> Faults:
    """A character that no edition of this guide is written with.

    Bad:  打 95<U+200B>188   Аpp with a Cyrillic А   ⽀付 with a radical   ９５１８８   ⑨⑤①⑧⑧
    Good: 打 [95188](contact:lender)   App   支付

    What nobody sees, what looks like another letter and what stands for a digit would hide words
    from every check. Mostly it comes along when words are copied. Each language declares its
    characters in scripts/guidance/languages/. Told once a line.
    """
    known = characters(site.subject.characters)
    files = [(path, lines) for path, lines in lines_of_facts(site) if not path.endswith(SIGNS)]
    for path, lines in (*((page.path, page.lines) for page in site.pages), *files):
        for number, line in enumerate(lines, 1):
            if found := _strange(line, known):
                yield _written_otherwise(
                    found, Position(path, number, line.index(found[0]) + 1), known
                )


def _strange(text: str, known: frozenset[str]) -> list[str]:
    """Runs of characters that no edition is written with."""
    if (text.isascii() and text.isprintable()) or known.issuperset(text):
        return []
    return ["".join(run) for is_known, run in groupby(text, known.__contains__) if not is_known]


def _written_otherwise(runs: list[str], at: Position, known: frozenset[str]) -> Fault:
    char = runs[0][0]
    name = unicodedata.name(char, "")
    return Fault(
        at,
        f"the character U+{ord(char):04X}{f' ({name})' if name else ''} is here, which this "
        "guide is not written with",
        _typed_anew(runs, known),
        breaks=(line_thing(at),),
    )


def _typed_anew(runs: list[str], known: frozenset[str]) -> str:
    plain = [unicodedata.normalize("NFKC", run) for run in runs]
    kind = unicodedata.category(runs[0][0])
    if kind == "Zs":
        return "type an ordinary space instead"
    if kind[0] in "CMZ":
        return "delete it and type the word anew"
    if known.issuperset("".join(plain)):
        return f"write {' and '.join(map(repr, dict.fromkeys(plain)))}"
    return "type the word anew on your own keyboard, or say it in words"


@rule("character-reference", stage="syntax", exceptions=False)
def character_reference(site: Site) -> Faults:
    """A character is written as its code, so that the page shows another text than the file.

    Bad:  打 &#57;5188   &nbsp;   &zwj;
    Good: 打 [95188](contact:lender)

    A number written like this would pass every other check, in a page and in the facts.
    """
    yield from parser_faults(site, "character-reference")
    for path, lines in lines_of_facts(site):
        for number, line in enumerate(lines, 1):
            for found in REFERENCE.finditer(line):
                if html.unescape(found[0]) != found[0]:
                    yield Fault(
                        Position(path, number, found.start() + 1),
                        f"{found[0]} stands for the character {html.unescape(found[0])!r}",
                        "type the character itself, or leave it out",
                    )
