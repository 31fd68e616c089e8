"""A small part of the pack, made once with a public address and once without."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from guidance.pack.index import Entry
from guidance.pack.system import missing
from guidance.settings import read_config
from pypdf import PdfReader

from tests.helpers.project import LOCALES, ROOT

#: The longest list, one that names nobody to call, and a tree with all kinds of endings.
PARTS = {"respond/paid": ("first-minutes",), "prevent/spending": ("no-overdue",), "respond/verify": ("trust",)}  # fmt: skip
PUBLIC = "https://example.org/guide/"


@dataclass
class Made:
    """Files of a pack and what they were made from."""

    source: Any
    folder: Path
    entries: list[Entry]

    def of(self, *kinds: str, format: str = "pdf") -> list[Entry]:
        found = [one for one in self.entries if one.kind in kinds and one.format == format]
        assert found, kinds
        return found

    def pdf(self, entry: Entry) -> PdfReader:
        return PdfReader(io.BytesIO((self.folder / entry.file).read_bytes()))

    @cached_property
    def pictures(self) -> list[Entry]:
        return self.of("checklist", format="png")


def _make(folder: Path, address: str) -> Made:
    from guidance.pack.make import part_jobs
    from guidance.pack.source import Source

    source = Source(read_config(ROOT / "mkdocs.yml", site_url=address))
    entries = []
    for locale in LOCALES:
        for name, wanted in PARTS.items():
            for part in source.parts(source.site.edition(locale)[name]):
                if part.id in wanted:
                    entries += [one for job in part_jobs(source, part) for one in job(folder)]
    return Made(source, folder, entries)


@pytest.fixture(scope="session")
def _tools() -> None:
    if packages := missing():
        pytest.skip(f"the print pack needs {' '.join(packages)}")


@pytest.fixture(scope="session")
def public(_tools: None, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return _make(tmp_path_factory.mktemp("public"), PUBLIC)


@pytest.fixture(scope="session")
def private(_tools: None, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return _make(tmp_path_factory.mktemp("private"), "")
