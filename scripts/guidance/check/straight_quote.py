from guidance.check import Fault, Faults, rule
from guidance.check._quotes import straight_lines
from guidance.check._source import same_start, shown
from guidance.model import Site


@rule("straight-quote", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Faults:
    """English text holds a straight quotation mark or apostrophe.

    Bad:  Don't say "I will pay".
    Good: Don’t say “I will pay”.

    make fix mends it. Bubbles hold somebody else's typing.
    """
    for page in site.pages:
        for number, line, mended in straight_lines(page):
            at = same_start(line, mended)
            begin = max(at - 8, 0)
            yield Fault(
                page.at(number, at + 1),
                f"a straight quotation mark: {shown(line[begin : at + 12])}",
                f"make fix mends it: {shown(mended[begin : at + 12])}",
            )
