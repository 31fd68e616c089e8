from pathlib import PurePosixPath

from guidance.check import Fault, Faults, rule
from guidance.check._ways import linked
from guidance.model import HOME, Site


@rule("unnamed-letter", stage="parity")
def check(site: Site) -> Faults:
    """A page sends readers to a page of letters and does not name the letter.

    Bad:  [写一封信](../tools/letters.md)
    Good: [要债权转让通知](../tools/letters.md#ask-assignment)

    Home and the pages beside the letters offer all of them.
    """
    for page in site.pages:
        pages = site.edition(page.locale)
        for link, place in linked(page):
            letters = pages[place.page].letters if place.page in pages and not place.anchor else ()
            if len(letters) < 2 or page.name == HOME or _beside(page.name, place.page):
                continue
            ids = " or ".join(f"#{letter.id}" for letter in letters)
            yield Fault(
                link.at,
                f"the link leads to all letters of {place}, not to one",
                f"add to {link.href} the letter that is meant: {ids}",
            )


def _beside(name: str, other: str) -> bool:
    return PurePosixPath(name).parent == PurePosixPath(other).parent
