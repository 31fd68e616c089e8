from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from guidance.check import Fault, rule
from guidance.check._causes import line_thing
from guidance.check._imitations import imitated
from guidance.check._records import lines_of_facts, shown_facts
from guidance.model import Position, Site

#: What the two editions are written in: Han, and Latin with the marks of pinyin.
FAMILIAR = "A-Za-zÀ-ÖØ-öø-ÿĀāĒēĚěĪīŌōŪūǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜŃńŇňǸǹ々〇㐀-䶿一-鿿\U00020000-\U0002f7ff"
RADICALS = "\u2e80-\u2fd5"  # ⽀ is no 支
STRANGE = re.compile(rf"[{RADICALS}]|(?![{FAMILIAR}])[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+")
OWN_SCRIPT = ("zh", "en")


@rule("look-alike", stage="syntax")
def check(site: Site) -> Iterator[Fault]:
    """A letter of another script, or a word that only looks like a name we trust.

    Bad:  Аlipay with a Cyrillic А   ⽀付宝 with a radical   Ａｌｉｐａｙ   A1ipay   支付室
    Good: Alipay   支付宝

    A reader cannot tell them apart, and a search finds neither. Told once a line.
    """
    strict = set(site.locales) <= set(OWN_SCRIPT)
    for page in site.pages:
        is_ours = page.locale in OWN_SCRIPT
        found = list(_faults(page.path, enumerate(page.lines, 1), strict=is_ours))
        words = (page.title, page.description, *page.search_tags)
        yield from found or _faults(page.path, ((2, text) for text in words), strict=is_ours)
    told = set()
    for path, lines in lines_of_facts(site):
        for fault in _faults(path, enumerate(lines, 1), strict=strict):
            told.add(path)
            yield fault
    for at, text in shown_facts(site):  # YAML has ways to write a letter as its code
        if at.path not in told and not text.isascii():
            yield from _faults(at.path, [(at.line, text)], strict=strict)


def _faults(path: str, lines: Iterable[tuple[int, str]], *, strict: bool) -> Iterator[Fault]:
    lines = list(lines)
    text = "\n".join(line for _, line in lines)
    look = _strange if strict else _mixed
    if look(text) is None and imitated(text) is None:
        return  # as nearly all files: no need to look at each line
    for number, line in lines:
        found = look(line)
        if found is not None:
            char = line[found]
            plain = unicodedata.normalize("NFKC", char)
            name = unicodedata.name(char, "no name")
            at = Position(path, number, found + 1)
            yield Fault(
                at,
                f"the letter {char!r} is U+{ord(char):04X} ({name}), not what it looks like",
                f"write {plain!r}" if plain != char else "type the word anew on your own keyboard",
                breaks=(line_thing(at),),
            )
        elif imitation := imitated(line):
            start, written, meant = imitation
            at = Position(path, number, start + 1)
            yield Fault(
                at,
                f"{written!r} looks like {meant!r} and is not",
                f"write {meant!r}, or leave it out",
                breaks=(line_thing(at),),
            )


@cache
def _is_strange(char: str) -> bool:
    return bool(STRANGE.match(char)) and unicodedata.category(char) != "No"


def _strange(line: str) -> int | None:
    if line.isascii() or not any(map(_is_strange, set(line))):
        return None
    return next(start for start, char in enumerate(line) if _is_strange(char))


def _mixed(line: str) -> int | None:
    """A letter in a word of several scripts; what an edition is written in is not known."""
    if line.isascii():
        return None
    for word in WORD.finditer(line):
        scripts = {_script(char) for char in word[0]}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"}:
            return next(at for at in range(*word.span()) if _script(line[at]) != "LATIN")
    return None


def _script(char: str) -> str:
    return unicodedata.name(char, "?").split()[0]
