import re

from guidance.check import Fault, Faults, rule
from guidance.check._exceptions import COMMENT
from guidance.check._source import body_lines, shown
from guidance.model import Page, Site

OPENING = re.compile(r"<(?=[A-Za-z!?])(?![a-z][a-z0-9+.-]*:|[^\s<>@]+@)[^>\n]*>?", re.I)
CLOSING = re.compile(r"</[A-Za-z][^>\n]*>?")


@rule("raw-html", stage="file")
def check(site: Site) -> Faults:
    """HTML stands in a page. Only the comment <!-- allow RULE: reason --> is let through.

    Bad:  <b>先停手</b>
    Good: **先停手**

    Told once a line; a closing tag only when nothing opens it.
    """
    for page in site.pages:
        found = list(_tags(page, OPENING)) or list(_tags(page, CLOSING))
        yield from found


def _tags(page: Page, tag: re.Pattern[str]) -> Faults:
    for number, text in body_lines(page):
        found = None if COMMENT.match(text) else tag.search(text)
        if found:
            at = page.at(number, found.start() + 1)
            mend = "write it in Markdown"
            if found[0].startswith("<!--"):
                mend = "remove the comment: it would be in the page for all to read"
            yield Fault(at, f"HTML stands here: {shown(found[0])}", mend)
