"""The same commit gives the same bytes, wherever and by whomever it is built."""

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.conftest import PUBLIC
from tests.helpers.project import NOTHING_KEPT, copy_project, run, small_project

ELSEWHERE = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", **NOTHING_KEPT}


def made(project: Path, *commands: str) -> dict[str, bytes]:
    """Every file that commands write to the site of a project."""
    for command in commands:
        done = run(project, "guidance", command, address=PUBLIC)
        assert done.returncode == 0, done.stdout + done.stderr
    site = project / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def elsewhere(project: Path, *commands: str) -> dict[str, bytes]:
    """The same in another time zone, language and order, for its owner alone, nothing kept."""
    before = os.umask(0o077)
    try:
        with patch.dict(os.environ, ELSEWHERE):
            return made(project, *commands)
    finally:
        os.umask(before)


@pytest.mark.all_looks
@pytest.mark.parametrize("kind", ["the guide", "sheets and pictures"])
def test_the_same_files_in_another_place_give_the_same_bytes(
    tmp_path: Path, public_site: Path, kind: str
) -> None:
    there = tmp_path / "another place/for it"
    if kind == "the guide":
        here, other = made(public_site.parent), elsewhere(copy_project(there), "build")
    else:
        here = made(small_project(tmp_path / "small"), "pack", "build")
        other = elsewhere(small_project(there), "pack", "build")
        assert {Path(name).suffix for name in here} >= {".pdf", ".png", ".gz", ".html"}
    assert here.keys() == other.keys()
    assert [name for name in here if here[name] != other[name]] == []
