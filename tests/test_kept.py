"""What is kept between runs saves time, and never an old page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from guidance.kept import _folder, kept
from guidance.parse.site import read_site
from guidance.settings import Settings

from tests.helpers.project import TODAY
from tests.rules.small_site import FRONT_MATTER, write_site

PAGES = {
    "docs/zh/a.md": FRONT_MATTER + "[95188](contact:alipay) 在此。\n",
    "docs/zh/b.md": FRONT_MATTER + "别的话。\n",
}


@pytest.fixture(autouse=True)
def _keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIDANCE_CACHE", str(tmp_path / "kept"))


def nothing(settings: Settings) -> Settings:
    return settings


def one_page(settings: Settings) -> Settings:
    (settings.docs_dir / "zh/b.md").write_text(FRONT_MATTER + "别的话，<b>新</b>的。\n", "utf-8")
    return settings


def a_name(settings: Settings) -> Settings:
    (settings.docs_dir / "zh/b.md").rename(settings.docs_dir / "zh/c.md")
    return settings


def a_number(settings: Settings) -> Settings:
    contacts = settings.facts_dir / "contacts.yml"
    text = contacts.read_text("utf-8")
    assert "95188" in text
    contacts.write_text(text.replace("95188", "95189"), "utf-8")
    return settings


def the_dialect(settings: Settings) -> Settings:
    return replace(settings, extensions=("attr_list",))


@pytest.mark.parametrize(
    ("change", "again"),
    [(nothing, 0), (one_page, 1), (a_name, 1), (a_number, 2), (the_dialect, 2)],
)
def test_a_page_is_parsed_again_when_anything_that_makes_it_has_changed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    converted: list[str],
    change: Callable[[Settings], Settings],
    again: int,
) -> None:
    settings = write_site(tmp_path, PAGES)
    read_site(settings, today=TODAY)
    converted.clear()
    settings = change(settings)
    found = read_site(settings, today=TODAY)
    assert len(converted) == again
    monkeypatch.setenv("GUIDANCE_CACHE", "/dev/null/0")
    assert found.pages == read_site(settings, today=TODAY).pages


@pytest.mark.parametrize("rotten", [b"", b"no pickle", b"\x80\x05cos\nno_such_name\n."])
def test_a_file_that_has_rotted_is_made_anew(
    tmp_path: Path, converted: list[str], rotten: bytes
) -> None:
    settings = write_site(tmp_path, PAGES)
    first = read_site(settings, today=TODAY)
    for file in (tmp_path / "kept").glob("*/*"):
        file.write_bytes(rotten)
    assert read_site(settings, today=TODAY).pages == first.pages
    assert len(converted) == 4
    read_site(settings, today=TODAY)
    assert len(converted) == 4


def test_an_empty_name_of_the_folder_is_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDANCE_CACHE", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    _folder.cache_clear()
    assert kept("key", lambda: 1) == 1
    assert [path.name for path in tmp_path.iterdir()] == [".cache"]
    _folder.cache_clear()
