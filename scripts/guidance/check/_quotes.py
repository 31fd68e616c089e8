"""Straight quotes of a typewriter, and the curly ones that a page prints."""

import re
from collections.abc import Iterator

from guidance.check._plain import plain
from guidance.check._source import body_lines
from guidance.model import Page

BUBBLE = ">"
#: What is no prose: code, addresses, braces, comments.
KEPT = re.compile(r"`+[^`]*`+|\]\([^)\s]*\)|<!--.*?-->|\{[^{}]*\}")
#: The quotes around the title of a call-out are Markdown.
CALL_OUT = re.compile(r'(\s*(?:!!!|\?\?\?\+?)\s*\w+\s+")(.*)("\s*)')
#: Of the front matter, what readers see; the quotes around it are YAML.
FIELD = re.compile(r"""((?:title|description): (["']?))(.*?)(\2\s*)""")
STRAIGHT = re.compile("[\"']")
#: What a quote opens after; emphasis is looked through.
OPENS = re.compile(r"(?:^|[\s(\[{—–/“‘>|])[*_]*$")


def straight_lines(page: Page) -> Iterator[tuple[int, str, str]]:
    """Number, text and mended text of each line to mend; bubbles hold somebody else's typing."""
    if not plain(page.locale).curly_quotes or page.problems:
        return
    for number, line in enumerate(page.lines[: page.body_line - 1], 1):
        if field := FIELD.fullmatch(line):
            mended = field[1] + curled(field[3]) + field[4]
            if mended != line:
                yield number, line, mended
    for number, line in body_lines(page):
        if not line.lstrip().startswith(BUBBLE) and (mended := curled(line)) != line:
            yield number, line, mended


def curled(line: str) -> str:
    """The line with curly quotes, as long as it was."""
    if not STRAIGHT.search(line):
        return line
    if title := CALL_OUT.fullmatch(line):
        return title[1] + curled(title[2]) + title[3]
    kept = [found.span() for found in KEPT.finditer(line)]
    made = list(line)
    for found in STRAIGHT.finditer(line):
        at = found.start()
        if not any(begin <= at < end for begin, end in kept):
            is_open = OPENS.search("".join(made[:at])) and line[at + 1 : at + 2].strip()
            made[at] = ("“" if is_open else "”") if found[0] == '"' else "‘" if is_open else "’"
    return "".join(made)
