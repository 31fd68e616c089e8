from hashlib import sha256
from pathlib import Path

from guidance.check import Fault, Faults, rule
from guidance.model import Position, Site
from guidance.overrides import FOLDER, PICTURES, declared, pictures
from guidance.parse.site import PAGE, files_below
from guidance.registry import KINDS, LISTS

#: Folders that the build leaves out (exclude_docs in mkdocs.yml).
FACTS = "_facts"
UNPUBLISHED = (FACTS, "_checked", "_search", "_guide")


@rule("foreign-file", stage="structure")
def check(site: Site) -> Faults:
    """A file is none of the guide's: in docs/ no page, in overrides/ nothing that a page asks for.

    Bad:  docs/zh/pay.png   docs/about.md   docs/_facts/contact.yml   overrides/CNAME
    Good: words in docs/zh/….md and docs/en/….md; drawings are made by the build

    It is not published either. A picture can carry a code that leads to a swindler, a document
    anything at all, and a CNAME gives the guide's address away.
    """
    docs, overrides = Path(site.root, site.docs_dir), Path(site.root, FOLDER)
    files = [*(name for name, _ in KINDS.values()), *LISTS]
    for path in files_below(docs):
        folder, *inside = path.relative_to(docs).parts
        if path.is_symlink():
            continue  # unreadable-file tells it
        if folder == FACTS and inside not in ([name] for name in files):
            cure = f"the registry's files are {', '.join(files)}"
            yield _fault(path, site, "no check and no page reads this file", cure)
        elif path.suffix != PAGE and folder not in UNPUBLISHED:
            yield _fault(path, site, "this file is no page", "remove it: say it in words on a page")
        elif path.suffix == PAGE and folder not in (*site.locales, *UNPUBLISHED):
            cure = f"move it to docs/{site.source}/ and write it for every edition"
            yield _fault(path, site, "this page belongs to no edition", cure)
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
    return Fault(Position(path.relative_to(site.root).as_posix()), what, cure)
