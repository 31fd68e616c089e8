from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._causes import Thing, line_thing
from guidance.check._disguise import undisguised
from guidance.check._elsewhere import elsewhere
from guidance.check._figures import (
    cites,
    examples,
    is_cited,
    numbers,
    prose,
    unquoted,
)
from guidance.model import Site
from guidance.registry import CITED

#: Before a number of a standard or of articles.
NOT_TO_CALL = re.compile(r"(?:GB/T ?|第 ?|\b[Aa]rt(?:icle)?s?\.?[\d ,–and]*)$")


@rule("raw-phone", stage="meaning")
def check(site: Site) -> Iterator[Fault]:
    """A phone number or short code stands in the text instead of a contact link.

    Bad:  马上打 95188。   九五一八八   ９ ５ １ ８ ８   95l88   nine five one eight eight
    Good: 马上打 [95188](contact:alipay)。

    An example message, code, a search word or a sentence of a fact may name a number of the
    registry, never any other. The title of a source says what it said then.
    """
    registered = {c.number: c.id for c in site.registry.contacts.values() if c.number}
    # Whose number an example names cannot be told while a record is broken.
    nobody: list[Thing] = [
        ("fact", "contact", i)
        for kind, i in site.registry.places
        if kind == "contact" and i not in site.registry.contacts
    ]
    for page, block in prose(site):
        for found in numbers(unquoted(block.text), page.locale):
            if is_cited(page, block, found.written, "contact"):
                continue
            known = registered.get(found.digits)
            yield Fault(
                block.position(found.start),
                f"the number {found.written} stands in the text",
                f"write [{found.digits}](contact:{known})"
                if known
                else "add it to docs/_facts/contacts.yml with its source, then link it",
                breaks=cites(page, block),
            )
    for page, words, block, offset in examples(site):
        for found in numbers(words, page.locale):
            if found.digits not in registered:
                at = block.position(offset + found.start)
                yield Fault(
                    at,
                    f"the number {found.written} in this example belongs to nobody we know",
                    "leave the number out of the example",
                    needs=(("fact", "contact"), *nobody, line_thing(at)),
                )
    for other in elsewhere(site):
        # A link that was not filled in cites no record, which unknown-fact tells.
        words = CITED.sub(lambda link: " " * len(link[0]), undisguised(other.text))
        for found in () if other.is_source else numbers(words, other.locale):
            own = found.digits in other.own or NOT_TO_CALL.search(words, 0, found.start)
            if found.digits not in registered and not own:
                at = other.at(found.start)
                yield Fault(
                    at,
                    f"the number {found.written} in this {other.kind} belongs to nobody we know",
                    "leave the number out, or add it to docs/_facts/contacts.yml with its source",
                    needs=(("fact", "contact"), *nobody, line_thing(at)),
                )
