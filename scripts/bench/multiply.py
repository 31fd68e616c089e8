"""A guide of many pages: this one's own, again and again."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from bench.plain import Loose

#: Ids of headings, and links to them: an edition may use each once. Of Home there is one.
ID = re.compile(r"(\{ #|\(#|(?<!index)\.md#)([\w-]+)")


def multiply(project: Path, times: int) -> None:
    """Give a copy of the project each page but Home so many times, in menus of their own."""
    file = project / "mkdocs.yml"
    before, _, _ = file.read_text("utf-8").partition("\nnav:\n")
    home, *parts = yaml.load(file.read_text("utf-8"), Loose)["nav"]
    nav = [home, *parts]
    pages = list(project.glob("docs/[a-z]*/*/**/*.md"))
    for letter in map(chr, range(ord("b"), ord("a") + times)):
        nav += [
            {f"{name} {letter}": [f"{letter}/{page}" for page in inside]}
            for part in parts
            for name, inside in part.items()
        ]
        for page in pages:
            edition = project / "docs" / page.relative_to(project / "docs").parts[0]
            copy = edition / letter / page.relative_to(edition)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = page.read_text("utf-8").replace("](../index.md", "](../../index.md")
            copy.write_text(ID.sub(rf"\1\2-{letter}", text), "utf-8")
    file.write_text(f"{before}\n{yaml.safe_dump({'nav': nav}, allow_unicode=True)}", "utf-8")
