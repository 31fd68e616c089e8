"""``pack/index.json``: what the pack holds, so that the site can offer it with sizes.

An index belongs to the sources it was made from. A pack made from other sources is not offered:
a sheet must never be older than the page beside it.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from guidance.settings import Settings

FILE = "index.json"
FOLDER = "pack"


@dataclass(frozen=True)
class Entry:
    """One file: ``kind`` is checklist, tree, letter, pair (two languages) or guide.

    ``file`` is the path below the pack's folder. ``locale`` of a pair is ``zh-en``. A long list is
    several pictures: ``part`` of ``parts``. ``sheets`` counts the pages of a PDF.
    """

    kind: str
    name: str
    locale: str
    title: str
    file: str
    format: str
    bytes: int
    page: str = ""
    sheets: int = 1
    part: int = 1
    parts: int = 1

    @property
    def path(self) -> str:
        """Where it lies in the site."""
        return f"{FOLDER}/{self.file}"

    @property
    def size(self) -> str:
        """Its bytes as people read them."""
        kilobytes = max(1, self.bytes // 1000)
        return f"{self.bytes / 1_000_000:.1f} MB" if kilobytes >= 1000 else f"{kilobytes} KB"


def source_digest(settings: Settings) -> str:
    """A digest of everything a sheet says: pages, facts, configuration and public address."""
    digest = hashlib.sha256(settings.site_url.encode())
    files = [settings.root / "mkdocs.yml"]
    files += (path for path in settings.docs_dir.rglob("*") if path.suffix in (".md", ".yml"))
    for path in sorted(files):
        if path.is_file():
            digest.update(path.relative_to(settings.root).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def save(folder: Path, file: str, data: bytes) -> int:
    """Write a file of the pack; its bytes."""
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return len(data)


def write_index(folder: Path, entries: Iterable[Entry], source: str, made: str) -> None:
    """Write ``index.json`` into the pack's folder."""
    data = {"source": source, "made": made, "files": [asdict(entry) for entry in entries]}
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8")


def read_index(folder: Path, settings: Settings) -> list[Entry]:
    """What the pack in ``folder`` offers; nothing when there is none or its sources changed."""
    try:
        data = json.loads((folder / FILE).read_text("utf-8"))
        if data["source"] != source_digest(settings):
            return []
        return [Entry(**entry) for entry in data["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def keep(old_site: Path, new_site: Path, settings: Settings) -> bool:
    """Take the pack over into a site that is being built, if it was made from the same sources."""
    current = bool(read_index(old_site / FOLDER, settings))
    if current:
        shutil.copytree(old_site / FOLDER, new_site / FOLDER, dirs_exist_ok=True)
    return current
