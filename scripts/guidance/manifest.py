"""``manifest.sha256``: every file of a site with its digest, by which a copy is told from ours.

In the form of ``sha256sum``, which can check a folder without us. The lines above say when the site
was made, and of what.
"""

import hashlib
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from guidance.settings import Settings

FILE = "manifest.sha256"
LARGEST = 1_000_000  # bytes
HEAD = re.compile(r"# made (\d{4}-\d\d-\d\d)\n# version (\S{1,40})\n# commit ([\w-]{1,60})\n")
#: No name begins with a dot: a path cannot lead out of the site.
ENTRY = re.compile(r"([0-9a-f]{64})  ((?:\w[\w.-]*/)*\w[\w.-]*)\n", re.ASCII)


class DamagedError(ValueError):
    """The text is no whole manifest; the message says which line is not."""


@dataclass(frozen=True)
class Manifest:
    """What a site consists of: digests by path."""

    made: date
    version: str
    commit: str
    files: Mapping[str, str]

    def __str__(self) -> str:
        head = f"# made {self.made}\n# version {self.version}\n# commit {self.commit}\n"
        return head + "".join(f"{digest}  {path}\n" for path, digest in self.files.items())


def write(site: Path, settings: Settings) -> None:
    """Write the manifest of a built site into it."""
    files = {
        path.relative_to(site).as_posix(): digest_of(path.read_bytes())
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
    made = Manifest(settings.today, version("collection-text-guide"), _commit(settings.root), files)
    (site / FILE).write_text(str(made), "utf-8")


def read(data: bytes) -> Manifest:
    """What a manifest says. Raises DamagedError."""
    text = data.decode("utf-8", "replace")
    head = HEAD.match(text)
    try:
        made = date.fromisoformat(head[1] if head else "")
    except ValueError:
        raise DamagedError("its first lines do not say when and of what it was made") from None
    assert head is not None
    files = {}
    for number, line in enumerate(text[head.end() :].splitlines(keepends=True), 4):
        entry = ENTRY.fullmatch(line)
        if entry is None or entry[2] in files:
            raise DamagedError(f"line {number} is no digest with the path of a file")
        files[entry[2]] = entry[1]
    if not files:
        raise DamagedError("it lists no file")
    return Manifest(made, head[2], head[3], files)


def digest_of(data: bytes) -> str:
    """As a manifest writes it."""
    return hashlib.sha256(data).hexdigest()


def _commit(root: Path) -> str:
    """The commit of a project, ``…-changed`` where files differ from it; else ``unknown``."""
    words = ["--git-dir=.git", "--work-tree=.", "describe", "--always", "--exclude=*",
             "--abbrev=40", "--dirty=-changed"]  # fmt: skip
    try:
        done = subprocess.run(
            ["git", *words], cwd=root, capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return done.stdout.strip() or "unknown"
