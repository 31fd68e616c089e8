from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._source import nearest
from guidance.model import Page, Site

NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
OWN_NAME = (
    "write one or two English words joined by a hyphen, as in field:home-address, "
    "the same in every edition"
)


@rule("bad-field", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """A blank stands outside a letter, has no words, or a name that is not kebab-case.

    Bad:  [你的姓名](field:姓名)   [](field:name)   [你的姓名](field:name) in ordinary text
    Good: [你的姓名](field:name) below ## 申请分期 { #ask-plan .letter }

    The first block of a letter's section introduces it; the letter ends at a call-out or a fold.
    """
    for page in site.pages:
        yield from _faults(page)


def _faults(page: Page) -> Iterator[Fault]:
    inside = {link.at for letter in page.letters for link in letter.fields}
    for link in page.links:
        if link.scheme != "field":
            continue
        if link.at not in inside:
            yield Fault(
                link.at,
                f"the blank {link.key!r} stands outside a letter",
                "move it below the introduction of a .letter section, or write plain words",
            )
        elif not NAME.fullmatch(link.key):
            yield Fault(
                link.at,
                f"the blank's name {link.key!r} is not written in small letters and hyphens",
                nearest(link.key.lower(), ("name", "phone", "lender"), OWN_NAME),
            )
        elif not link.text:
            yield Fault(
                link.at,
                f"the blank {link.key!r} does not say what to write",
                f"put words into the brackets: [your name](field:{link.key})",
            )
