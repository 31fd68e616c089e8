"""Names that a fraudster would imitate, and how he would.

A table of our own instead of Unicode's 6,000 confusables: letters of other scripts are refused
whatever they look like (look-alike), so that only Latin letters, digits and a few Han are left.
guidance/look-alikes.yml has another end: it undoes what senders write to pass filters.
"""

from __future__ import annotations

import re
from functools import lru_cache

NAMES = ("Alipay", "AlipayHK", "Huabei", "Jiebei", "Taobao", "WeChat", "pbccrc", "nfra", "Antgroup")
#: What the eye takes for one and the same, after small letters were made of capital ones.
SAME = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("|", "l"), ("0", "o"))
TOKEN = re.compile(r"[A-Za-z0-9|]{4,}")
HAN = (
    (re.compile(r"支[忖咐副符]宝|[攴攱枝]付宝|支付[室寳宲](?!内|外|里)"), "支付宝"),
    (re.compile(r"[虫玛码]蚁集团|蚂[议义]集团"), "蚂蚁集团"),
)


def skeleton(word: str) -> str:
    """The word as the eye takes it."""
    word = word.casefold()
    for looks, like in SAME:
        word = word.replace(looks, like)
    return word


SKELETONS = {skeleton(name): name for name in NAMES}
KNOWN = {name.casefold() for name in NAMES}


@lru_cache(2**15)
def _meant(word: str) -> str | None:
    """The name that a word imitates."""
    meant = SKELETONS.get(skeleton(word))
    # aLipay is a slip; AIipay, with a capital i for the l, reads the same and is none.
    return meant if word.casefold() not in KNOWN else None


def imitated(line: str) -> tuple[int, str, str] | None:
    """Where a line imitates a name, what it writes and what it means."""
    if any(map(_meant, TOKEN.findall(line))):
        return next((f.start(), f[0], m) for f in TOKEN.finditer(line) if (m := _meant(f[0])))
    if line.isascii():
        return None
    for pattern, meant in HAN:
        if match := pattern.search(line):
            return match.start(), match[0], meant
    return None
