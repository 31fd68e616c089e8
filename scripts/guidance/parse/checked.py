"""The record of compared sections, ``docs/_checked/<locale>.yml``."""

from __future__ import annotations

from pathlib import Path

import yaml

from guidance.model import Finding, Position
from guidance.parse.text import UnreadableError, read_text
from guidance.parse.yaml_places import first_error, load_places

RULE = "invalid-record"


def read_checked(path: Path, shown: str) -> tuple[dict[str, str], list[Finding]]:
    """Hashes by section key, and what is wrong with the file. A missing file is an empty record."""
    if not path.exists():
        return {}, []
    try:
        _, data = load_places(read_text(path))
    except UnreadableError as error:
        return {}, [error.finding(shown)]
    except yaml.YAMLError as error:
        line, column, why = first_error(error)
        return {}, [_finding(shown, line, column, f"not valid YAML: {why}")]
    if data is None:
        return {}, []
    if not isinstance(data, dict) or not all(isinstance(v, str) for v in data.values()):
        return {}, [_finding(shown, 1, 1, "not a list of section and hash")]
    return {str(k): v for k, v in data.items()}, []


def _finding(shown: str, line: int, column: int, message: str) -> Finding:
    locale = Path(shown).stem
    return Finding(
        Position(shown, line, column), RULE, message, f"delete it and run guidance checked {locale}"
    )
