"""What readers pass on or hear: a tree's outcome, a list, numbers, a plan.

Its script puts one quiet row beside each; ``late.js``, loaded at the first tap, draws the picture,
writes the text, or has it read aloud. A page has nothing of it but the words of the buttons, and
the code of each part.
"""

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.pack.codes import CLASS, code_of, codes_of_contacts, is_to_call, spare
from guidance.render.context import Context, Edition

#: A colour or shape of the tokens, as light grounds have it: it is declared first.
TOKEN = re.compile(r"""--([\w-]+): (?:(#\w+)|url\(".* d='([^']+)'.*"\));""")
TOKENS = "assets/tokens.css"


def finish(root: Element, context: Context) -> None:
    """Name the code of each list and tree, which a picture of it bears."""
    for box in root.iter() if context.page.listed else ():
        if part := box.get("data-tree") or box.get("data-list"):
            code = code_of(context.site, context.page.name, part, context.today)
            box.set("data-code", code)


def known(edition: Edition, overrides: Path) -> dict[str, Any]:
    """What ``late.js`` knows: words, who answers at a number, its code, the look of light."""
    words = edition.words
    contacts = [
        contact
        for contact in edition.site.registry.contacts.values()
        if is_to_call(contact, edition.today) and not contact.incoming
    ]
    register = edition.site.page_with(CLASS, edition.locale)
    look: dict[str, str] = {}
    for name, colour, path in TOKEN.findall((overrides / TOKENS).read_text("utf-8")):
        look.setdefault(name, colour or path)
    own = {key[6:]: value for key, value in words.items() if key.startswith("share_")}
    shared = {key[5:]: value for key, value in words.items() if key.startswith("tool_")}
    return {
        "words": own | shared,
        "names": {contact.number: contact.name[edition.locale] for contact in contacts},
        # Where a thing names no number: the first only where there is danger.
        "spare": [one.number for one in spare(edition.site.registry, edition.today)],
        "codes": codes_of_contacts(edition.site, edition.today),
        "register": register.title if register else "",
        "look": look,
    }


COMPONENT = Component(finish=finish, late=known, late_scripts=("assets/copy.js",), common=True)
