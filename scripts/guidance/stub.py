"""What a translator begins with: the other edition's page, its structure kept, its words open.

Everything that must be equal in both editions stands already: headings with their ids and classes,
answers, items, facts, blanks, links, call-outs. ``…`` is what is left to write.
"""

import re
from collections.abc import Iterator

from guidance.model import FACT_SCHEMES, Page
from guidance.parse.marks import fenced_lines
from guidance.registry import Law, Registry, accepted_texts

OPEN = "…"
HEADING = re.compile(r"(#{1,6}) .*?( \{[^{}]*\})?\s*$")
CALLOUT = re.compile(r"(\s*(?:!!!|\?\?\?\+?) ?[\w -]*)\".*\"\s*$")
TABLE_RULE = re.compile(r"\s*\|?[ :|-]*-[ :|-]*$")
LINE = re.compile(
    r"(?P<begin>(?:\s*>)*\s*(?:[-*+] |\d+[.)] )?(?:\[[ xX]\] )?)"
    r"(?P<words>.*?)(?P<end> \{[^{}]*\})?$"
)
TOKEN = re.compile(
    r"`[^`]+`|\[(?P<text>[^\[\]]*)\]\((?P<href>[^()\s]*)\)|(?P<mark>\*\*|\*)(?P<strong>[^*]+)(?P=mark)"
)
COMMENT = re.compile(r"\s*<!--.*-->\s*$")


def stub(page: Page, locale: str, registry: Registry) -> str:
    """``page`` for the edition ``locale``. Letters keep their words: they are sent as they are."""
    lines = [*_front_matter(page), *_body(page, locale, registry)]
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return "\n".join(kept).rstrip("\n") + "\n"


def _front_matter(page: Page) -> Iterator[str]:
    yield "---"
    key = ""
    for line in page.lines[1 : page.body_line - 2]:
        begins = line[:1].isalpha()
        key = line.partition(":")[0] if begins else key
        if key == "hide":
            yield line  # its words mean the same in every edition
        elif begins and key == "search_tags":
            yield from ("search_tags:", f"  - {OPEN}")
        elif begins:
            yield f"{key}: {OPEN}"
    yield "---"


def _body(page: Page, locale: str, registry: Registry) -> Iterator[str]:
    lines = page.lines[page.body_line - 1 :]
    letter = _letter_lines(page)
    for number, (line, is_code) in enumerate(zip(lines, fenced_lines(lines), strict=True)):
        at = page.body_line + number
        if is_code or not line.strip() or TABLE_RULE.match(line):
            yield line.rstrip()
        elif COMMENT.match(line):
            continue
        elif heading := HEADING.match(line):
            yield f"{heading[1]} {OPEN}{heading[2] or ''}"
        elif callout := CALLOUT.match(line):
            yield f'{callout[1]}"{OPEN}"'
        elif at in letter:
            yield re.sub(r"\[[^\[\]]*\]\(field:", f"[{OPEN}](field:", line)
        elif line.lstrip().startswith("|"):
            cells = line.strip().strip("|").split("|")
            yield "| " + " | ".join(_open(cell, locale, registry) for cell in cells) + " |"
        elif found := LINE.match(line):
            yield found["begin"] + _open(found["words"], locale, registry) + (found["end"] or "")


def _letter_lines(page: Page) -> set[int]:
    """Lines of a letter's own words: behind its introduction, up to the first call-out."""
    found: set[int] = set()
    for letter in page.letters:
        blocks, inside = 0, False
        for number in range(letter.at.line + 1, len(page.lines) + 1):
            line = page.lines[number - 1]
            if HEADING.match(line) or CALLOUT.match(line):
                break
            if line.strip() and not inside:
                blocks += 1
            inside = bool(line.strip())
            if blocks > 1 and inside:
                found.add(number)
    return found


def _open(text: str, locale: str, registry: Registry) -> str:
    """The words left out; links, facts, code and bold stay."""
    parts, end = [], 0
    for token in TOKEN.finditer(text):
        parts.append(_words(text[end : token.start()]))
        parts.append(_token(token, locale, registry))
        end = token.end()
    parts.append(_words(text[end:]))
    return " ".join(part for part in parts if part)


def _words(text: str) -> str:
    return OPEN if re.search(r"\w", text) else ""


def _token(token: re.Match[str], locale: str, registry: Registry) -> str:
    if token["mark"]:
        return f"{token['mark']}{_open(token['strong'], locale, registry)}{token['mark']}"
    if token["href"] is None:
        return token[0]
    return f"[{_said(token['href'], locale, registry)}]({token['href']})"


def _said(href: str, locale: str, registry: Registry) -> str:
    """The registry's words for a fact in an edition, where there are any."""
    scheme, _, key = href.partition(":")
    record = registry.get(scheme, key) if scheme in FACT_SCHEMES else None
    if record is None:
        return OPEN
    texts = accepted_texts(record, locale, key.partition("#")[2])
    if texts:
        return texts[0]
    return record.title[locale] if isinstance(record, Law) else OPEN
