"""The closed list of section classes, and which section lies in which."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.model import Heading, Page

SECTION_CLASSES = (
    "decision-tree",
    "checklist",
    "letter",
    "message-checker",
    "planner",
    "deadline",
    "figure",
    "contacts",
    "terms",
    "laws",
    "facts",
    "corrections",
    "sheets",
    "two-languages",
)


def kind_of(heading: Heading) -> str:
    """The class that makes a section more than text; empty for an ordinary one."""
    return next((name for name in heading.classes if name in SECTION_CLASSES), "")


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
