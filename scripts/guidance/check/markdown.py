"""Markdown."""

import re

from markdown.extensions.attr_list import sanitize_name

from guidance.check import RULES, Fault, Faults, found_by, parser_faults, rule
from guidance.check._causes import line_thing, page_thing
from guidance.check._exceptions import ALLOW, COMMENT, Allowed, exceptions_of, is_allowed
from guidance.check._rumdl import entries
from guidance.check._source import body_lines, nearest, shown
from guidance.component import kinds
from guidance.han import QUOTES, SQUARE, both, wide
from guidance.model import TONES, Block, Page, Site
from guidance.parse.marks import FENCE
from guidance.parse.slips import moved


@rule("raw-html", stage="structure", exceptions=False)
def raw_html(site: Site) -> Faults:
    r"""The page would hold HTML. Only the comment <!-- allow RULE: reason --> is let through.

    Bad:  <b>先停手</b>   \`<img src=x onerror=…>\`   a fence that is none   [a](b.md "title")
    Good: **先停手**

    Looked for in what Markdown writes, so that it does not matter how the page hides it.
    """
    for fault in parser_faults(site, "raw-html"):
        yield fault._replace(needs=(line_thing(fault.at),))


FORBIDDEN = (
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


@rule("forbidden-syntax", stage="syntax", by_page=True, exceptions=False)
def forbidden_syntax(site: Site) -> Faults:
    """Something that our parser cannot see through or the page cannot show safely.

    Bad:  {{ price }}   /// note   [text][ref]   ![picture](a.png)   a heading underlined with ---
    Good: plain headings, lists, links and !!! call-outs
    """
    for page in site.pages:
        for number, text in body_lines(page):
            for pattern, what, mend in FORBIDDEN:
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
    """A code fence that is none: the page shows it and all below it as words."""
    openings = [number for number, text in body_lines(page) if FENCE.match(text)]
    for number in openings[:1]:
        yield Fault(
            page.at(number),
            "this code fence is never closed",
            "close it with the same signs on a line of their own, or remove it",
        )


TARGET = rf"(?:#|[A-Za-z0-9./_-]+\.md|[a-z]+[{both(':')}])"
BEGIN, END, MARK, ASKS = map(wide, "()!?")
LEFT, RIGHT = SQUARE
CURLY = "".join(map("".join, QUOTES))
#: Spaces before what stands in a call-out or an item, and an entry of a list.
INSIDE, LISTED = 4, re.compile(r" *(?:[-*+]|\d+[.)]) ")
CALL_OUT = r"(?:danger|warning|info|success|note)\b"
MISTYPED = (
    (re.compile(r"^(?:<{7}|={7}|>{7})(?![<=>])"), "the mark of an unfinished merge",
     "keep the lines that are right and take the marks out"),
    (re.compile(r"^ *\t"), "a tab before the words",
     "put as many spaces as the lines beside it have"),
    (re.compile(r"^\s*#{1,6}\s.*[^\s]\{(?=\s*[#.])"), "no space before the {",
     "put a space before {"),
    (re.compile(r"^\s*(?:#{1,6}\s|[-*+] \[[ xX]\] )[^{]*(?=\{:?\s*[#.][^{}]*$)"),
     "no } at the end of { #…", "put a space and } at the end of the line"),
    (re.compile(r"^\s*#{2,6}(?=[^\s#])"), "no space after the #", "put a space after the # signs"),
    (re.compile(r"\](?=\s+\((?:#|[A-Za-z0-9./_-]+\.md|[a-z]+:))"), "a space between ] and (",
     "remove it"),
    (re.compile(rf"{LEFT}(?=[^{RIGHT}\]]+[{RIGHT}\]]\s*[({BEGIN}]{TARGET})"
                rf"|{RIGHT}(?=\s*[({BEGIN}]{TARGET})"
                rf"|\]\s*{BEGIN}(?={TARGET})|\]\({TARGET}[^(){BEGIN}{END}]*{END}"),
     "a full-width bracket in a link", "type [ ] and ( ) with the English keyboard"),
    (re.compile(rf"\]\((?:contact|law|fact|term|field){wide(':')}"), "a full-width : in a link",
     "type : with the English keyboard"),
    (re.compile(r"^\s*(?:[-*+]|\d+[.)])\s*(?=\[\](?!\())"), "a box without a space inside",
     "write [ ]"),
    (re.compile(r"^\s*(?:[-*+]|\d+[.)])(?=\[[ xX]\])"), "no space after the bullet", "write - [ ]"),
    (re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\](?=[^\s(])"), "no space after the box",
     "put a space after [ ]"),
    (re.compile(rf"^\s*[!{MARK}]*{MARK}(?=[!{MARK}]*\s*{CALL_OUT})"), "a full-width !",
     "type !!! with the English keyboard"),
    (re.compile(rf"^\s*[?{ASKS}]*{ASKS}(?=[?{ASKS}]*\s*{CALL_OUT})"), "a full-width ?",
     "type ??? with the English keyboard"),
    (re.compile(rf"^\s*(?:!!!|\?\?\?\+?)\s*[a-z]*\s*(?=[{CURLY}])"),
     "a curly quote around a title", 'type " with the English keyboard'),
    (re.compile(rf"^\s*(?:!{{1,2}}|!{{4,}})\s?{CALL_OUT}"),
     "not three ! before a call-out", 'write !!! and the type, as in !!! info "…"'),
)  # fmt: skip


@rule("mistyped-syntax", stage="file", by_page=True)
def mistyped_syntax(site: Site) -> Faults:
    """Almost Markdown: it would appear on the page as it is typed.

    Bad:  ## 先停手{ #stop }   [要] (#stop)   [要]（#stop）
    Good: ## 先停手 { #stop }   [要](#stop)

    Told once a line.
    """
    for page in site.pages:
        above = 0
        for number, text in body_lines(page):
            patterns = MISTYPED if text.strip() or "\t" in text else ()
            met = [(f, what, mend) for p, what, mend in patterns if (f := p.search(text))]
            if met:
                found, what, mend = min(met, key=lambda one: one[0].end())
                yield Fault(page.at(number, found.end()), what, mend)
            if text.strip():
                margin = len(text) - len(text.lstrip(" "))
                if 0 < margin < INSIDE <= above and LISTED.match(text):
                    why = "it belongs to the box or the item above"
                    yield Fault(page.at(number), *moved(margin - INSIDE, why))
                above = margin
        for block in page.blocks:
            if (bold := block.text.find("**")) >= 0:
                mend = "put ** on both sides of the bold words, without spaces inside"
                yield Fault(block.position(bold), "** without its other half", mend)


BRACES = re.compile(r"\{:?(?P<inside>[^{}\n]*)\}")
HEADING = re.compile(r"^\s*#{1,6}\s")
ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]?\]\s?")


@rule("unknown-attribute", stage="block", by_page=True, exceptions=False)
def unknown_attribute(site: Site) -> Faults:
    """Braces give something else than an id and a class, or stand where none is read.

    Bad:  ## 先停手 { #stop onclick=… }   or   [按钮](a.md){ .button }
    Good: ## 先停手 { #stop }

    Markdown would put any attribute into the page, scripts included.
    """
    for page in site.pages:
        for number, text in body_lines(page):
            for found in BRACES.finditer(text):
                if _gives_attributes(found["inside"], page.valueless):
                    yield from _fault_of(found, text, page, number)


def _gives_attributes(inside: str, valueless: frozenset[str]) -> bool:
    words = inside.split()
    return bool(words) and (
        words[0][0] in ".#:" or "=" in inside or not valueless.isdisjoint(map(sanitize_name, words))
    )


def _fault_of(found: re.Match[str], text: str, page: Page, number: int) -> Faults:
    at = page.at(number, found.start() + 1)
    is_read = (HEADING.match(text) or ITEM.match(text)) and found.end() == len(text.rstrip())
    words = found["inside"].split()
    wrong = next((w for w in words if not w.startswith((".", "#"))), None)
    breaks = tuple(page_thing(page.name, word.lstrip("#.")) for word in words)
    if wrong and ("=" in wrong or not is_read):
        what = f"{shown(wrong)} is no id and no class"
        yield Fault(at, what, "keep only { #id } or { #id .class } at the end of a heading")
    elif wrong:
        yield Fault(
            at,
            f"{shown(wrong)} is no id and no class",
            "write " + "a space and " * (text[found.start() - 1] != " ") + _signed(words),
            breaks=breaks,
        )
    elif found["inside"].count("#") > 1:
        yield Fault(at, f"{shown(found[0])} gives two ids", "keep one")
    elif not is_read:
        yield Fault(
            at,
            f"{shown(found[0])} stands where no id or class is read",
            "ids belong at the end of a heading or of a checklist item",
            breaks=breaks,
        )


def _signed(words: list[str]) -> str:
    """The braces with the sign that a person forgot before a word: # of the id, . of a class."""
    bare = [word for word in words if not word.startswith((".", "#"))]
    named = [word for word in words if word.startswith("#")]
    classes = {word for word in bare if named or word in (*kinds(), *TONES)}
    ids = [word for word in bare if word not in classes]
    return (
        "{ "
        + " ".join(
            f".{word}" if word in classes else f"#{word}" if word in ids[:1] else word
            for word in words
        )
        + " }"
    )


TYPES = ("danger", "warning", "info", "success", "note")


@rule("unknown-admonition", stage="syntax", by_page=True)
def unknown_admonition(site: Site) -> Faults:
    """A call-out of a type that has no look and no meaning here, or without a title.

    Bad:  !!! tipp "先别急"
    Good: !!! info "先别急"
    """
    for page in site.pages:
        for found in page.admonitions:
            if found.type not in TYPES:
                yield Fault(
                    found.at,
                    f"the call-out type {found.type!r} is unknown",
                    nearest(found.type, TYPES, f"use one of {', '.join(TYPES)}"),
                )
            elif not found.title or found.title.lower() == found.type:
                yield Fault(found.at, "the call-out has no title", f'write !!! {found.type} "…"')


BULLET = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+\S")


@rule("list-without-blank-line", stage="block", by_page=True)
def list_without_blank_line(site: Site) -> Faults:
    """A list follows a sentence without a blank line, and would become part of it.

    Bad:  先做三件事：
          - 截图
    Good: the same with an empty line between
    """
    for page in site.pages:
        for block in page.blocks:
            for line in _later_lines(block):
                source = page.lines[line - 1]
                if BULLET.match(source):
                    at = page.at(line, len(source) - len(source.lstrip()) + 1)
                    yield Fault(
                        at, "the list has no blank line before it", "put an empty line there"
                    )
                    break


def _later_lines(block: Block) -> list[int]:
    """Lines of a block's words but the first."""
    ends = [offset for offset, _ in block.pieces[1:]] + [len(block.text)]
    lines = {
        at.line
        for (start, at), end in zip(block.pieces, ends, strict=True)
        if block.text[start:end].strip()
    }
    return sorted(lines)[1:]


@rule("markdown-style", stage="section", by_page=True)
def markdown_style(site: Site) -> Faults:
    """Markdown that reads one way here and another way elsewhere, or untidily.

    Bad:  two blank lines, a tab, a trailing space
    Good: run make fix, which mends most of them

    Told once a line.
    """
    told = set()
    for entry in entries(site):
        if entry.rule == "rumdl":
            mend = "run make check, which brings rumdl, and look at [tool.rumdl] here"
            yield Fault(entry.at, f"rumdl could not run: {entry.message}", mend)
        elif (line := (entry.at.path, entry.at.line)) not in told:
            told.add(line)
            mend = "make fix mends it" if entry.fixable else "see rumdl.dev for the rule"
            yield Fault(
                entry.at, f"{entry.message} ({entry.rule})", mend, needs=(line_thing(entry.at),)
            )


@rule("bad-exception", stage="meaning", exceptions=False)
def bad_exception(site: Site) -> Faults:
    """An exception names no rule, gives no reason, or allows what nobody may, or nobody does.

    Bad:  <!-- allow raw-figure -->
    Good: <!-- allow raw-figure: the figure is the reader's own, from the line above -->

    What nobody does today would be a mistake that passes tomorrow.
    """
    for page in site.pages:
        allowed = {one.line: one for one in exceptions_of(page)}
        for number, text in body_lines(page):
            if COMMENT.match(text):
                at = page.at(number, text.index("<") + 1)
                if wrong := _wrong(text):
                    yield Fault(at, *wrong, needs=(line_thing(at),))
                elif not _is_used(site, page, allowed[number]):
                    yield Fault(
                        at,
                        f"no finding of {allowed[number].rule!r} stands below this exception",
                        "remove it, or move it to the line before the block it is for",
                    )


def _wrong(text: str) -> tuple[str, str] | None:
    found = ALLOW.match(text)
    if found is None:
        what = "this exception is not written as it must be"
        return what, "write <!-- allow RULE: reason --> on a line of its own"
    name = found["rule"]
    if name not in RULES:
        what = f"there is no rule {name!r}"
        return what, nearest(name, RULES, "run guidance rules for the list")
    if not RULES[name].exceptions:
        what = f"the rule {name!r} has no exceptions"
        return what, "mend what it finds, and remove this line"
    return None


def _is_used(site: Site, page: Page, one: Allowed) -> bool:
    found = found_by(RULES[one.rule], site)
    return any(is_allowed(each.finding, {page.path: [one]}) for each in found)
