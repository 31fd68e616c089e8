"""What the scripts find in a page is the same in both editions, but for the words.

So a browser need not see every promise of a script twice.
"""

import re
from pathlib import Path

from guidance.strings import load

from tests.helpers.html import Element, read
from tests.helpers.project import NAMES, Address

BLANK = re.compile(r"\{\w*\}")
#: Attributes by which a script knows a part; others hold words or addresses.
NAMES_OF_PARTS = re.compile(
    r"id|class|type|inputmode|maxlength|data-(node|answer|item|list|letter|field|tree|paper|days|kind|outcome|pair)"
)


#: Where a link of a tree leads, for paper alone: sentences link where their language asks for it.
FOR_PAPER = "data-where"


def handles(element: Element) -> list[tuple[str, ...]]:
    """In page order: each part that a script works with, its attributes, and blanks of its words."""
    return [
        (one.tag, *sorted(_handle(*pair) for pair in one.attrs.items()))
        for one in element.walk()
        if any(name.startswith("data-") and name != FOR_PAPER for name in one.attrs)
        or one.tag in ("input", "button")
    ]


def _handle(name: str, value: str) -> str:
    if NAMES_OF_PARTS.fullmatch(name):
        return f"{name}={value}"
    return f"{name} {sorted(BLANK.findall(value))}"


def test_the_scripts_find_the_same_in_both_editions(built_site: Path) -> None:
    seen, differ = 0, {}
    for name in NAMES:
        chinese, english = (
            handles(read(built_site / Address(locale, name).file).one("body"))
            for locale in ("zh", "en")
        )
        seen += len(chinese)
        if chinese != english:
            differ[name] = [
                pair for pair in zip(chinese, english, strict=False) if pair[0] != pair[1]
            ][:3]
    assert seen > 1000
    assert differ == {}


def test_both_editions_have_the_same_words_with_the_same_blanks() -> None:
    chinese, english = load("zh"), load("en")
    assert chinese.keys() == english.keys()
    differ = [
        key
        for key, words in chinese.items()
        if sorted(set(BLANK.findall(words))) != sorted(set(BLANK.findall(english[key])))
    ]
    assert differ == []
