import autocorrect_py

from guidance.check import Fault, Faults, rule
from guidance.check._plain import plain
from guidance.check._source import same_start, shown
from guidance.model import Page, Site

BUBBLE = ">"


@rule("typography", stage="meaning", by_page=True)
def check(site: Site) -> Faults:
    """Chinese and Latin letters stand without a space, or a Western mark in Chinese text.

    Bad:  打开银行App,看账单.
    Good: 打开银行 App，看账单。

    make fix mends it. Bubbles hold somebody else's typing; search_tags hold the reader's.
    """
    for page in site.pages:
        if not plain(page.locale).typography or page.problems or page.unread:
            continue
        yield from _untidy(page)


def _untidy(page: Page) -> Faults:
    body = "\n".join(page.lines[page.body_line - 1 :])
    try:
        entries = autocorrect_py.lint_for(body, "md").lines
    except ValueError:  # "call limit reached": it counts its steps, and a flood of text has many
        at = page.at(page.body_line)
        yield Fault(at, "the page is too long to look at its spacing", "split the page")
        return
    for entry in entries:
        line = page.body_line + entry.line - 1
        source = page.lines[line - 1]
        if source.lstrip().startswith(BUBBLE):
            continue
        same = same_start(entry.old, entry.new)
        begin = max(same - 2, 0)
        yield Fault(
            page.at(line, entry.col + same),
            f"untidy spacing or marks: {shown(entry.old[begin : same + 4])}",
            f"make fix mends it: {shown(entry.new[begin : same + 5])}",
        )
