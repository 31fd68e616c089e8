from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check.source import body_lines, nearest
from guidance.model import FACT_SCHEMES, Page, Site

ADMONITIONS = ("danger", "warning", "info", "success", "note")
FORBIDDEN = (
    (re.compile(r"\{\{|\{%"), "a macro", "write the words themselves"),
    (re.compile(r"^\s*///"), "a /// block", 'use a section with a class, or !!! warning "…"'),
    (re.compile(r'^\s*==={1,}[!+]? "'), "a tab", "use two sections with headings"),
    (re.compile(r"^\s{0,3}\[[^\]]+\]:\s"), "a link definition", "write [text](page.md) in place"),
    (re.compile(r"\[\^[^\]]+\]"), "a footnote", "put the words into the sentence"),
    (re.compile(r"(?<=\])\[[^\]]+\]"), "a reference link", "write [text](page.md)"),
    (re.compile(r"^\s{0,3}--8<--|^\s*;--8<--"), "a snippet", "write the words on this page"),
    (re.compile(r"!\["), "an image", "describe it in words"),
    (re.compile(r"^\s*\|?(?:\s*:?-+:?\s*\|)*\s*(?::-+|-+:)[\s:|-]*$"), "an aligned table",
     "remove the colons from the line of hyphens"),
)  # fmt: skip
MISTYPED = (
    (re.compile(r"^\s*#{1,6}\s.*[^\s]\{\s*#"), "no space before the {", "put a space before {"),
    (re.compile(r"^\s*#{2,6}[^\s#]"), "no space after the #", "put a space after the # signs"),
    (re.compile(r"[｛｝]"), "a full-width brace", "type { and } with the English keyboard"),
    (re.compile(r"^\s*＃"), "a full-width #", "type # with the English keyboard"),
    (re.compile(r"\]\s+\((?:#|[a-z./-]+\.md|[a-z]+:)"), "a space between ] and (", "remove it"),
    (re.compile(r"\]\s*（"), "a full-width parenthesis after ]", "type ( and ) with the English "
     "keyboard"),
    (re.compile(r"\]\(\s*＃"), "a full-width # in a link", "type # with the English keyboard"),
    (re.compile(r"［|］"), "a full-width bracket", "type [ and ] with the English keyboard"),
    (re.compile(r"^\s*[-*+]\s*\[\](?!\()"), "a box without a space inside", "write [ ]"),
    (re.compile(r"^\s*[-*+]\[[ xX]\]"), "no space after the bullet", "write - [ ]"),
    (re.compile(r"^\s*(?:！|!！|！!)"), "a full-width !", "type !!! with the English keyboard"),
)  # fmt: skip
SETEXT = re.compile(r"^\s{0,3}(?:=+|-+)\s*$")


@rule("forbidden-syntax")
def forbidden(site: Site) -> Iterator[Fault]:
    """Something that our parser cannot see through or the page cannot show safely.

    Bad:  {{ price }}   /// note   [text][ref]   ![picture](a.png)   a heading underlined with ---
    Good: plain headings, lists, links and !!! call-outs
    """
    for page in site.pages:
        for number, text in body_lines(page):
            for pattern, what, mend in FORBIDDEN:
                found = pattern.search(text)
                if found:
                    yield Fault(page.at(number, found.start() + 1), f"{what} stands here", mend)
        yield from _underlined(page)


def _underlined(page: Page) -> Iterator[Fault]:
    before = ""
    for number, text in body_lines(page):
        is_prose = before.strip() and not re.match(r"^\s*(?:[-*+>#|]|\d+\.|!!!|\?\?\?)", before)
        if SETEXT.match(text) and is_prose:
            yield Fault(page.at(number), "a heading is made by a line below it", "write ## before")
        before = text


@rule("mistyped-syntax")
def mistyped(site: Site) -> Iterator[Fault]:
    """Almost Markdown: it would appear on the page as it is typed.

    Bad:  ## 先停手{ #stop }   ## 先停手 ｛ #stop ｝   [要] (#stop)   [要](＃stop)
    Good: ## 先停手 { #stop }   [要](#stop)
    """
    for page in site.pages:
        for number, text in body_lines(page):
            for pattern, what, mend in MISTYPED:
                found = pattern.search(text)
                if found:
                    yield Fault(page.at(number, found.start() + 1), what, mend)


@rule("unknown-admonition")
def admonition(site: Site) -> Iterator[Fault]:
    """A call-out of a type that has no look and no meaning here.

    Bad:  !!! tipp "先别急"
    Good: !!! info "先别急"
    """
    for page in site.pages:
        for found in page.admonitions:
            if found.type not in ADMONITIONS:
                yield Fault(
                    found.at,
                    f"the call-out type {found.type!r} is unknown",
                    nearest(found.type, ADMONITIONS, f"use one of {', '.join(ADMONITIONS)}"),
                )
            elif not found.title or found.title.lower() == found.type:
                yield Fault(found.at, "the call-out has no title", f'write !!! {found.type} "…"')


@rule("unknown-scheme")
def scheme(site: Site) -> Iterator[Fault]:
    """A link begins with something other than contact:, law:, fact:, term: or field:.

    Bad:  [官网](https://example.com)   [点我](javascript:…)
    Good: [95188](contact:alipay)

    Outside addresses come from the registry, so that each has a source and a day it was checked.
    """
    known = (*FACT_SCHEMES, "field")
    for page in site.pages:
        for link in page.links:
            if (link.scheme and link.scheme not in known) or link.href.startswith("//"):
                what = link.scheme or "//"
                yield Fault(
                    link.at,
                    f"links that begin with {what}: are not allowed",
                    nearest(what, known, "cite a record of the registry, such as contact:alipay"),
                )


@rule("link-leaves-edition")
def leaves(site: Site) -> Iterator[Fault]:
    """A link goes into another edition or to an absolute path.

    Bad:  [Chinese](../../zh/respond/paid.md)   [付了钱](/respond/paid/)
    Good: [付了钱](../respond/paid.md)
    """
    for page in site.pages:
        depth = page.name.count("/")
        for link in page.links:
            climbs = link.href.split("#")[0].split("/").count("..")
            if link.href.startswith("/") and not link.href.startswith("//"):
                yield Fault(link.at, "the link is an absolute path", "write the way from this page")
            elif not link.scheme and climbs > depth:
                yield Fault(
                    link.at,
                    "the link leaves this edition",
                    "link to the page of the same edition; readers have the language switch",
                )
