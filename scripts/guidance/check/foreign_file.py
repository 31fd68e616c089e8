from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from guidance.check import Fault, rule
from guidance.check._causes import line_thing
from guidance.model import Position, Site
from guidance.overrides import FOLDER, PICTURES, declared, pictures
from guidance.parse.site import PAGE, files_below

#: Folders that the build leaves out (exclude_docs in mkdocs.yml).
UNPUBLISHED = ("_facts", "_checked", "_search", "_guide")


@rule("foreign-file", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """A file is none of the guide's: in docs/ no page, in overrides/ nothing that a page asks for.

    Bad:  docs/zh/pay.png   docs/en/form.pdf   overrides/CNAME   overrides/assets/new.js
    Good: words in docs/zh/….md and docs/en/….md; drawings are made by the build

    It is not published either. A picture can carry a code that leads to a swindler, a document
    anything at all, and a CNAME gives the guide's address away.
    """
    docs, overrides = Path(site.root, site.docs_dir), Path(site.root, FOLDER)
    for path in files_below(docs):
        inside = path.relative_to(docs).parts
        is_page = path.suffix == PAGE and not inside[0].startswith("_")
        # Links are told by unreadable-file.
        if not (is_page or inside[0] in UNPUBLISHED or path.is_symlink()):
            yield _fault(path, site, "this file is no page", "remove it: say it in words on a page")
    known, digests = declared(overrides), pictures(overrides)
    for path in files_below(overrides):
        name = path.relative_to(overrides).as_posix()
        if path.is_symlink():
            yield _fault(path, site, "this is a symbolic link", "put the file itself here")
        elif name not in known:
            cure = "remove it, or let a component declare it"
            yield _fault(path, site, "nothing of the guide asks for this file", cure)
        elif name in digests and sha256(path.read_bytes()).hexdigest() != digests[name]:
            cure = f"take it back, or put its digest into {FOLDER}/{PICTURES}"
            yield _fault(path, site, "this is another picture than the guide's", cure)


def _fault(path: Path, site: Site, what: str, cure: str) -> Fault:
    at = Position(path.relative_to(site.root).as_posix())
    return Fault(at, what, cure, needs=(line_thing(at),))
