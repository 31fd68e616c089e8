"""Copies of an edition to pass on: one HTML file, and an e-book. Neither needs Pango."""

import shutil
from pathlib import Path

from guidance.build import beside, swap
from guidance.pack.epub import epub
from guidance.pack.index import FOLDER, Entry, read_index, save, source_digest, write_index
from guidance.pack.single import single
from guidance.pack.source import Source


def copies(source: Source, locale: str, folder: Path) -> list[Entry]:
    """Write those of an edition into the pack's folder."""
    made = {"html": single(source, locale).encode(), "epub": epub(source, locale)}
    return [
        Entry("guide", "guide", locale, source.name(locale), file, kind, save(folder, file, data))
        for kind, data in made.items()
        for file in [f"{locale}/guide.{kind}"]
    ]


def add_copies(source: Source) -> list[Entry]:
    """Write those of all editions into the site's pack, beside what it has of the same sources."""
    site = Path(source.config.site_dir)
    target, new = site / FOLDER, beside(site)
    try:
        others = read_index(target, source.settings)
        if others:
            shutil.copytree(target, new)
        new.mkdir(parents=True, exist_ok=True)
        made = [entry for locale in source.locales for entry in copies(source, locale, new)]
        files = {entry.file for entry in made}
        kept = [entry for entry in others if entry.file not in files]
        day = source.today.isoformat()
        write_index(new, [*made, *kept], source_digest(source.settings), day)
        site.mkdir(parents=True, exist_ok=True)
        swap(new, target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return made
