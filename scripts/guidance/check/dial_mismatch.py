from guidance.check import Fault, Faults, rule
from guidance.check._digits import PART, numbers
from guidance.check._records import place_in_record
from guidance.model import Site

#: Which numbers belong to somebody is not known before this is mended.
UNSOUND = (("fact", "contact"),)


@rule("dial-mismatch", stage="word")
def check(site: Site) -> Faults:
    """Other words for a contact's links hold another number than the one they dial.

    Bad:  number: "95188" with text: {zh: ["95189"], en: ["95189"]}
    Good: number: "95188" alone

    A reader would see one number and call another. Digits in text: are those of the contact's own
    site; its number need not be repeated.
    """
    for contact in site.registry.contacts.values():
        known = {_digits(f"{one}") for one in (contact.number, contact.site)}
        for locale, texts in contact.text.items():
            said = {_digits(text): text for text in texts}
            wrong = [text for digits, text in said.items() if digits and digits not in known]
            for text in wrong:
                yield Fault(
                    place_in_record(site, "contact", contact, text),
                    f"{contact.id}: the {locale} text {text!r} is not the number "
                    f"{contact.number or contact.site} that its link leads to",
                    "look at the source, correct number:, and take this text out",
                    UNSOUND,
                )


def _digits(text: str) -> str:
    return "".join(one.digits for one in numbers(text) if len(one.digits) >= PART)
