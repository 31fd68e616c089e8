from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from guidance.check import Fault, rule
from guidance.check._elsewhere import elsewhere
from guidance.check._figures import prose
from guidance.check._source import shown
from guidance.model import Site
from guidance.registry import addresses

ENDS = (
    "com|cn|net|org|top|xyz|vip|cc|info|shop|app|io|site|online|club|ltd|wang|link|icu|ink|tech|store"
    "|pro|biz|mobi|asia|hk|tw|tk|gov|edu|fun|live|work|中国|网址|公司|网络|在线"
)
DOT = (
    r"(?:\s?[.．。｡]|\s?[\[(（【][.．。点][\])）】]\s?"
    r"|\s?点\s?(?=(?:com|cn|net|top|xyz|vip)\b)|\s(?:dot|点)\s)"
)
SCHEME = re.compile(r"^https?://")
LABEL = r"[A-Za-z0-9-]{1,63}+"  # possessive, so that a line of hyphens is read once
BEGIN = r"(?<![A-Za-z0-9-])"
ADDRESS = re.compile(
    r"\b(?:https?|hxxps?|ftp)\s?[:：]\s?[/\\]{1,2}[^\s<>()（）“”，。；、]*[^\s<>()（）“”，。；、.,;:!?]"
    rf"|\bwww\s?[.．。]{LABEL}[.．。][A-Za-z0-9.-]+"
    rf"|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{{1,64}}+\s?@\s?{LABEL}\.[A-Za-z0-9.-]+"
    rf"|{BEGIN}{LABEL}(?:{DOT}{LABEL}){{0,8}}?{DOT}(?:{ENDS})(?!\.?[A-Za-z0-9-])"
    rf"|{BEGIN}{LABEL}(?:\.{LABEL}){{0,8}}?\.[A-Za-z]{{2,}}/[A-Za-z0-9]\S*"
    rf"|[\u4e00-\u9fff]{{2,8}}\.(?:{ENDS})(?![A-Za-z0-9-])"
    r"|\bxn--[a-z0-9-]+"
    r"|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])",
    re.I,
)

#: One of these stands in every address, and in few sentences.
HINT = re.compile(
    r"[.．。｡](?:[A-Za-z0-9\])）】-]|中国|网址|公司|网络|在线)|[\[(（【]点|点\s?[A-Za-z]|\s(?:dot|点)\s"
    r"|@|[:：]\s?[/\\]|xn--",
    re.I,
)

#: Where not even an address of the registry may stand.
EVEN_KNOWN = ("code", "correction")


@rule("raw-address", stage="word")
def check(site: Site) -> Iterator[Fault]:
    """A web or mail address stands in the text, in an example message too.

    Bad:  打开 www.example.com 查询   alipay点com   alipay[.]com   t.me/helper   1.2.3.4
    Good: 打开[法院网站](contact:court)查询; in an example message, 点击链接 …

    Outside addresses come from the registry, so that each has a source and a day it was checked.
    In a search word and in a sentence of a fact may stand a domain of the registry, no other.
    """
    bubbles = [b for page in site.pages for b in page.blocks if b.kind == "bubble"]
    for block in (*(block for _, block in prose(site)), *bubbles):
        for found in addresses_in(block.text):
            yield Fault(
                block.position(found.start()),
                f"the address {shown(found[0])} stands in the text",
                "leave it out of the example: 点击链接 …"
                if block.kind == "bubble"
                else "link a record of docs/_facts/contacts.yml that has this site",
            )
    urls = [url for _, record in site.registry.records() for url in addresses(record)]
    hosts = {host for url in urls if (host := urlsplit(url).hostname)}
    for words in elsewhere(site):
        for found in () if words.is_source else addresses_in(words.text):
            host = SCHEME.sub("", found[0].lower()).split("/")[0].strip(".")
            is_known = any(known == host or known.endswith(f".{host}") for known in hosts)
            if words.kind in EVEN_KNOWN or not is_known:
                yield Fault(
                    words.at(found.start()),
                    f"the address {shown(found[0])} in this {words.kind} belongs to nobody we know",
                    "leave it out, or link a record of docs/_facts/contacts.yml that has this site",
                )


def addresses_in(text: str) -> Iterable[re.Match[str]]:
    """Addresses in plain words."""
    return ADDRESS.finditer(text) if HINT.search(text) else ()
