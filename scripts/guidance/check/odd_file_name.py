import re
from pathlib import PurePosixPath

from guidance.check import Fault, Faults, rule
from guidance.check._causes import page_thing
from guidance.check._source import shown
from guidance.model import Site

PART = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@rule("odd-file-name", stage="file")
def check(site: Site) -> Faults:
    """A page's file or folder has a name that makes no plain address.

    Bad:  docs/zh/respond/付款.md   docs/en/Paid Already.md   docs/en/paid_.md
    Good: docs/zh/respond/paid.md

    The name is the page's address: people read it aloud, copy it, and judge by it whether to trust
    the site. Some signs in it would even act in the page or in a reviewer's console.
    """
    for page in site.pages:
        *folders, name = PurePosixPath(page.name).parts
        parts = [
            part for part in folders if not part.endswith(".md")
        ]  # unreadable-file tells those
        odd = next((part for part in (*parts, name) if not PART.fullmatch(part)), None)
        if odd:
            yield Fault(
                page.at(),
                f"the name {shown(odd)} makes no plain address",
                "rename it: small letters, digits and single hyphens, the same in every edition",
                breaks=(page_thing(page.name),),
            )
