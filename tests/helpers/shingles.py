"""Fingerprints of a Chinese text: enough to find copied wording, too little to read it.

Usage: ``python -m tests.helpers.shingles FILE`` prints one fingerprint a line.
"""

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

#: Han characters in a row that two texts on one subject hardly share by chance.
LENGTH = 12
DIGITS = 12


def shingles(text: str) -> Iterator[str]:
    """Every run of ``LENGTH`` Han characters; spaces, marks, Latin and figures do not count."""
    han = re.sub(r"[^\u3400-\u9fff]", "", text)
    for start in range(len(han) - LENGTH + 1):
        yield han[start : start + LENGTH]


def fingerprint(shingle: str) -> str:
    """The end of the SHA-256 in decimal: hexadecimal looks like misspelt words to typos."""
    number = int.from_bytes(hashlib.sha256(shingle.encode()).digest())
    return f"{number % 10**DIGITS:0{DIGITS}}"


if __name__ == "__main__":
    words = Path(sys.argv[1]).read_text("utf-8")
    print("\n".join(sorted({fingerprint(shingle) for shingle in shingles(words)})))
