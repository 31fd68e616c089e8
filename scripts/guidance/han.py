"""Han, and the marks that stand among them: the one place where code names any.

Words, and what is the custom of one language, stand in ``languages/<locale>/language.yml``.
"""

import re

#: Within [] of a pattern, and one of them.
LETTERS = r"\u3400-\u9fff\uf900-\ufaff"
HAN = re.compile(f"[{LETTERS}]")
STOP, COMMA = "。", "、"
SQUARE, TITLES = ("【", "】"), "《》"
OPENING, CLOSING = "（《〈「『【", "）》〉」』】"
#: Of this script and of others.
QUOTES = (("“", "”"), ("「", "」"), ("『", "』"))
#: From a sign of the keyboard to its full-width form.
AWAY = ord("！") - ord("!")


def wide(marks: str) -> str:
    """Marks of the keyboard in their full-width forms."""
    return "".join(chr(ord(mark) + AWAY) for mark in marks)


def both(marks: str) -> str:
    """Marks of the keyboard and their full-width forms."""
    return marks + wide(marks)
