from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._source import shown
from guidance.model import Site

ADDRESS = re.compile(
    r"\b(?:https?|ftp)://[^\s<>()（）“”，。；、]+"
    r"|\bwww\.[A-Za-z0-9-]+\.[A-Za-z0-9.-]+"
    r"|\b[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+"
    r"|\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|net|org|top|xyz|vip|cc|info|shop)\b"
)


@rule("raw-address", after=("unknown-scheme", "raw-html", "mistyped-syntax"))
def check(site: Site) -> Iterator[Fault]:
    """A web or mail address stands in the text, in an example message too.

    Bad:  打开 www.example.com 查询
    Good: 打开[法院网站](contact:court)查询; in an example message, 点击链接 …

    Outside addresses come from the registry, so that each has a source and a day it was checked.
    """
    for page in site.pages:
        for block in page.blocks:
            for found in ADDRESS.finditer(block.text):
                yield Fault(
                    block.position(found.start()),
                    f"the address {shown(found[0])} stands in the text",
                    "leave it out of the example: 点击链接 …"
                    if block.kind == "bubble"
                    else "link a record of docs/_facts/contacts.yml that has this site",
                )
