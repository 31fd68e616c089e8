"""Fingerprints of a Chinese text: enough to find copied wording, too little to read it.

Usage: ``python -m tests.helpers.shingles FILE`` prints one fingerprint a line.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

#: Han characters in a row that two texts on one subject hardly share by chance.
LENGTH = 12
DIGEST = 12


def shingles(text: str) -> Iterator[str]:
    """Every run of ``LENGTH`` Han characters; spaces, marks, Latin and figures do not count."""
    han = re.sub(r"[^\u3400-\u9fff]", "", text)
    for start in range(len(han) - LENGTH + 1):
        yield han[start : start + LENGTH]


def fingerprint(shingle: str) -> str:
    return hashlib.sha256(shingle.encode()).hexdigest()[:DIGEST]


if __name__ == "__main__":
    words = Path(sys.argv[1]).read_text("utf-8")
    print("\n".join(sorted({fingerprint(shingle) for shingle in shingles(words)})))
