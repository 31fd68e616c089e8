from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._disguise import undisguised
from guidance.check._records import place_in_record
from guidance.model import Site

#: Which numbers belong to somebody is not known before this is mended.
UNSOUND = (("fact", "contact"),)


@rule("dial-mismatch", after=("invalid-fact",))
def check(site: Site) -> Iterator[Fault]:
    """The number that a contact's links dial is not the one they show.

    Bad:  number: "95188" with text: {zh: ["95189"], en: ["95188"]}
    Good: number: "95188" with text: {zh: ["95188"], en: ["95188"]}

    A reader would see one number and call another. Every text that has digits has the number's,
    or those of the contact's own site.
    """
    for contact in site.registry.contacts.values():
        known = {_digits(contact.number or ""), _digits(contact.site or "")} - {""}
        for locale, texts in contact.text.items():
            said = {_digits(text): text for text in texts}
            wrong = [text for digits, text in said.items() if digits and digits not in known]
            for text in wrong:
                yield Fault(
                    place_in_record(site, "contact", contact, text),
                    f"{contact.id}: the {locale} text {text!r} is not the number "
                    f"{contact.number or contact.site} that its link leads to",
                    "look at the source, then make number: and text: equal",
                    UNSOUND,
                )
            if contact.number and not wrong and _digits(contact.number) not in said:
                yield Fault(
                    place_in_record(site, "contact", contact, contact.number),
                    f"{contact.id}: no {locale} text is the number {contact.number}",
                    f"write it under text: {locale}:, or correct number:",
                    UNSOUND,
                )


def _digits(text: str) -> str:
    return "".join(char for char in undisguised(text) if char.isdigit())
