"""The record of compared sections, ``docs/_checked/<locale>.yml``."""

import re
from pathlib import Path

import yaml

from guidance.model import Finding, Position
from guidance.parse.text import UnreadableError, read_text
from guidance.parse.yaml_places import cure, first_error, load_places, nearest_place

RULE = "invalid-record"
HASH = re.compile(r"[0-9a-f]{12}")
KEY = re.compile(r"[^#\s]+#[^#\s]*")
MERGE = ("<<<<<<<", "=======", ">>>>>>>")
KEEP_BOTH = f"take the lines {' '.join(MERGE)} out; keep the others, each section with one hash"


def read_checked(path: Path, shown: str) -> tuple[dict[str, str], list[Finding]]:
    """Hashes by section key, and what is wrong with the file. A missing file is an empty record."""

    def fault(place: tuple[int, int], message: str, mend: str) -> Finding:
        return Finding(Position(shown, *place), RULE, message, mend)

    if not (path.exists() or path.is_symlink()):
        return {}, []
    again = f"take it out, compare its page again, run guidance checked {path.stem}/PAGE"
    try:
        text = read_text(path)
        for number, words in enumerate(text.split("\n"), 1):
            if words.startswith(MERGE):
                return {}, [fault((number, 1), "the marks of an unfinished merge", KEEP_BOTH)]
        places, data = load_places(text)
    except UnreadableError as error:
        return {}, [error.finding(shown)]
    except yaml.YAMLError as error:
        line, column, why = first_error(error)
        return {}, [fault((line, column), f"not valid YAML: {why}", cure(error, again))]
    if data is None:
        return {}, []
    if not isinstance(data, dict):
        return {}, [fault((1, 1), "not a list of sections with their hashes", again)]
    record, findings = {}, []
    for name, value in data.items():
        if KEY.fullmatch(str(name)) and HASH.fullmatch(str(value)):
            record[str(name)] = str(value)
        else:
            message = f"{str(name)[:60]!r} is no section with its hash"
            findings.append(fault(nearest_place(places, (name,)), message, again))
    return record, findings
