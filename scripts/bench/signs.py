"""Usage: ``make bench-signs CORPUS=FOLDER``, or ``python -m bench.signs FOLDER [seen|unseen]``.

Tries the warning signs on messages of others, which are never committed: FOLDER holds
``fraud/KIND.txt``, ``ordinary/KIND.txt`` and ``warnings/KIND.txt``, a message a line. What comes
after an @ in a name (``fraud/court@court.txt``) is the next step that its messages must lead to, by
the first sign that the step is for. Prints hits and false alarms per kind, for two halves that a
hash parts: tune with the one, and look at the other when all is done.

"marked" counts every sign, "beyond" only those that genuine texts do not have: a link is marked
whoever writes, and a court's own text leads to the court.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from tests.helpers.signs import find_signs, signs

HALVES = ("seen", "unseen")
ROW = "{:10} {:16} {:7} {:>6} {:>8} {:>10} {:>8}"


def half_of(message: str) -> str:
    """The half that a message belongs to, today and tomorrow."""
    return HALVES[crc32(message.encode()) % 2]


def share(part: int, whole: int) -> str:
    """As a percentage."""
    return f"{100 * part / whole:.1f}%" if whole else "-"


def rows(folder: Path, halves: tuple[str, ...]) -> Iterator[str]:
    """The table, a line at a time; messages that went wrong are named by no line."""
    mild = {sign.id for sign in signs().values() if sign.genuine}
    yield ROW.format("", "kind", "half", "texts", "marked", "beyond", "step")
    for file in sorted(folder.glob("*/*.txt")):
        kind, _, step = file.stem.partition("@")
        lines = [one.strip() for one in file.read_text("utf-8").splitlines() if one.strip()]
        found = find_signs(lines)
        for half in halves:
            told = [had for text, had in zip(lines, found, strict=True) if half_of(text) == half]
            yield ROW.format(
                file.parent.name,
                kind,
                half,
                len(told),
                share(sum(bool(one.signs) for one in told), len(told)),
                share(sum(bool(set(one.signs) - mild) for one in told), len(told)),
                share(sum(step in one.steps for one in told), len(told)) if step else "",
            )


if __name__ == "__main__":
    asked = tuple(sys.argv[2:]) or HALVES
    print(*rows(Path(sys.argv[1]), asked), sep="\n")
