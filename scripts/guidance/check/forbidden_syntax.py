import re

from guidance.check import Fault, Faults, rule
from guidance.check._source import body_lines
from guidance.model import Page, Site
from guidance.parse.marks import fenced_lines

PATTERNS = (
    (re.compile(r"\{\{|\{%"), "a macro", "write the words themselves"),
    (re.compile(r"^\s*///"), "a /// block", 'use a section with a class, or !!! warning "…"'),
    (re.compile(r'^\s*===[!+]? "'), "a tab", "use two sections with headings"),
    (re.compile(r"^\s{0,3}\[[^\]]+\]:\s"), "a link definition", "write [text](page.md) in place"),
    (re.compile(r"\[\^[^\]]+\]"), "a footnote", "put the words into the sentence"),
    (re.compile(r"(?<=\])\[[^\]]*\]"), "a reference link", "write [text](page.md)"),
    (re.compile(r"^\s*;?-{1,}8<-{1,}"), "a snippet", "write the words on this page"),
    (re.compile(r"^\s*\[TOC\]\s*$"), "a table of contents", "the page has one beside it"),
    (re.compile(r"!\["), "an image", "describe it in words"),
    (re.compile(r"^\s*\|?(?:\s*:?-+:?\s*\|)*\s*(?::-+|-+:)[\s:|-]*$"), "an aligned table",
     "remove the colons from the line of hyphens"),
)  # fmt: skip
UNDERLINE = re.compile(r"^\s{0,3}(?:=+|-+)\s*$")
NO_PROSE = re.compile(r"^\s*(?:[-*+>#|]|\d+\.|!!!|\?\?\?|<)")


@rule("forbidden-syntax", stage="syntax", by_page=True)
def check(site: Site) -> Faults:
    """Something that our parser cannot see through or the page cannot show safely.

    Bad:  {{ price }}   /// note   [text][ref]   ![picture](a.png)   a heading underlined with ---
    Good: plain headings, lists, links and !!! call-outs
    """
    for page in site.pages:
        for number, text in body_lines(page):
            for pattern, what, mend in PATTERNS:
                found = pattern.search(text)
                if found:
                    at = page.at(number, found.end() - len(found[0].lstrip()) + 1)
                    yield Fault(at, f"{what} stands here", mend)
        yield from _underlined(page)
        yield from _unclosed(page)


def _underlined(page: Page) -> Faults:
    before = ""
    for number, text in body_lines(page):
        if UNDERLINE.match(text) and before.strip() and not NO_PROSE.match(before):
            at = page.at(number - 1)
            yield Fault(at, "the line below makes this a heading", "write ## before it instead")
        before = text


def _unclosed(page: Page) -> Faults:
    """A code fence that swallows the rest of the page, past every check."""
    lines = page.lines[page.body_line - 1 :] if not page.unread else ()
    fenced = fenced_lines(lines)
    if not fenced or not fenced_lines([*lines, ""])[-1]:
        return
    start = max(i for i, inside in enumerate(fenced) if inside and (i == 0 or not fenced[i - 1]))
    yield Fault(
        page.at(page.body_line + start),
        "this code fence is never closed",
        "close it with the same signs on a line of their own, or remove it",
    )
