"""Whether a translation still says what its source says.

For every section of the source edition, ``docs/_checked/<locale>.yml`` keeps the hash of the text
that the other edition's section was last compared with. The hash is of the words, with facts by
key, so that a new link text of a fact or another line break makes no section stale. Key and hash
stand on separate lines, so that two pull requests that stamp neighbours merge.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guidance.model import FACT, Page, Position, Site

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
    """Hashes by key of the source's sections, on every page that the edition ``locale`` has too."""
    other = site.edition(locale)
    found = {}
    for name, page in site.edition(site.source).items():
        if name not in other or page.problems:
            continue
        for section, value in section_hashes(page).items():
            found[key(page, section)] = value
    return found


@dataclass(frozen=True)
class Stale:
    """A section whose source says something else than when the edition was last compared.

    ``source`` and ``other`` are where it begins in each edition, the last lines beside; ``never``
    when nobody has compared it at all, ``is_page`` when that is so of every section of its page.
    """

    locale: str
    key: str
    source: Position
    source_last: int
    other: Position
    other_last: int
    never: bool
    is_page: bool = False

    @property
    def name(self) -> str:
        """Where a translator looks: ``en/respond/verify#trust``; a page without its sign."""
        return f"{self.locale}/{self.key}".removesuffix("#")


def stale_sections(site: Site, locale: str) -> Iterator[Stale]:
    """Sections to compare with their source, in page order.

    An edition without any record has not begun to keep one: nothing of it is stale.
    """
    recorded = site.checked.get(locale, {})
    known = {section.partition("#")[0] for section in recorded}
    others = site.edition(locale)
    for name, page in site.edition(site.source).items() if recorded else ():
        other = others.get(name)
        if other is None or page.problems or other.problems:
            continue
        if name not in known:
            yield _never(page, other)
            continue
        for section, now in section_hashes(page).items():
            was = recorded.get(key(page, section))
            mine, theirs = _lines(page, section), _lines(other, section)
            if was != now and mine and theirs:
                yield Stale(
                    locale,
                    key(page, section),
                    page.at(mine[0]),
                    mine[1],
                    other.at(theirs[0]),
                    theirs[1],
                    was is None,
                )


def _never(page: Page, other: Page) -> Stale:
    return Stale(
        other.locale,
        key(page, ""),
        page.at(_begin(page)),
        _end(page, len(page.lines)),
        other.at(_begin(other)),
        _end(other, len(other.lines)),
        never=True,
        is_page=True,
    )


def _lines(page: Page, section: str) -> tuple[int, int] | None:
    """First and last line of a section, without the sections below its sub-headings."""
    if section and section not in page.heading_ids:
        return None
    first = page.heading_ids[section].at.line if section else _begin(page)
    starts = [heading.at.line for heading in page.headings if not heading.nested]
    below = min((line for line in starts if line > first), default=len(page.lines) + 1)
    return first, _end(page, below - 1)


def _begin(page: Page) -> int:
    """The first line that says something below the front matter."""
    lines = enumerate(page.lines[page.body_line - 1 :], page.body_line)
    return next((number for number, line in lines if line.strip()), page.body_line)


def _end(page: Page, last: int) -> int:
    """The last line up to ``last`` that says something."""
    return next((n for n in range(last, 0, -1) if page.lines[n - 1].strip()), last)


def stamped(
    recorded: Mapping[str, str], now: Mapping[str, str], pages: Iterable[str]
) -> dict[str, str]:
    """The record with the sections of ``pages`` (names; none means all) brought up to date.

    What belongs to other pages stays as it is, so that nobody else's lines move.
    """
    wanted = set(pages)

    def is_meant(section: str) -> bool:
        return not wanted or section.partition("#")[0] in wanted

    kept = {k: v for k, v in recorded.items() if not is_meant(k)}
    fresh = {k: v for k, v in now.items() if is_meant(k)}
    return dict(sorted({**kept, **fresh}.items()))


def changed(recorded: Mapping[str, str], record: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a stamp changes: ``new``, ``again`` or ``gone`` and the section's key."""
    gone = [("gone", k) for k in recorded if k not in record]
    return gone + [
        ("again" if k in recorded else "new", k)
        for k, value in record.items()
        if recorded.get(k) != value
    ]


def write(path: Path, locale: str, record: Mapping[str, str]) -> None:
    """Write the file of an edition, its sections in the order of their names."""
    lines = [f'"{k}":\n  "{v}"\n' for k, v in record.items()]
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD.format(locale=locale) + "".join(lines), encoding="utf-8")
