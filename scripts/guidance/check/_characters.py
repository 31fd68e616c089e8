"""What the editions are written with: a closed set, so that no disguise needs a list of its own.

A language declares its characters in ``languages/<locale>/language.yml``. Any page may hold those
of the others: an English page quotes a text in Chinese. A guide may add its own (``subject.py``).
"""

import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import product

from guidance.language import languages
from guidance.subject import Characters

ASCII = frozenset(map(chr, range(0x20, 0x7F))) | {"\t", "\n", "\r"}
NONE = Characters()
HAN = "CJK UNIFIED IDEOGRAPH"


@cache
def characters(own: Characters = NONE) -> frozenset[str]:
    """All characters that a guide may hold which has these of its own."""
    declared: list[Mapping[str, str]] = [one.get("characters", {}) for one in languages().values()]
    declared.append(own.model_dump(exclude_defaults=True))
    return ASCII.union(
        *(one.get("signs", "") for one in declared),
        *(_han_of(one["han"]) for one in declared if "han" in one),
    )


def _han_of(codec: str) -> set[str]:
    """The Han of a national standard, by the name of its codec."""
    found = b"\n".join(map(bytes, product(range(256), repeat=2))).decode(codec, "ignore")
    return {char for char in set(found) if unicodedata.name(char, "").startswith(HAN)}
