"""The code of a part or a contact, six letters on each sheet and picture: what they say.

It belongs to the words, not to the day of making: sheets are made anew every night, and one that
still says the same must not look like a stranger's. All editions of a part have the same code. It
proves nothing, since anybody can copy it; ``reference/real`` says so.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date

from guidance.model import Page, Site
from guidance.registry import Contact, Registry, Sourced
from guidance.render.provenance import oldest_check

#: None is read as another one or as a digit, and they make no word.
LETTERS = "BCDFHJKMPRSTVWXZ"
LENGTH = 6
MOST_NUMBERS = 4
CLASS = "sheet-codes"
SPARE = ("emergency", "money")


def code_of(site: Site, name: str, part: str, today: date) -> str:
    """The code of a part of the page ``name``."""
    return _letters(_said(site, name, part, today))


def _of_contact(contact: Contact, today: date) -> str:
    """The code of a picture of one contact."""
    texts = (contact.name, contact.when, contact.cannot, contact.languages or {})
    said = (str(sorted(text.items())) for text in texts)
    reach = contact.number or contact.site or ""
    return _letters((contact.id, reach, *said, str(contact.checked), contact.age(today)))


def codes(site: Site, today: date) -> dict[str, str]:
    """The code of each part by its id, of each contact by ``contact:ID``."""
    parts = {part.id: page.name for page in site.pages if page.listed for _, part in page.parts}
    found = {part: code_of(site, name, part, today) for part, name in parts.items()}
    contacts = codes_of_contacts(site, today)
    return found | {f"contact:{one}": code for one, code in contacts.items()}


def codes_of_contacts(site: Site, today: date) -> dict[str, str]:
    """The code of each contact by its id."""
    known = (one for one in site.registry.contacts.values() if one.age(today) != "withheld")
    return {one.id: _of_contact(one, today) for one in known}


def _letters(said: Iterable[str]) -> str:
    digest = hashlib.sha256("\n".join(said).encode("utf-8", "surrogatepass")).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:LENGTH])


def _said(site: Site, name: str, part: str, today: date) -> Iterator[str]:
    """What its sheets say in every edition: words, numbers, and how old they are."""
    for locale in site.locales:
        page = site.edition(locale).get(name)
        heading = page and page.heading_ids.get(part)
        if not page or not heading:
            continue
        later = (h for h in page.headings if h.at.line > heading.at.line and not h.nested)
        end = next((h.at.line - 1 for h in later if h.level <= heading.level), None)
        yield from (page.title, *page.lines[heading.at.line - 1 : end])
        sections = sections_of(page, part)
        yield from (contact.number or "" for contact in contacts_of(site, page, part, today))
        yield str(oldest_check(page, site.registry, *sections))
        for link in page.facts():
            record = site.registry.get(link.scheme, link.key)
            if link.section in sections and isinstance(record, Sourced):
                yield record.age(today)


def sections_of(page: Page, part: str) -> list[str]:
    """Ids of the headings whose words a part holds."""
    return [part, *(node.id for tree in page.trees if tree.id == part for node in tree.nodes)]


def contacts_of(site: Site, page: Page, part: str, today: date) -> list[Contact]:
    """Whom a part says to call, in its order; a part that names nobody gets ``spare``."""
    sections = sections_of(page, part)
    cited = dict.fromkeys(x.fact_id for x in page.facts("contact") if x.section in sections)
    known = map(site.registry.contacts.get, cited)
    usable = [contact for contact in known if contact and is_to_call(contact, today)]
    return usable[:MOST_NUMBERS] or spare(site.registry, today)


def is_to_call(contact: Contact, today: date) -> bool:
    """Whether a contact has a number that somebody has checked."""
    return bool(contact.number) and contact.age(today) != "withheld"


def spare(registry: Registry, today: date) -> list[Contact]:
    """The emergency number, and the first that can stop money."""
    usable = [one for one in registry.contacts.values() if is_to_call(one, today)]
    firsts = (next((c for c in usable if c.group == group), None) for group in SPARE)
    return [contact for contact in firsts if contact]
