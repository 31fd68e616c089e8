"""Whatever the machine meets while a site is written, the last one stays whole and nothing is left."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from guidance import build as building
from guidance.__main__ import main
from guidance.build import beside, swap
from guidance.settings import SettingsError

from tests.helpers.project import BIN, environment, guidance


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


# ------------------------------------------------------------------- stopped at any instant

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
#: What Python tells of before it does it.
MAKES, REMOVES = ("os.mkdir", "os.rename"), ("os.remove", "os.rmdir", "shutil.rmtree")
INSTANTS = 30


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def forbidden() -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


class Child:
    """A build in a process of its own, which meets trouble from its nth change of a file on."""

    def __init__(self, project: Path, trouble: Callable[[], None] = killed, at: int = 0) -> None:
        self.process = os.fork()
        self.told = project.parent / f"told-{self.process or os.getpid()}"
        if not self.process:
            with suppress(BaseException):  # whatever it is: then nothing is told
                self._build(project, trouble, at)
            os._exit(0)

    def _build(self, project: Path, trouble: Callable[[], None], at: int) -> None:
        changes = 0

        def follow(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal changes
            if event in REMOVES:
                is_change = trouble is not full
            else:
                is_change = event in MAKES or (event == "open" and bool(arguments[2] & WRITES))
                is_change &= str(project) in str(arguments[0])
            changes += is_change
            if is_change and 0 < at <= changes:
                trouble()

        sys.addaudithook(follow)
        done = guidance(project, "build")
        at = 0
        self.told.write_text(f"{done.returncode} {changes} {done.stdout}{done.stderr}", "utf-8")

    def wait(self) -> tuple[int, int, str]:
        """Status, number of changes and words; those of a shell if it was killed."""
        os.waitpid(self.process, 0)
        if not self.told.exists():
            return 137, 0, "Killed\n"
        status, changes, said = self.told.read_text("utf-8").split(" ", 2)
        return int(status), int(changes), said


def whole(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def hidden(project: Path) -> list[str]:
    return [path.name for path in project.iterdir() if path.name.startswith(".site")]


@pytest.fixture
def project(small_site: Path, tmp_path: Path) -> Path:
    """A small project with a site that its next build changes."""
    copy = shutil.copytree(small_site.parent, tmp_path / "project")
    page = copy / "docs/zh/respond/paid.md"
    text = page.read_text("utf-8")
    assert "先停手。" in text
    page.write_text(text.replace("先停手。", "先坐下。"), "utf-8")
    return copy


@pytest.mark.all_looks
@pytest.mark.parametrize(("trouble", "instants"), [(killed, INSTANTS), (full, 10), (forbidden, 1)])
def test_a_build_that_is_stopped_leaves_the_old_site_or_the_new_one_whole_and_nothing_else(
    project: Path, trouble: Callable[[], None], instants: int
) -> None:
    other = shutil.copytree(project, project.with_name("other"))
    status, changes, _ = Child(other, trouble).wait()
    assert status == 0
    old, new = whole(project / "site"), whole(other / "site")
    assert old != new
    for instant in range(instants):
        at = 1 + instant * changes // instants
        status, _, said = Child(project, trouble, at).wait()
        assert whole(project / "site") in (old, new), at
        assert status in (0, 2, 137), said
        if trouble is not killed:
            assert hidden(project) == [], at
            assert status == 0 or said.endswith("who may read and write there\n"), said
            assert "Traceback" not in said
    assert guidance(project, "build").returncode == 0
    assert whole(project / "site") == new
    assert hidden(project) == []


@pytest.mark.all_looks
def test_two_builds_in_one_folder_at_once_leave_one_whole_site(project: Path) -> None:
    sites = []
    for _ in range(3):
        shutil.rmtree(project / "site", ignore_errors=True)
        both = [Child(project), Child(project)]
        assert [one.wait()[0] for one in both] == [0, 0]
        assert hidden(project) == []
        sites.append(whole(project / "site"))
    assert sites[0]
    assert sites == sites[:1] * len(sites)


@pytest.mark.parametrize("there", ["a link", "a file", "an empty folder"])
def test_what_stands_where_a_site_should_is_replaced_by_it(tmp_path: Path, there: str) -> None:
    site = tmp_path / "site"
    if there == "a link":
        site.symlink_to(folder(tmp_path / "elsewhere", "old"))
    elif there == "a file":
        site.write_text("old")
    else:
        site.mkdir()
    swap(folder(beside(site), "new"), site)
    assert (site / "index.html").read_text("utf-8") == "new"
    assert not site.is_symlink()
    assert {path.name for path in tmp_path.iterdir()} <= {"site", "elsewhere"}


def test_a_site_that_is_another_disk_is_refused_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda _: True)
    with pytest.raises(SettingsError, match=r"is another disk, .+: unmount it"):
        beside(tmp_path / "site")


def test_a_terminal_that_knows_no_chinese_shows_its_codes() -> None:
    said = subprocess.run(
        [BIN / "guidance", "explain", "raw-phone"],
        env={**environment(), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, b"")
    assert b"\\u9a6c" in said.stdout
