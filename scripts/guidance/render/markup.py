"""The elements of a page that the build has written.

html.parser takes five times as long. This is sound for what our serialisers and templates write:
``<`` in a text is ``&lt;``, and only a quoted value holds a ``>``.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

ELEMENT = re.compile(
    r"""<!--.*?-->|<([a-z][^\s/>]*)([^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>""",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\s"'/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


class Markup(NamedTuple):
    """An element; ``text`` is what a script or a sheet holds, and empty for any other."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


def elements(html: str) -> Iterator[Markup]:
    """The elements of a page, those that are written alike once; what scripts hold is none."""
    seen: set[str] = set()
    at = 0
    while found := ELEMENT.search(html, at):
        at = found.end()
        tag, text = (found[1] or "").lower(), ""
        if tag in ("script", "style"):
            text = html[at:].partition(f"</{tag}")[0]
            at += len(text)
        elif not tag or found[0] in seen:
            continue
        seen.add(found[0])
        attributes = {
            name.lower(): unescape(double or single or bare)
            for name, double, single, bare in ATTRIBUTE.findall(found[2])
        }
        yield Markup(tag, attributes, text)
