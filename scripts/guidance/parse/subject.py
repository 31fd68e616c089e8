"""What is a guide's own, ``docs/_guide``, every fault with its line."""

from pathlib import Path

from guidance.model import Finding
from guidance.parse.data import read_data
from guidance.subject import FalseClaims, Subject

RULE = "invalid-guide"
FOLDER, FILE, CLAIMS = "_guide", "guide.yml", "false-claims.yml"


def read_subject(folder: Path, shown: str) -> tuple[Subject, FalseClaims, list[Finding]]:
    """What the files of the folder say, and what is wrong with them."""
    subject, _, faults = read_data(folder / FILE, f"{shown}/{FILE}", RULE, Subject)
    claims, _, more = read_data(folder / CLAIMS, f"{shown}/{CLAIMS}", RULE, FalseClaims)
    return subject, claims, faults + more
