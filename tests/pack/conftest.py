"""A small part of the pack with a public address and without, and the whole pack with one."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from guidance.config import read_config
from guidance.model import Page
from guidance.pack.index import Entry
from guidance.pack.system import missing
from pypdf import PdfReader

from tests.helpers.project import LOCALES, ROOT, TODAY
from tests.pack.reading import nav_names, sheets_of

#: Ids of parts by edition and page.
Parts = Mapping[str, Mapping[str, tuple[str, ...]]]
#: The longest list, alone and in both languages, and a letter; a tree with all kinds of endings and
#: a list that names nobody to call.
PARTS: Parts = {
    "zh": {"respond/paid": ("first-minutes",), "tools/letters": ("correct-number",)},
    "en": {"respond/verify": ("trust",), "prevent/spending": ("no-overdue",)},
}
#: The longest list alone.
LONGEST: Parts = {"zh": {"respond/paid": ("first-minutes",)}}
#: What the short English book holds: two chapters.
CHAPTERS = slice(4, 6)
#: A generated list that is of no use on paper.
NOT_IN_THE_BOOK = {"reference/current", "reference/real"}
PUBLIC = "https://example.org/guide/"


@dataclass
class Made:
    """Files of a pack and what they were made from."""

    source: Any
    folder: Path
    entries: list[Entry]
    #: Names of the pages that each edition's book should hold, in its order.
    chapters: dict[str, list[str]] = field(default_factory=dict)
    #: The parts that were asked for; None: all.
    parts: Parts | None = None
    _texts: dict[str, list[str]] = field(default_factory=dict)

    def of(self, *kinds: str, format: str = "pdf") -> list[Entry]:
        found = [one for one in self.entries if one.kind in kinds and one.format == format]
        assert found, kinds
        return found

    @property
    def pdfs(self) -> list[Entry]:
        return [one for one in self.entries if one.format == "pdf"]

    @cached_property
    def pictures(self) -> list[Entry]:
        return self.of("checklist", format="png")

    def pdf(self, entry: Entry) -> PdfReader:
        return PdfReader(io.BytesIO((self.folder / entry.file).read_bytes()))

    def sheets(self, entry: Entry) -> list[str]:
        """The text of each sheet of a PDF, without spaces."""
        if entry.file not in self._texts:
            self._texts[entry.file] = sheets_of(self.pdf(entry))
        return self._texts[entry.file]

    def text(self, entry: Entry) -> str:
        return "".join(self.sheets(entry))

    def pages(self, entry: Entry) -> list[Page]:
        """The pages that a file shows: both of a pair, all of a book."""
        names = self.chapters[entry.locale] if entry.kind == "guide" else [entry.page]
        site = self.source.site
        return [site.edition(locale)[name] for locale in entry.locale.split("-") for name in names]

    def asked(self, page: Page, name: str) -> bool:
        return self.parts is None or name in self.parts[page.locale].get(page.name, ())


def _small(folder: Path, address: str, parts: Parts = PARTS) -> Made:
    from guidance.pack.make import _pair, part_jobs
    from guidance.pack.sheets import checklists_in_two
    from guidance.pack.source import Source

    source = Source(read_config(ROOT / "mkdocs.yml", site_url=address), TODAY)
    made = Made(source, folder, [], parts=parts)
    for locale, names in parts.items():
        for name, wanted in names.items():
            for part in source.parts(source.site.edition(locale)[name]):
                if part.id in wanted:
                    made.entries += [one for job in part_jobs(source, part) for one in job(folder)]
    for pair in checklists_in_two(source.site):
        if made.asked(pair.mine.page, pair.mine.part.id):
            made.entries += _pair(source, pair, folder)
    return made


def _add_short_book(made: Made, locale: str) -> None:
    from guidance.pack import chapters, make

    few = list(chapters.chapters_of(made.source, locale))[CHAPTERS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("guidance.pack.book.chapters_of", lambda *_: iter(few))
        made.entries += make._book(made.source, locale, made.folder)
    made.chapters[locale] = [chapter.page.name for chapter in few]


def _whole(folder: Path) -> Made:
    from guidance.pack.make import jobs_of
    from guidance.pack.source import Source

    config = read_config(ROOT / "mkdocs.yml", site_url=PUBLIC)
    source = Source(config, TODAY)
    source.render_all()
    entries = [entry for job in jobs_of(source) for entry in job(folder)]
    names = [name for name in nav_names(config.nav) if name not in NOT_IN_THE_BOOK]
    return Made(source, folder, entries, dict.fromkeys(LOCALES, names))


@pytest.fixture(scope="session")
def _tools() -> None:
    if packages := missing():
        pytest.skip(f"the print pack needs {' '.join(packages)}")


@pytest.fixture(
    scope="session",
    params=["few", pytest.param("all", marks=pytest.mark.all_looks)],
)
def public(
    request: pytest.FixtureRequest, _tools: None, tmp_path_factory: pytest.TempPathFactory
) -> Made:
    """Few parts and a short book; under ``all_looks`` every file that ``make pack`` writes."""
    folder = tmp_path_factory.mktemp("public")
    if request.param == "all":
        return _whole(folder)
    made = _small(folder, PUBLIC)
    _add_short_book(made, "en")
    return made


@pytest.fixture(scope="session")
def private(_tools: None, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return _small(tmp_path_factory.mktemp("private"), "", LONGEST)
