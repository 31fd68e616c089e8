from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._figures import UNTRUSTED, cites, examples, is_cited, phones, prose, unquoted
from guidance.model import Site


@rule("raw-phone", after=(*UNTRUSTED, "invalid-fact"))
def check(site: Site) -> Iterator[Fault]:
    """A phone number or short code stands in the text instead of a contact link.

    Bad:  马上打 95188。
    Good: 马上打 [95188](contact:alipay)。

    An example message may name a number of the registry, never any other.
    """
    registered = {c.number: c.id for c in site.registry.contacts.values() if c.number}
    # Whose number an example names cannot be told while a record is broken.
    nobody = [("fact", "contact", i) for kind, i in site.registry.places if kind == "contact"
              and i not in site.registry.contacts]  # fmt: skip
    for page, block in prose(site):
        for found in phones(unquoted(block.text)):
            number = found[0]
            if is_cited(page, block, number, "contact"):
                continue
            known = registered.get(number)
            yield Fault(
                block.position(found.start()),
                f"the number {number} stands in the text",
                f"write [{number}](contact:{known})"
                if known
                else "add it to docs/_facts/contacts.yml with its source, then link it",
                breaks=cites(page, block),
            )
    for _, words, block, offset in examples(site):
        for found in phones(words):
            if found[0] not in registered:
                yield Fault(
                    block.position(offset + found.start()),
                    f"the number {found[0]} in this example belongs to nobody we know",
                    "leave the number out of the example",
                    needs=(("fact", "contact"), *nobody),
                )
