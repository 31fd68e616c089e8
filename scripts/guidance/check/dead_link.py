from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from guidance.check import Fault, rule
from guidance.check._causes import line_thing, page_thing
from guidance.check._source import nearest, shown
from guidance.model import Link, Page, Site
from guidance.parse.links import relative


@rule("dead-link", stage="parity")
def check(site: Site) -> Iterator[Fault]:
    """A link leads to a page that does not exist.

    Bad:  [付了钱](payed.md)
    Good: [付了钱](paid.md)
    """
    for page in site.pages:
        pages = site.edition(page.locale)
        for link in page.links:
            path = link.href.partition("#")[0]
            if link.place is None or link.href.startswith(("#", "/")):
                continue
            name = link.place.page
            if not path:
                yield Fault(link.at, "the link leads nowhere", "write [text](page.md)")
            elif name.startswith("..") or (link.is_internal and name in pages):
                continue
            elif link.is_internal or not _exists(site, page, path):
                yield _fault(page, link, path, name, pages)


def _exists(site: Site, page: Page, path: str) -> bool:
    """Whether a path that names no page is a file in the edition."""
    here = posixpath.dirname(page.path)
    try:
        return Path(site.root, posixpath.normpath(posixpath.join(here, path))).is_file()
    except OSError:  # a name that is too long for any file
        return False


def _fault(page: Page, link: Link, path: str, name: str, pages: dict[str, Page]) -> Fault:
    known = [relative(page.name, other) for other in pages if other != page.name]
    stem = name.rstrip("/").removesuffix(".html").removesuffix("/index")
    if stem in pages and stem != page.name:
        mend = f"write {relative(page.name, stem)!r}: pages are linked by their file"
    else:
        mend = nearest(path, known, "correct the path, seen from this file")
    return Fault(
        link.at,
        f"there is no page {shown(path)}",
        mend,
        needs=(page_thing(name), line_thing(link.at)),
    )
