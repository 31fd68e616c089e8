"""A guide of many pages: this one's own, again and again."""

import re
from math import isqrt
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from string import ascii_lowercase

import yaml

from bench.plain import Loose

#: Ids of headings, which an edition may use once.
ID = re.compile(r"(\{ #[\w-]+)")
LINK = re.compile(r"\]\(([^)#:]*)(#[\w-]+)?\)")
#: What lists all that the guide has: a guide that grows has one of each.
LISTS = re.compile(r"\{ #[\w-]+ \.(facts|sheets|two-languages) \}")


def multiply(project: Path, times: int) -> None:
    """Give a copy of the project each page so many times, but for Home and what lists the others.

    As a guide that grows: the menu has more parts, and each part has more pages.
    """
    file = project / "mkdocs.yml"
    before, _, _ = file.read_text("utf-8").partition("\nnav:\n")
    home, *own = yaml.load(file.read_text("utf-8"), Loose)["nav"]
    parts = {name: list(inside) for part in own for name, inside in part.items()}
    texts = {page: page.read_text("utf-8") for page in project.glob("docs/[a-z]*/**/*.md")}
    names = {
        page: page.relative_to(project / "docs").as_posix().partition("/")[2] for page in texts
    }
    once = {home} | {names[page] for page, text in texts.items() if LISTS.search(text)}
    for number in range(1, times):
        letter = ascii_lowercase[number]
        beside = number - number % isqrt(times)  # the copy whose parts this one's pages join
        for part in own:
            for name, inside in part.items():
                longer = f"{name} {ascii_lowercase[beside]}" if beside else name
                copied = [f"{letter}/{page}" for page in inside if page not in once]
                parts.setdefault(longer, []).extend(copied)
        for page, text in texts.items():
            if names[page] not in once:
                copy = Path(str(page).removesuffix(names[page]), letter, names[page])
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_text(_copied(text, names[page], letter, once), "utf-8")
    nav = [home, *({name: inside} for name, inside in parts.items())]
    file.write_text(f"{before}\n{yaml.safe_dump({'nav': nav}, allow_unicode=True)}", "utf-8")


def _copied(text: str, name: str, letter: str, once: set[str]) -> str:
    """A page's text one folder deeper, with ids and links of its own."""

    def link(found: re.Match[str]) -> str:
        path, anchor = found[1], found[2] or ""
        target = normpath(join(dirname(name), path))
        if path and target in once:
            return f"]({relpath(target, dirname(join(letter, name)))}{anchor})"
        return f"]({path}{anchor and f'{anchor}-{letter}'})"

    return ID.sub(rf"\1-{letter}", LINK.sub(link, text))
