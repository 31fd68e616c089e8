import unicodedata
from itertools import groupby

from guidance.check import Fault, Faults, rule
from guidance.check._causes import line_thing
from guidance.check._characters import characters
from guidance.check._records import lines_of_facts
from guidance.model import Position, Site
from guidance.registry import KINDS

#: A sign shows what senders write, in whatever characters.
SIGNS = KINDS["sign"][0]


@rule("unknown-character", stage="file", by_page=True)
def check(site: Site) -> Faults:
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
                yield _fault(found, Position(path, number, line.index(found[0]) + 1), known)


def _strange(text: str, known: frozenset[str]) -> list[str]:
    """Runs of characters that no edition is written with."""
    if (text.isascii() and text.isprintable()) or known.issuperset(text):
        return []
    return ["".join(run) for is_known, run in groupby(text, known.__contains__) if not is_known]


def _fault(runs: list[str], at: Position, known: frozenset[str]) -> Fault:
    char = runs[0][0]
    name = unicodedata.name(char, "")
    return Fault(
        at,
        f"the character U+{ord(char):04X}{f' ({name})' if name else ''} is here, which this "
        "guide is not written with",
        _cure(runs, known),
        breaks=(line_thing(at),),
    )


def _cure(runs: list[str], known: frozenset[str]) -> str:
    plain = [unicodedata.normalize("NFKC", run) for run in runs]
    kind = unicodedata.category(runs[0][0])
    if kind == "Zs":
        return "type an ordinary space instead"
    if kind[0] in "CMZ":
        return "delete it and type the word anew"
    if known.issuperset("".join(plain)):
        return f"write {' and '.join(map(repr, dict.fromkeys(plain)))}"
    return "type the word anew on your own keyboard, or say it in words"
