"""One fault at a time in a copy of the real guide: one line with the place and the cure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml
from guidance.__main__ import main
from guidance.model import Site
from guidance.parse.site import read_page_file, read_site

from tests.helpers.project import copy_project
from tests.rules.small_site import TODAY, lines_about, settings_in

FAULTS: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("single-faults.yml").read_text("utf-8")
)
VERIFY = "docs/zh/respond/verify.md"
PAID = ("docs/zh/respond/paid.md", "docs/en/respond/paid.md")


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_project(tmp_path_factory.mktemp("guide") / "copy")
    site_of(folder)
    return folder


@cache
def site_of(folder: Path) -> Site:
    return read_site(settings_in(folder), today=TODAY)


def lines(folder: Path, changed: str = "") -> list[str]:
    """The findings when one file has changed; pages that have not are not read again."""
    site = site_of(folder)
    if changed.startswith("docs/_facts/"):
        site = read_site(settings_in(folder), today=TODAY)
    elif changed:
        pages = [page for page in site.pages if page.path != changed]
        if (folder / changed).exists():
            locale = changed.split("/")[1]
            pages.append(read_page_file(folder / changed, locale, settings_in(folder)))
        site = replace(site, pages=tuple(pages), _cache={})
    return lines_about(site)


@contextmanager
def changed(folder: Path, path: str, change: Callable[[bytes], bytes | None]) -> Iterator[None]:
    """The guide with one file changed, or removed when ``change`` returns None."""
    place = folder / path
    before = place.read_bytes()
    after = change(before)
    try:
        if after is None:
            place.unlink()
        else:
            place.write_bytes(after)
        yield
    finally:
        place.write_bytes(before)


def place_of(fault: dict[str, str], text: str) -> str:
    """``line:column`` of what the finding points at."""
    begin = text.rfind("\n", 0, text.index(fault["line"])) + 1 if "line" in fault else 0
    before = text[: text.index(fault["at"], begin)].split("\n")
    return f"{len(before)}:{len(before[-1]) + 1}"


def test_the_guide_has_no_findings(pristine: Path) -> None:
    assert lines(pristine) == []


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_is_one_line_with_place_and_cure(name: str, pristine: Path) -> None:
    fault = FAULTS[name]
    text = (pristine / fault["file"]).read_text("utf-8")
    assert fault["old"] in text
    text = text.replace(fault["old"], fault["new"], 1)
    with changed(pristine, fault["file"], lambda _: text.encode()):
        found = lines(pristine, fault["file"])
    assert len(found) == 1, "\n".join(found)
    place, _, rest = found[0].partition(" ")
    assert rest.startswith(fault["rule"])
    assert fault["cure"] in rest.partition(" — ")[2]
    if fault["at"]:
        assert place == f"{fault['file']}:{place_of(fault, text)}"


@pytest.mark.parametrize(("path", "other"), [PAID, PAID[::-1]], ids=["zh", "en"])
def test_a_missing_page_is_one_line_with_place_and_cure(
    path: str, other: str, pristine: Path
) -> None:
    with changed(pristine, path, lambda _: None):
        (found,) = lines(pristine, path)
    assert found.startswith(f"{other}:1:1 missing-page the edition ")
    assert f"write {path} with the same headings" in found


@pytest.mark.parametrize("path", [*PAID, "docs/_facts/claims.yml"])
def test_a_file_in_utf_16_is_one_line_with_place_and_cure(path: str, pristine: Path) -> None:
    with changed(pristine, path, lambda data: data.decode().encode("utf-16")):
        (found,) = lines(pristine, path)
    assert found.startswith(f"{path}:1:1 wrong-encoding the file is UTF-16, not UTF-8")
    assert "save the file as UTF-8" in found


def test_the_command_ends_with_status_1_after_an_error(
    pristine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with changed(pristine, VERIFY, lambda data: data.replace(b"(#court-text)", b"(#cort)")):
        status = main(["-f", str(pristine / "mkdocs.yml"), "check"])
    out = capsys.readouterr().out
    assert status == 1
    assert out.startswith(f"{VERIFY}:")
    assert out.count("\n") == 1


def test_the_command_ends_with_status_0_when_all_is_well(
    pristine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-f", str(pristine / "mkdocs.yml"), "check"]) == 0
    assert capsys.readouterr().out == ""
