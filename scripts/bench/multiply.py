"""A guide of many pages: this one's own, again and again."""

from __future__ import annotations

import re
from math import isqrt
from pathlib import Path
from string import ascii_lowercase

import yaml

from bench.plain import Loose

#: Ids of headings, and links to them: an edition may use each once. Of Home there is one.
ID = re.compile(r"(\{ #|\(#|(?<!index)\.md#)([\w-]+)")


def multiply(project: Path, times: int) -> None:
    """Give a copy of the project each page but Home so many times.

    As a guide that grows: the menu has more parts, and each part has more pages.
    """
    file = project / "mkdocs.yml"
    before, _, _ = file.read_text("utf-8").partition("\nnav:\n")
    home, *own = yaml.load(file.read_text("utf-8"), Loose)["nav"]
    parts = {name: list(inside) for part in own for name, inside in part.items()}
    pages = list(project.glob("docs/[a-z]*/*/**/*.md"))
    for number in range(1, times):
        letter = ascii_lowercase[number]
        beside = number - number % isqrt(times)  # the copy whose parts this one's pages join
        for part in own:
            for name, inside in part.items():
                longer = f"{name} {ascii_lowercase[beside]}" if beside else name
                parts.setdefault(longer, []).extend(f"{letter}/{page}" for page in inside)
        for page in pages:
            edition = project / "docs" / page.relative_to(project / "docs").parts[0]
            copy = edition / letter / page.relative_to(edition)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = page.read_text("utf-8").replace("](../index.md", "](../../index.md")
            copy.write_text(ID.sub(rf"\1\2-{letter}", text), "utf-8")
    nav = [home, *({name: inside} for name, inside in parts.items())]
    file.write_text(f"{before}\n{yaml.safe_dump({'nav': nav}, allow_unicode=True)}", "utf-8")
