"""A language is data: no code names one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from guidance.language import languages
from guidance.strings import load

from tests.helpers.project import LOCALES, ROOT

CODE = sorted((ROOT / "scripts/guidance").rglob("*.py"))
#: What ``lang`` says on a page of an edition.
TAGS = {load(locale)["language"] for locale in LOCALES}


def named(path: Path) -> Iterator[str]:
    """Locales and language tags that stand in a module as a text of their own, with their lines."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and node.value in {*languages(), *TAGS}:
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.value}"


def test_no_code_names_a_language() -> None:
    assert [one for path in CODE for one in named(path)] == []
