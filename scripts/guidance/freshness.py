"""Whether a translation still says what its source says.

For every section of the source edition, ``docs/_checked/<locale>.yml`` keeps the hash of the text
that the other edition's section was last compared with. The hash is of the words, with facts by
key, so that a new link text of a fact or another line break makes no section stale. Key and hash
stand on separate lines, so that two pull requests that stamp neighbours merge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from guidance.model import FACT, Page, Site

LENGTH = 12  # hex digits: 48 bits, against accidents, not against malice
HEAD = """\
# What each section of the {locale!r} edition was last compared with: page#heading, and below it a
# hash of the source section's words. Written by `guidance checked {locale}/PAGE`; do not edit.
"""


def section_hashes(page: Page) -> dict[str, str]:
    """Hash of each section's words by heading id; the text before the first heading is ``""``."""
    words: dict[str, list[str]] = {}
    for block in page.blocks:
        words.setdefault(block.section, []).append(" ".join(block.text.replace(FACT, " ").split()))
    for link in page.links:
        words.setdefault(link.section, []).append(link.href)
    return {
        section: hashlib.sha256("\n".join(texts).encode()).hexdigest()[:LENGTH]
        for section, texts in words.items()
    }


def key(page: Page, section: str) -> str:
    """How a section is named in the file: ``respond/verify#trust``."""
    return f"{page.name}#{section}"


def current(site: Site, locale: str) -> dict[str, str]:
    """Hashes of every source section that the edition ``locale`` has too, by key."""
    other = site.edition(locale)
    found = {}
    for name, page in site.edition(site.source).items():
        if name not in other or page.problems:
            continue
        for section, value in section_hashes(page).items():
            found[key(page, section)] = value
    return found


def stamped(
    recorded: Mapping[str, str], now: Mapping[str, str], pages: Iterable[str]
) -> dict[str, str]:
    """The record with the sections of ``pages`` (names; none means all) brought up to date.

    Sections that no longer exist are dropped everywhere.
    """
    wanted = set(pages)
    kept = {k: v for k, v in recorded.items() if k in now}
    fresh = {k: v for k, v in now.items() if not wanted or k.partition("#")[0] in wanted}
    return dict(sorted({**kept, **fresh}.items()))


def write(path: Path, locale: str, record: Mapping[str, str]) -> None:
    """Write the file of an edition."""
    lines = [f'"{k}":\n  "{v}"\n' for k, v in record.items()]
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD.format(locale=locale) + "".join(lines), encoding="utf-8")
