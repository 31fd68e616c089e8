"""What a person mistyped where YAML complains, in words about the line and not about YAML.

YAML notices most slips some lines later. So the lines are read once more from the top, as the
people who write them see them: keys under each other, words behind a colon.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from guidance.han import COMMA, wide


class Slip(NamedTuple):
    """Line and column from 0, what was typed and how to mend it."""

    line: int
    column: int
    what: str
    mend: str


QUOTE_ALL = "put all of the words into 'quotes'"
UNENDED = "a quote that does not end in its line"
CURLY = "‘’“”"
WIDE = wide(":")
#: What a list of the registry begins a record with.
BEGINS = ("id", "date")
KEY = re.compile(r"^(?P<indent> *)(?P<dash>- +)?(?P<key>[\w\"'][\w\"'-]*):(?: (?P<value>.*)|$)")
SIGNS = (
    (re.compile(rf" *(?:- )?[\w-]+(?={WIDE})"), f"a full-width {WIDE} after a key",
     "type : and a space with the English keyboard"),
    (re.compile(r" *-(?=[a-z_][\w-]*:(?: |$))"), "no space after the dash", "write - and a space"),
    (re.compile(rf" *(?=[{wide('-')}–—] *[a-z_]+:)"), "a dash that is none",
     "type - with the English keyboard"),
    (re.compile(r" *(?:- )?[a-z_]+:(?=[^\s/])"), "no space after the : of a key",
     "put a space after it"),
    (re.compile(r" *(?:- )?[a-z_]+ *(?== )"), "a = after a key", "type : in place of it"),
    (re.compile(r" *(?=\t)"), "a tab before the words",
     "put as many spaces as the lines beside it have"),
    (re.compile(r" *(?=[\u3000\u00a0])"), "a wide space before the words",
     "type spaces with the English keyboard"),
    (re.compile(r" *(?:- )?[\w-]+: '(?=[^']*'[^\s'])"), "a ' inside words in 'quotes'",
     'put the words into "double quotes"'),
    (re.compile(r" *(?:- )?[\w-]+: (?=(?:\"[^\"]*\"|'[^']*') *[^\s#\"',}\]])"),
     "quotes around a part of the words only", QUOTE_ALL),
    (re.compile(r" *(?:- )?[\w-]+: \"(?=[^\"]*$)"), UNENDED, 'put " at the end of the words'),
    (re.compile(r" *(?:- )?[\w-]+: \[(?=[^\]]+$)"), "a list that does not end in its line",
     "put ] at its end"),
    (re.compile(r" *(?:- )?[\w-]+: (?=\[[^\]]*\]\()"), "words that begin with [",
     QUOTE_ALL),
    (re.compile(r" *(?:- )?[\w-]+: (?=[@`%*&](?:\S* |\S*$))(?![*&][\w-]+$)"),
     "words that begin with a sign", QUOTE_ALL),
)  # fmt: skip
#: Lines from a slip to where YAML notices; of an open quote it says itself where it began.
LATER = 5
QUOTED = "while scanning a quoted scalar"
NO_COLON = re.compile(r" *(?:- )?[a-z_]+(?= +[^ :#])")
COLON = re.compile(r" *(?:- )?[\w-]+: (?P<words>[^\"'\[{|>#].*?)(?=: |:$)")
OPEN = re.compile(r"""(["'])(?:(?!\1).)*$""")


#: What YAML reads as words, though nobody means it so.
COMMAS = re.compile(rf"[^#\"']*: \[[^\]\"'#]*(?=[{wide(',')}{COMMA}])")
ENTRY = re.compile(r"(?P<indent> *)- (?![\"'\[{|>&*!#-]|$)(?P<key>.*(?:: |:$))?")
DASH = re.compile(r" +-(?=[^\s\-\d])(?!.*: )")


def silent_slip(lines: list[str]) -> Slip | None:
    """The first slip that YAML does not complain about."""
    in_list = False
    for number, line in enumerate(lines):
        if found := COMMAS.match(line):
            return Slip(
                number,
                found.end(),
                "a full-width comma in a list",
                "type , and a space with the English keyboard; if the comma belongs to the words, "
                "put them into 'quotes'",
            )
        if in_list and (found := DASH.match(line)):
            return Slip(number, found.end(), "no space after the dash", "write - and a space")
        in_list = line.endswith(":") or line.lstrip().startswith("- ")
    return next(_uneven(lines), None)


def slip(lines: list[str], error: yaml.MarkedYAMLError, *, records: bool) -> Slip | None:
    """The slip that a complaint of YAML comes from; None when there is nothing to be seen.

    ``records`` tells whether the keys are those of records or of front matter.
    """
    last = error.problem_mark.line if error.problem_mark else 0
    began = error.context_mark.line if error.context_mark else last
    first = max(min(last - LATER, began if error.context == QUOTED else last), 0)
    for number in range(min(last, len(lines) - 1), first - 1, -1):
        for pattern, what, mend in SIGNS:
            if found := pattern.match(lines[number]):
                return Slip(number, found.end(), what, mend)
    keys = _misplaced(lines, last) if records else ()
    if misplaced := next(iter(keys), None) or silent_slip(lines):
        return misplaced
    if "mapping values are not allowed" in str(error.problem) and last < len(lines):
        above = NO_COLON.match(lines[last - 1]) if last else None
        if above and KEY.match(lines[last]) and not KEY.match(lines[last - 1]):
            return Slip(last - 1, above.end(), "no : after a key", "put : and a space after it")
        if found := COLON.match(lines[last]):
            what = "a : and a space inside the words"
            if found["words"][0] in CURLY:
                mend = (
                    "put all of the words into straight 'quotes', typed with the English keyboard"
                )
                return Slip(last, found.end(), f"{what}, and curly quotes are no quotes here", mend)
            return Slip(last, found.end(), what, QUOTE_ALL)
    if "could not find expected ':'" in str(error.problem):
        line = lines[began].lstrip()
        indent = len(lines[began]) - len(line)
        key = line.split(" ")[0]
        if any(one.lstrip().startswith(f"{key}:") for one in lines):
            return Slip(began, indent + len(key), "no : after a key", "put : and a space after it")
        what = "neither more of the words above nor a key with its :"
        mend = (
            "put two spaces more before it, so that the words above go on; or put : after the key"
        )
        return Slip(began, indent, what, mend)
    return None


def _uneven(lines: list[str]) -> Iterator[Slip]:
    """Entries of a list that do not begin under each other."""
    entries = [ENTRY.match(line) for line in lines]
    usual = Counter(map(_form, filter(None, entries)))
    begun: list[int] = []
    for number, (above, entry) in enumerate(zip([None, *entries], entries, strict=False)):
        line = lines[number]
        here = len(entry["indent"]) if entry else len(line) - len(line.lstrip())
        before = [*begun]
        while begun and begun[-1] > here and line.strip():
            begun.pop()
        if not entry:
            continue
        closes = before != begun and here not in begun
        if above and (closes or (here > len(above["indent"]) and not above["key"])):
            why = "an entry of a list begins in the same column as the others"
            there = len(above["indent"])
            if not closes and usual[there, True] > usual[there, False]:
                what = "no : behind the name of the list below"
                if WIDE in lines[number - 1]:
                    what = f"a full-width {WIDE} behind the name of the list below"
                end = len(lines[number - 1].rstrip(f"{WIDE} "))
                yield Slip(number - 1, end, what, "type : there with the English keyboard")
            elif usual[_form(above)] < usual[_form(entry)]:
                yield Slip(number - 1, there, *moved(there - here, why))
            else:
                meant = max(before, key=lambda there: usual[there, bool(entry["key"])])
                yield Slip(number, here, *moved(here - meant, why))
        if here not in begun:
            begun.append(here)


def _form(entry: re.Match[str]) -> tuple[int, bool]:
    return len(entry["indent"]), bool(entry["key"])


class _Level(NamedTuple):
    """Where keys begin that stand under each other, and the last of them."""

    indent: int
    key: str
    has_value: bool
    line: int


def _misplaced(lines: list[str], last: int) -> Iterator[Slip]:
    """Keys down to the last line that do not stand under the keys they belong to."""
    usual = Counter((len(key["indent"]), key["key"]) for key in map(KEY.match, lines) if key)
    levels: list[_Level] = []
    dash = -1
    inside, opened = "", (0, 0)
    for number, line in enumerate(lines[: last + 1]):
        found = KEY.match(line)
        if inside:
            if found and usual[len(found["indent"]), found["key"]] > 1:
                yield Slip(*opened, UNENDED, f"put {inside} at the end of the words")
            inside = "" if inside in line else inside
            continue
        block = bool(levels) and levels[-1].key.endswith((">", "|"))
        if not found or (block and len(found["indent"]) > levels[-1].indent):
            continue
        indent = len(found["indent"]) + len(found["dash"] or "")
        key, value = found["key"], (found["value"] or "").strip()
        margin = len(found["indent"])
        if found["dash"]:
            if dash >= 0 and key not in BEGINS:
                yield Slip(number, margin, f"a dash before {key}:, which begins no record",
                           f"take the dash out, and begin {key}: under the keys above")  # fmt: skip
            if dash not in (-1, margin):
                why = "a record begins with a dash at the margin"
                yield Slip(number, dash, *moved(margin - dash, why))
            dash = margin
            levels = []
        elif key == "id" and dash >= 0:
            yield Slip(number, margin, "no dash before id:, which begins a record", "write - id:")
        while levels and levels[0].indent <= indent < levels[-1].indent:
            above = levels.pop()
            if levels[-1].indent < indent:
                if usual[indent, key] > usual[above.indent, above.key]:
                    why = f"it must begin in the same column as {key}:"
                    yield Slip(above.line, above.indent, *moved(above.indent - indent, why))
                beside = max(above, levels[-1], key=lambda level: usual[level.indent, key])
                why = f"it must begin in the same column as {beside.key}:"
                yield Slip(number, indent, *moved(indent - beside.indent, why))
        if levels and levels[-1].indent > indent:
            why = "it belongs to the record above"
            yield Slip(number, indent, *moved(indent - levels[0].indent, why))
        if levels and levels[-1].indent < indent and levels[-1].has_value:
            why = f"it must begin in the same column as {levels[-1].key}:"
            yield Slip(number, indent, *moved(indent - levels[-1].indent, why))
        if levels and levels[-1].indent == indent:
            levels.pop()
        levels.append(_Level(indent, key, bool(value), number))
        unended = OPEN.match(value)
        inside, opened = unended[1] if unended else "", (number, found.start("value"))


def moved(spaces: int, why: str) -> tuple[str, str]:
    """Words and cure for a line that begins some spaces too far right, or left when negative."""
    much = f"{abs(spaces)} space{'s' * (abs(spaces) != 1)}"
    if spaces > 0:
        return f"this line is {much} too far right: {why}", f"take {much} out before it"
    return f"this line is {much} too far left: {why}", f"put {much} before it"
