"""Which section lies in which."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.component import kind_of
from guidance.model import Heading, Page


def nested_sections(page: Page) -> Iterator[tuple[Heading, Heading]]:
    """Each heading with a section class that lies in another such section, and that one."""
    around: Heading | None = None
    for heading in page.headings:
        if heading.nested:
            continue
        if around is not None and heading.level <= around.level:
            around = None
        if not kind_of(heading):
            continue
        if around is not None:
            yield heading, around
        else:
            around = heading
