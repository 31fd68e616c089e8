from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from guidance.check import Fault, rule
from guidance.check._causes import line_thing
from guidance.model import Position, Site
from guidance.parse.site import PAGE, STRAY

#: Folders that the build leaves out (exclude_docs in mkdocs.yml).
UNPUBLISHED = ("_facts", "_checked", "_search")


@rule("foreign-file", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """A file lies in docs/ that is no page: the site would publish it as it is.

    Bad:  docs/zh/pay.png   docs/en/form.pdf   docs/_draft/page.md
    Good: words in docs/zh/….md and docs/en/….md; drawings are made by the build

    A picture can carry a code that leads to a swindler, a document anything at all, and a CNAME
    gives the guide's address away.
    """
    docs = Path(site.root, site.docs_dir)
    for parent, folders, names in os.walk(docs):
        inside = PurePosixPath(Path(parent).relative_to(docs).as_posix()).parts
        folders[:] = [
            name for name in folders
            if not name.startswith(".") and (inside or name not in UNPUBLISHED)
        ]  # fmt: skip
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith(".") or path.is_symlink():
                continue  # the first is not published, the second is told by unreadable-file
            is_hidden = bool(inside) and inside[0].startswith("_")
            if is_hidden or path.suffix.lower() not in (PAGE, *STRAY):
                at = Position(path.relative_to(site.root).as_posix())
                yield Fault(
                    at,
                    "this file would be published, and no check reads it",
                    "remove it: say it in words on a page",
                    needs=(line_thing(at),),
                )
