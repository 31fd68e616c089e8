"""English spelling as the program typos finds it, in what readers read and nowhere else.

Asked twice, for English of any country and for the edition's own, it tells a slip from a foreign
spelling.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from guidance.check._plain import Said, plain, said
from guidance.model import Position, Site
from guidance.programs import program

ANY = "en"
SECONDS = 30  # for a program that needs a fraction of one


@dataclass(frozen=True)
class Misspelling:
    """A word typos does not know; ``foreign`` when it is right in another country.

    ``failure`` says why the program could not run.
    """

    at: Position
    word: str = ""
    better: tuple[str, ...] = ()
    foreign: bool = False
    failure: str = ""


def misspellings(site: Site) -> list[Misspelling]:
    """What typos finds in the editions that name a spelling; one entry when it cannot run."""
    return site.once("typos", lambda: list(_misspellings(site)))


def _misspellings(site: Site) -> Iterator[Misspelling]:
    for locale in site.locales:
        spelling = plain(locale).spelling
        blocks = [one for one in said(site) if one.page.locale == locale]
        if not spelling or not blocks:
            continue
        try:
            slips = set(_run(site, blocks, ANY))
            for found in _run(site, blocks, spelling):
                index, start, word, better = found
                yield Misspelling(blocks[index].at(start), word, better, foreign=found not in slips)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            reason = " ".join(str(error).split())[:200]
            yield Misspelling(Position("pyproject.toml"), failure=reason)


def _run(
    site: Site, blocks: list[Said], spelling: str
) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """Block, offset, word and better words of each entry."""
    lines = [" ".join(one.text.split("\n")) for one in blocks]
    command = [program("typos"), "--format", "json", "--locale", spelling, "-"]
    done = subprocess.run(
        command,
        cwd=site.root,
        input="\n".join(lines) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=SECONDS,
    )
    if done.returncode not in (0, 2):
        raise ValueError(done.stderr or f"status {done.returncode}")
    for line in done.stdout.splitlines():
        entry = json.loads(line)
        if entry["type"] == "typo":
            index = entry["line_num"] - 1
            before = lines[index].encode()[: entry["byte_offset"]]
            yield index, len(before.decode()), entry["typo"], tuple(entry["corrections"])
