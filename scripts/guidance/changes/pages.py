"""Pages that a change adds, removes, renames or edits."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from guidance.model import HOME, Page, Site

Kind = Literal["added", "removed", "renamed", "edited"]
ALIKE = 0.6  # of all lines: a page of another name that keeps so many is the same page


@dataclass(frozen=True)
class PageChange:
    """A page, and its address in the site; ``was`` is the address before it was renamed."""

    kind: Kind
    path: str
    title: str
    address: str
    was: str = ""


def page_changes(base: Site, head: Site) -> Iterator[PageChange]:
    """What happened to the pages, in the order of their paths."""
    before = {page.path: page for page in base.pages}
    after = {page.path: page for page in head.pages}
    renamed = _renamed(before, after)
    gone = {old.path for old in renamed.values()}
    for path in sorted((before.keys() | after.keys()) - gone):
        old, new = renamed.get(path) or before.get(path), after.get(path)
        page = new or old
        if page is None or (old and new and path not in renamed and _same(old, new)):
            continue
        kind: Kind = "removed" if not new else "added" if not old else "edited"
        was = ""
        if old and path in renamed:
            kind, was = "renamed", address(old, base.source)
        yield PageChange(kind, path, page.title, address(page, head.source), was)


def address(page: Page, source: str) -> str:
    """The page's path in the site: ``/en/respond/paid/``; the source edition has no prefix."""
    return address_of(page.locale, page.name, source)


def address_of(locale: str, name: str, source: str) -> str:
    """The same of a page that an edition may lack."""
    prefix = "" if locale == source else f"{locale}/"
    folder = "" if name == HOME else f"{name.removesuffix('/index')}/"
    return f"/{prefix}{folder}"


def _same(old: Page, new: Page) -> bool:
    return old.lines == new.lines and old.problems == new.problems


def _renamed(before: dict[str, Page], after: dict[str, Page]) -> dict[str, Page]:
    """The old page by the new path."""
    lost = [page for path, page in before.items() if path not in after]
    found: dict[str, Page] = {}
    for path, new in after.items():
        if path in before:
            continue
        likest = max((old for old in lost if old.locale == new.locale),
                     key=lambda old: _likeness(old, new), default=None)  # fmt: skip
        if likest and _likeness(likest, new) >= ALIKE:
            found[path] = likest
            lost.remove(likest)
    return found


def _likeness(old: Page, new: Page) -> float:
    """Share of the lines that both have."""
    common = Counter(old.lines) & Counter(new.lines)
    return 2 * common.total() / max(1, len(old.lines) + len(new.lines))
