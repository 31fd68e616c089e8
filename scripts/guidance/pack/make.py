"""The whole pack: beside ``site/pack`` first, swapped at the end, so that no half pack is offered.

Sheets do not depend on each other. Where the system can fork they are made by as many processes
as there are processors.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig

from guidance.build import beside, swap
from guidance.pack.book import book
from guidance.pack.copies import copies
from guidance.pack.index import FOLDER, Entry, save, source_digest, write_index
from guidance.pack.pictures import long_picture, pictures
from guidance.pack.sheets import checklists_in_two, pair_sheet, part_sheet
from guidance.pack.source import Part, Source
from guidance.pack.write import to_pdf, to_pictures

if TYPE_CHECKING:
    from guidance.components.two_languages.pairs import Pair

Job = Callable[[Path], list[Entry]]
_jobs: list[Job] = []  # what forked processes find in their copy of our memory


@dataclass(frozen=True)
class Pack:
    """What was written, and where."""

    folder: Path
    entries: list[Entry]


def make_pack(config: MkDocsConfig, today: date | None = None) -> Pack:
    """Write ``pack/`` into the site's folder, in place of the last one."""
    source = Source(config, today)
    source.render_all()
    site = Path(config.site_dir)
    target = site / FOLDER
    new = beside(site)
    try:
        new.mkdir(parents=True)
        entries = run(jobs_of(source), new)
        write_index(new, entries, source_digest(source.settings), source.today.isoformat())
        target.parent.mkdir(parents=True, exist_ok=True)
        swap(new, target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return Pack(target, entries)


def jobs_of(source: Source) -> list[Job]:
    """Everything to make, the longest first."""
    jobs: list[Job] = [partial(_book, source, locale) for locale in source.locales]
    jobs += [partial(copies, source, locale) for locale in source.locales]
    for locale in source.locales:
        for page in source.site.edition(locale).values():
            for part in source.parts(page) if page.listed else ():
                jobs += part_jobs(source, part)
    return [*jobs, *(partial(_pair, source, pair) for pair in checklists_in_two(source.site))]


def part_jobs(source: Source, part: Part) -> list[Job]:
    """The sheet and the picture of one part."""
    jobs: list[Job] = [partial(_sheet, source, part)]
    if part.kind != "letter":
        jobs.append(partial(_picture, source, part))
    return jobs


def run(jobs: Iterable[Job], folder: Path) -> list[Entry]:
    """Do all jobs; their entries in the order of the jobs."""
    _jobs[:] = jobs
    workers = min(os.cpu_count() or 1, len(_jobs))
    if workers > 1 and "fork" in multiprocessing.get_all_start_methods():
        work = [(number, folder) for number in range(len(_jobs))]
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            made = pool.starmap(_run, work, chunksize=1)
    else:
        made = [job(folder) for job in _jobs]
    return [entry for entries in made for entry in entries]


def _run(number: int, folder: Path) -> list[Entry]:
    return _jobs[number](folder)


def _book(source: Source, locale: str, folder: Path) -> list[Entry]:
    document = book(source, locale)
    file = f"{locale}/guide.pdf"
    size = save(folder, file, to_pdf(document))
    name = source.name(locale)
    sheets = len(document.pages)
    return [Entry("guide", "guide", locale, name, file, "pdf", size, sheets=sheets)]


def _sheet(source: Source, part: Part, folder: Path) -> list[Entry]:
    document, locale = part_sheet(source, part), part.page.locale
    file = f"{locale}/{part.id}.pdf"
    size = save(folder, file, to_pdf(document))
    return [
        Entry(
            part.kind, part.id, locale, part.title, file, "pdf", size, part.page.name,
            sheets=len(document.pages),
        )
    ]  # fmt: skip


def _picture(source: Source, part: Part, folder: Path) -> list[Entry]:
    make = pictures if part.kind == "checklist" else long_picture
    made = to_pictures(make(source, part))
    locale, entries = part.page.locale, []
    for number, picture in enumerate(made, 1):
        ending = f"-{number}" if len(made) > 1 else ""
        file = f"{locale}/{part.id}{ending}.png"
        size = save(folder, file, picture)
        entries.append(
            Entry(
                part.kind, part.id, locale, part.title, file, "png", size, part.page.name,
                part=number, parts=len(made),
            )
        )  # fmt: skip
    return entries


def _pair(source: Source, pair: Pair, folder: Path) -> list[Entry]:
    (page, part), (twin, other) = pair.mine, pair.twin
    locale = f"{page.locale}-{twin.locale}"
    document = pair_sheet(source, pair)
    file = f"{locale}/{part.id}.pdf"
    size = save(folder, file, to_pdf(document))
    title = f"{part.title} · {other.title}"
    return [
        Entry(
            "pair", part.id, locale, title, file, "pdf", size, page.name,
            sheets=len(document.pages),
        )
    ]  # fmt: skip
