"""Whatever the machine meets while a site is written, the last one stays whole and nothing is left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from guidance import build as building
from guidance.__main__ import main
from guidance.build import beside, swap

from tests.helpers.project import BIN, environment


def folder(path: Path, words: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(words, "utf-8")
    return path


@pytest.fixture
def gone() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("before", [True, False])
def test_a_new_site_takes_the_place_of_the_old_one_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool, before: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(building, "_exchange", lambda *_: False)
    site = tmp_path / "site"
    if before:
        folder(site, "old")
    swap(folder(beside(site), "new"), site)
    assert (site / "index.html").read_text("utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_killed_builds_left_is_cleared_and_a_build_that_runs_is_let_be(
    tmp_path: Path, gone: int
) -> None:
    site = folder(tmp_path / "site", "old")
    folder(tmp_path / f".site-{gone}", "half")
    folder(tmp_path / f".site-old-{gone}", "older")
    folder(tmp_path / f".site-{os.getppid()}", "another")
    folder(tmp_path / ".site-mine", "somebody's")
    assert beside(site) == tmp_path / f".site-{os.getpid()}"
    left = {".site-mine", f".site-{os.getppid()}", "site"}
    assert {path.name for path in tmp_path.iterdir()} == left


def test_a_site_that_was_killed_between_two_steps_is_put_back(tmp_path: Path, gone: int) -> None:
    folder(tmp_path / f".site-old-{gone}", "old")
    beside(tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device", "site/index.html"), "site/index.html: No space"),
        (PermissionError(13, "Permission denied", "docs/_facts"), "docs/_facts: Permission denied"),
        (OSError("odd"), "odd"),
    ],
)
def test_a_trouble_of_the_machine_is_one_line_that_says_where_and_what_to_look_at(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: OSError, said: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("guidance.__main__.read_config", fail)
    assert main(["check"]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"guidance: {said}")
    assert told.endswith("look whether the disk has room and who may read and write there\n")
    assert told.count("\n") == 1


def test_a_terminal_that_knows_no_chinese_shows_its_codes() -> None:
    said = subprocess.run(
        [BIN / "guidance", "explain", "raw-phone"],
        env={**environment(), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, b"")
    assert b"\\u9a6c" in said.stdout
