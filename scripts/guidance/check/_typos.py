"""English spelling as the program typos finds it, in what readers read and nowhere else."""

import json
import subprocess
from collections.abc import Sequence
from typing import Any, NamedTuple

from guidance.programs import program

SECONDS = 30  # for a program that needs a fraction of one


class Slip(NamedTuple):
    """A word that typos does not know: its line, the characters before it, better words."""

    line: int
    offset: int
    word: str
    better: tuple[str, ...]


def ask(folder: str, lines: Sequence[str], spelling: str) -> list[Slip]:
    """What typos finds in lines. Raises one of ``_linters.FAILURES`` when it cannot run."""
    done = subprocess.run(
        [program("typos"), "--format", "json", *(["--locale", spelling] if spelling else []), "-"],
        cwd=folder,
        input="\n".join(lines) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=SECONDS,
    )
    if done.returncode not in (0, 2):
        raise ValueError(done.stderr or f"status {done.returncode}")
    found = map(json.loads, done.stdout.splitlines())
    return [_slip(one, lines) for one in found if one["type"] == "typo"]


def _slip(entry: dict[str, Any], lines: Sequence[str]) -> Slip:
    number = entry["line_num"] - 1
    before = lines[number].encode()[: entry["byte_offset"]]
    return Slip(number, len(before.decode()), entry["typo"], tuple(entry["corrections"]))
