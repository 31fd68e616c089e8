"""What is a guide's own, ``docs/_guide``, every fault with its line."""

from __future__ import annotations

from pathlib import Path

from guidance.model import Finding
from guidance.own import FalseClaims, Own
from guidance.parse.data import read_data

RULE = "invalid-guide"
FOLDER, FILE, CLAIMS = "_guide", "guide.yml", "false-claims.yml"


def read_own(folder: Path, shown: str) -> tuple[Own, FalseClaims, list[Finding]]:
    """What the files of the folder say, and what is wrong with them."""
    own, _, faults = read_data(folder / FILE, f"{shown}/{FILE}", RULE, Own)
    claims, _, more = read_data(folder / CLAIMS, f"{shown}/{CLAIMS}", RULE, FalseClaims)
    return own, claims, faults + more
