"""What is a guide's own, ``docs/_guide/guide.yml``, every fault with its line."""

from __future__ import annotations

from pathlib import Path

from guidance.model import Finding
from guidance.own import Own
from guidance.parse.data import read_data

RULE = "invalid-guide"
FILE = "_guide/guide.yml"


def read_own(path: Path, shown: str) -> tuple[Own, list[Finding]]:
    """What the file says, and what is wrong with it."""
    own, _, faults = read_data(path, shown, RULE, Own)
    return own, faults
