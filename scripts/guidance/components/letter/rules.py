"""Rules about letters."""

import re
from pathlib import PurePosixPath

from guidance.check import Fault, Faults, rule
from guidance.check._pairs import twins, unlike
from guidance.check._source import nearest
from guidance.check._ways import linked
from guidance.model import HOME, Link, Page, Site

NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
STRAY = "put it below the first block of a section { #id .letter }, or write plain words"
OWN_NAME = "write one or two English words joined by a hyphen, the same in every edition"


@rule("bad-field", stage="structure")
def bad_field(site: Site) -> Faults:
    """A blank stands outside a letter, has no words, or a name that is not kebab-case.

    Bad:  [你的姓名](field:姓名)   [](field:name)   [你的姓名](field:name) in ordinary text
    Good: [你的姓名](field:name) below ## 申请分期 { #ask-plan .letter }

    The first block of a letter's section introduces it; the letter ends at a call-out or a fold.
    Blanks outside are told once a section.
    """
    for page in site.pages:
        editions = [one for one in site.pages if one.name == page.name]
        inside = {link.at for letter in page.letters for link in letter.fields}
        told: set[str] = set()
        for link in (one for one in page.links if one.scheme == "field"):
            if link.at not in inside:
                if link.section not in told:
                    what = f"the blank {link.key!r} stands outside a letter"
                    yield Fault(link.at, what, STRAY)
                told.add(link.section)
            elif not NAME.fullmatch(link.key):
                what = f"the blank's name {link.key!r} is not written in small letters and hyphens"
                own = _own_name(page, link, editions)
                known = ("name", "phone", "lender")
                yield Fault(link.at, what, nearest(link.key.lower(), known, own))
            elif not link.text:
                what = f"the blank {link.key!r} does not say what to write"
                mend = f"put words into the brackets: [your name](field:{link.key})"
                yield Fault(link.at, what, mend)


def _own_name(page: Page, link: Link, editions: list[Page]) -> str:
    """The cure for a name that is none; with the name itself where another edition has it."""
    mine = next(letter for letter in page.letters if link in letter.fields)
    names = {blank.key for blank in mine.fields}
    for letter in (letter for other in editions for letter in other.letters):
        if letter.id == mine.id and len(letter.fields) == len(mine.fields):
            twin = letter.fields[mine.fields.index(link)]
            if twin.key not in names and NAME.fullmatch(twin.key):
                return f"write field:{twin.key}, as in {twin.at.path}:{twin.at.line}"
    return OWN_NAME


@rule("letter-parity", stage="parity", group="editions")
def letter_parity(site: Site) -> Faults:
    """A letter has other blanks in another edition.

    Bad:  name and phone in Chinese, only name in English
    Good: the same names of blanks in the same order
    """
    for source, other in twins(site):
        for mine, theirs in zip(source.letters, other.letters, strict=True):
            begins = (mine.at, theirs.at)
            yield from unlike("blank", mine.fields, theirs.fields, begins, lambda one: one.key)


@rule("unnamed-letter", stage="parity")
def unnamed_letter(site: Site) -> Faults:
    """A page sends readers to a page of letters and does not name the letter.

    Bad:  [写一封信](../tools/letters.md)
    Good: [要债权转让通知](../tools/letters.md#ask-assignment)

    Home and the pages beside the letters offer all of them.
    """
    for page in site.pages:
        pages = site.edition(page.locale)
        for link, place in linked(page):
            letters = pages[place.page].letters if place.page in pages and not place.anchor else ()
            is_beside = PurePosixPath(page.name).parent == PurePosixPath(place.page).parent
            if len(letters) < 2 or page.name == HOME or is_beside:
                continue
            what = f"the link leads to all letters of {place}, not to one"
            yield Fault(link.at, what, f"name one: {link.href}#{letters[0].id}, or another")
