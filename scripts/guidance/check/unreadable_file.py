from __future__ import annotations

from collections.abc import Iterable

from guidance.check import Fault, parser_faults, rule
from guidance.model import Site


@rule("unreadable-file", stage="file")
def check(site: Site) -> Iterable[Fault]:
    """A file cannot be read, or is no file of ours: a symbolic link, a folder, a flood of text.

    Bad:  docs/zh/privacy.md as a symbolic link to /etc/passwd
    Good: the file itself; a page has at most 100 kilobytes, and lines of at most 2,000 characters

    MkDocs would follow the link and publish what it finds there.
    """
    return parser_faults(site, "unreadable-file")
