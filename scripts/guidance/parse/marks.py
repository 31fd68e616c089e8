"""Invisible line marks, so that the tree Markdown makes still knows where each word was written.

Python-Markdown forgets source lines. A preprocessor puts a mark of private-use characters where a
line's own text begins (after list bullets, heading hashes, quote signs); it travels through block
and inline parsing as ordinary text, is read from the finished tree, and then removed.
"""

import re
from xml.etree.ElementTree import Element

from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

START, END = "\ue000", "\ue001"
ZERO = 0xE010
MARK = re.compile(f"{START}([{chr(ZERO)}-{chr(ZERO + 9)}]+){END}")
PLACEHOLDER = re.compile("\x02[^\x02\x03]*\x03")  # Markdown's own: escapes, stashed HTML
RESERVED = re.compile("[\ue000-\ue01f]")

PREFIX = re.compile(
    r"""^(?P<prefix>
        (?:[ ]{0,3}>)*                      # speech bubbles
        [ \t]*
        (?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*         # bullets
        (?:\[[ xX]\][ \t]+)?                    # tick boxes
        (?:\#{1,6}[ \t]+)?                      # headings
        (?:(?:!!!|\?\?\?\+?)[ ]?[^"\n]*")?      # the title of a call-out
        \|?
        (?:[*_]{1,3}(?=\S))?                    # a mark before **“ would keep it from being bold
    )(?P<text>.*\S.*)$""",
    re.VERBOSE,
)
UNMARKED = re.compile(
    r"""^[ ]*(?:
        <(?:/?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]|$)|[!?])  # HTML, but no <https://…>
      | >[>\s]*$                                # empty lines of a bubble
      | \[[^\]]+\]:                             # link definitions
      | (?:!!!|\?\?\?)[^"]*$                    # call-outs without a title
      | [=-]+[ ]*$                              # underlines and rules
      | [*_ ]+$
      | \|?[ ]*:?-+:?[ ]*(?:\|.*)?$             # table rules
      | \{:?[ ][^}]*\}[ ]*$                     # attributes of the block above
    )""",
    re.VERBOSE,
)
FENCE = re.compile(r"^(?:[ ]{0,3}>)*[ \t]*(?P<fence>`{3,}|~{3,})")


def mark(line: int) -> str:
    """The mark of a line number."""
    return START + "".join(chr(ZERO + int(digit)) for digit in str(line)) + END


def read_marks(text: str) -> list[tuple[int | None, str]]:
    """Pieces of a text with the line each is marked with; None before the first mark."""
    pieces: list[tuple[int | None, str]] = []
    line: int | None = None
    position = 0
    for found in MARK.finditer(text):
        if found.start() > position:
            pieces.append((line, text[position : found.start()]))
        line = int("".join(str(ord(c) - ZERO) for c in found.group(1)))
        position = found.end()
    if position < len(text) or line is not None:
        pieces.append((line, text[position:]))
    return pieces


def without_marks(text: str) -> str:
    """The text without our marks."""
    return MARK.sub("", text)


def plain(text: str) -> str:
    """The text as a reader sees it: neither our marks nor Markdown's own placeholders."""
    return PLACEHOLDER.sub(lambda found: escaped(found[0]) or " ", without_marks(text))


def escaped(placeholder: str) -> str:
    """The character behind a backslash escape; empty for stashed HTML and entities."""
    code = placeholder.strip("\x02\x03")
    return chr(int(code)) if code.isdecimal() and int(code) < 128 else ""


def strip_marks(root: Element) -> None:
    """Remove every mark from a tree's texts and attributes."""
    for element in root.iter():
        if element.text:
            element.text = type(element.text)(without_marks(element.text))
        if element.tail:
            element.tail = type(element.tail)(without_marks(element.tail))
        for name, value in element.attrib.items():
            element.set(name, without_marks(value))


def fenced_lines(lines: list[str] | tuple[str, ...]) -> list[bool]:
    """For each line whether it belongs to a code fence, its delimiters included.

    One that is never closed is none: Markdown shows it and all below it as words.
    """
    inside: str | None = None
    result: list[bool] = []
    begin = 0
    for number, line in enumerate(lines):
        found = FENCE.match(line)
        if inside is None:
            inside, begin = (found["fence"] if found else None), number
            result.append(found is not None)
            continue
        result.append(True)
        if found and found["fence"].startswith(inside) and not line[found.end() :].strip():
            inside = None
    return result if inside is None else [*result[:begin], *(False for _ in lines[begin:])]


class MarkLines(Preprocessor):
    """Mark every line that holds text of its own. Runs after white space is normalised."""

    def run(self, lines: list[str]) -> list[str]:
        """The same lines, marked."""
        fenced = fenced_lines(lines)
        marked = []
        for number, (line, is_code) in enumerate(zip(lines, fenced, strict=True), 1):
            text = RESERVED.sub("", line)
            found = None if is_code or UNMARKED.match(text) else PREFIX.match(text)
            marked.append(found["prefix"] + mark(number) + found["text"] if found else text)
        return marked


class UnmarkLines(Postprocessor):
    """Remove marks from what the tree does not hold: indented code, stashed HTML."""

    def run(self, text: str) -> str:
        """The page's HTML without marks."""
        return without_marks(text)
