"""One list of findings, three ways of saying it."""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict

from guidance.model import Finding
from guidance.told import edition_of, in_language, language_of


def as_text(findings: Iterable[Finding]) -> str:
    """One line each: ``path:line:col rule-id message — how to mend it``, as this system speaks.

    Names of files and words of pages stand in it: what would begin a line or steer a terminal is
    shown as its code.
    """
    told = (in_language(finding, language_of(os.environ)) for finding in findings)
    lines = (f"{one.at} {_level(one)}{one.rule} {one.message} — {one.mend}" for one in told)
    return "".join(f"{printable(line)}\n" for line in lines)


def printable(text: str) -> str:
    """Words of others, in one line that steers no terminal."""
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in text
    )


def _level(finding: Finding) -> str:
    return "warning: " if finding.severity == "warning" else ""


def as_github(findings: Iterable[Finding]) -> str:
    """Workflow commands that GitHub shows as annotations on the lines of a pull request.

    Its machines speak no language of ours: each page is told of in its own.
    """
    told = (in_language(finding, edition_of(finding)) for finding in findings)
    return "".join(
        f"::{one.severity} file={_property(one.at.path)},line={one.at.line},"
        f"col={one.at.column},title={_property(one.rule)}::"
        f"{_data(one.message + ' — ' + one.mend)}\n"
        for one in told
    )


def as_notice(words: str) -> str:
    """A workflow command for words that belong to no line."""
    return f"::notice::{_data(words)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON array of objects with path, line, column, rule, message, mend, severity."""
    rows = []
    for finding in findings:
        row = asdict(finding)
        rows.append({**row.pop("at")._asdict(), **row})
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


REPORTERS: dict[str, Callable[[Iterable[Finding]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
}
