import re

from guidance.check import Fault, Faults, rule
from guidance.check._source import body_lines
from guidance.han import QUOTES, SQUARE, both, wide
from guidance.model import Site
from guidance.parse.slips import moved

TARGET = rf"(?:#|[A-Za-z0-9./_-]+\.md|[a-z]+[{both(':')}])"
BEGIN, END, MARK, ASKS = map(wide, "()!?")
OPEN, CLOSE = SQUARE
CURLY = "".join(map("".join, QUOTES))
#: Spaces before what stands in a call-out or an item, and an entry of a list.
INSIDE, LISTED = 4, re.compile(r" *(?:[-*+]|\d+[.)]) ")
CALL_OUT = r"(?:danger|warning|info|success|note)\b"
PATTERNS = (
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
    (re.compile(rf"{OPEN}(?=[^{CLOSE}\]]+[{CLOSE}\]]\s*[({BEGIN}]{TARGET})"
                rf"|{CLOSE}(?=\s*[({BEGIN}]{TARGET})"
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
def check(site: Site) -> Faults:
    """Almost Markdown: it would appear on the page as it is typed.

    Bad:  ## 先停手{ #stop }   [要] (#stop)   [要]（#stop）
    Good: ## 先停手 { #stop }   [要](#stop)

    Told once a line.
    """
    for page in site.pages:
        above = 0
        for number, text in body_lines(page):
            patterns = PATTERNS if text.strip() or "\t" in text else ()
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
                yield Fault(block.position(bold), "** without its other half", _other(block.text))


def _other(text: str) -> str:
    """Where the other half of a lone ** goes."""
    before, _, behind = text.partition("**")
    is_end = bool(before[-1:].strip()) and not behind[:1].isalnum()
    is_begin = bool(behind[:1].strip()) and not before[-1:].isalnum()
    if text.count("**") > 1 or is_end == is_begin:
        return "put ** on both sides of the bold words, without spaces inside"
    where = "before the first" if is_end else "behind the last"
    return f"put ** {where} of the bold words too, or take this one out"
