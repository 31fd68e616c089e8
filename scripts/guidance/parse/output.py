"""What Markdown would put on the page, looked at once more.

The rules read source lines and must guess, as Markdown does, where code begins and ends. Who wants
to harm a reader makes the two guess differently. Here nothing is guessed: whatever HTML the page
brings along lies in Markdown's stash, and every tag and attribute stands in its output.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown

from guidance.model import Finding, Page, Position
from guidance.parse.marks import PLACEHOLDER, escaped, without_marks

RULE = "raw-html"
REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
EXCEPTION = re.compile(r"<!--\s*allow\b(?:(?!-->).)*-->\s*", re.S)
TAG = re.compile(r"<[^>]*>?")
ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
NAMES = (
    "a blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr li ol p pre s span "
    "strong sub summary sup table tbody td th thead tr ul"
).replace(" ", "|")
HARMLESS = ("class", "id", "href", "start", "open")
ATTRIBUTES = r'(?: (?:class="[\w -]*"|id="[^"<>]*"|href="[^"<>]*"|start="\d+"|open="open"' + (
    r'|style="text-align: \w+;"))*'  # an aligned table, which forbidden-syntax tells
)
PLAIN = re.compile(rf"</(?:{NAMES})>|<(?:{NAMES}){ATTRIBUTES}(?: ?/)?>")
# A code fence as superfences writes it; with a title or line numbers it is written otherwise.
FENCE = re.compile(
    r'<div class="highlight"><pre><span></span>'
    r'<code>(?:[^<]|<span class="\w{0,4}">|</span>)*</code></pre></div>'
)
CODE = re.compile(r"<code\b[^>]*>(?P<inside>.*?)</code>", re.S)


def put_back(root: Element, stash: Mapping[str, str]) -> None:
    """Put into a tree what Markdown's placeholders stand for, as words and as code, never as HTML.

    ``stash`` holds what it kept out of the tree, by placeholder.
    """

    def meant(text: str | None) -> str:
        return PLACEHOLDER.sub(lambda found: escaped(found[0]) or words(found[0]), text or "")

    def words(placeholder: str) -> str:
        return html.unescape(TAG.sub("", EXCEPTION.sub("", stash.get(placeholder, ""))))

    for element in list(root.iter()):
        block = (element.text or "").strip()
        kept = stash.get(block, "")
        if FENCE.fullmatch(kept.strip()):
            holder = element if element.tag == "p" else Element("pre")
            holder.tag, element.text = "pre", None
            if holder is not element:
                element.insert(0, holder)
            SubElement(holder, "code").text = words(block)
        elif element.tag == "p" and EXCEPTION.fullmatch(kept):
            element.tag = "template"  # not for readers
        if element.tag == "code":
            element.text = html.unescape(element.text or "")  # Markdown has escaped it
        element.text, element.tail = meant(element.text), meant(element.tail)
        for name, value in element.attrib.items():
            element.set(name, meant(value))


def unsafe(md: Markdown, output: str, page: Page) -> Iterator[Finding]:
    """What reaches the page though no author may put it there; each of it once."""
    told, lines = "", {line.strip() for line in page.lines}
    for raw in dict.fromkeys(without_marks(str(raw)) for raw in md.htmlStash.rawHtmlBlocks):
        text = raw.strip()
        if REFERENCE.fullmatch(text):
            if html.unescape(text) == text:
                continue  # R&D; is no character
            yield Finding(
                _place([text], page),
                "character-reference",
                f"{text} stands for the character {html.unescape(text)!r}",
                "type the character itself, or leave it out",
            )
        elif EXCEPTION.fullmatch(text) and text in lines:
            continue  # bad-exception looks at those on a line of their own
        elif text and not FENCE.fullmatch(text):
            is_end = text.startswith("</") and told  # of a tag that was told
            told += raw
            if is_end:
                continue
            inside = [html.unescape(TAG.sub("", code)) for code in CODE.findall(text)]
            yield _unsafe(text, [text, *inside, *text.split()], page)
    known = {link.href for link in page.links}
    for tag in dict.fromkeys(TAG.findall(EXCEPTION.sub("", output))):
        attributes = [(name, html.unescape(value)) for name, value in ATTRIBUTE.findall(tag)]
        is_known = all(value in known for name, value in attributes if name == "href")
        if tag not in told and not (PLAIN.fullmatch(tag) and is_known):
            odd = [value for name, value in attributes if name not in HARMLESS]
            links = [value.removeprefix("mailto:") for name, value in attributes if name == "href"]
            yield _unsafe(html.unescape(tag), [tag, *odd, *links], page)


def code_of(output: str, page: Page) -> Iterator[tuple[str, Position]]:
    """Words that are shown as code, which no block of prose holds, and where they stand."""
    for found in CODE.finditer(output):
        words = html.unescape(TAG.sub("", found["inside"]))
        if words.strip():
            yield words, _place([words], page)


def _unsafe(text: str, looks: Iterable[str], page: Page) -> Finding:
    line = text.split("\n")[0]
    what = f"the page would hold HTML: {(line if len(line) <= 60 else f'{line[:60]}…')!r}"
    mend = "write it in Markdown, wherever it stands: **bold**, [words](page.md), ## words { #id }"
    if text.startswith("<!--"):
        mend = "remove the comment: it would be in the page for all to read"
    return Finding(_place(looks, page), RULE, what, mend)


def _place(looks: Iterable[str], page: Page) -> Position:
    """The first body line that holds the beginning of one of these texts."""
    body = page.lines[page.body_line - 1 :]
    for text in looks:
        wanted = next((line.strip() for line in text.split("\n") if line.strip()), "")
        found = [index for index, line in enumerate(body) if wanted and wanted in line]
        if found:
            whole = [index for index in found if body[index].strip() == wanted]
            index = (whole or found)[0]
            return page.at(page.body_line + index, body[index].index(wanted) + 1)
    return page.at(page.body_line)
