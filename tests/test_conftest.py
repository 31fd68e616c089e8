"""The promises of our own tests: CI skips nothing, and who changed words meets no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.project import ROOT

SKIPS = """
import pytest

def test_runs():
    pass

def test_inside():
    pytest.skip("no tool inside")

@pytest.mark.skipif(True, reason="no tool by mark")
def test_mark():
    pass
"""
PYTEST = [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider"]
PYTEST += ["--continue-on-collection-errors"]
MODULE = 'import pytest\n\npytest.skip("no tool at all", allow_module_level=True)\n'


def outcome(folder: Path, ci: str) -> subprocess.CompletedProcess[str]:
    """A run of tests that skip, with our ``conftest.py``."""
    (folder / "conftest.py").write_text("from tests.conftest import *\n")
    (folder / "test_skips.py").write_text(SKIPS)
    (folder / "test_module.py").write_text(MODULE)
    return subprocess.run(
        [*PYTEST, "--rootdir", ".", "."],
        cwd=folder,
        env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


REASONS = ["no tool inside", "no tool by mark", "no tool at all"]


def test_a_skip_is_a_failure_in_continuous_integration(tmp_path: Path) -> None:
    run = outcome(tmp_path, "1")
    assert run.returncode != 0
    assert "skipped" not in run.stdout.splitlines()[-1]
    for reason in REASONS:
        assert (
            f"CI must not skip {'test_module' if 'all' in reason else 'test_skips'}" in run.stdout
        )
        assert reason in run.stdout


def test_what_continuous_integration_runs_may_skip_nothing(tmp_path: Path) -> None:
    (tmp_path / "make").write_text('#!/bin/sh\necho "CI=$CI make $*"\n')
    (tmp_path / "make").chmod(0o755)
    said = subprocess.run(
        [ROOT / ".ci/run"],
        env={**os.environ, "CI": "", "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    assert said == "CI=1 make test\n"


def test_at_a_desk_a_skip_is_named_with_its_reason(tmp_path: Path) -> None:
    run = outcome(tmp_path, "")
    assert run.returncode == 0, run.stdout
    assert [reason for reason in REASONS if reason not in run.stdout] == []


PROMISE = "def test_the_numbers_come_first():\n    assert ['110'] == ['120'], 'at docs/zh/a.md'\n"


@pytest.mark.parametrize(
    ("is_committed", "code"),
    [
        pytest.param(False, False, id="at a desk, words"),
        pytest.param(True, True, id="in a pull request, words and code"),
        pytest.param(False, True, id="at a desk, words and code", marks=pytest.mark.all_looks),
        pytest.param(True, False, id="in a pull request, words", marks=pytest.mark.all_looks),
    ],
)
def test_whoever_changed_words_alone_meets_the_promise_and_no_traceback(
    tmp_path: Path, is_committed: bool, code: bool
) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n")
    (tmp_path / "test_page.py").write_text(PROMISE)
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "main")
    if not is_committed:
        git("commit", "-q", "-m", "again", "--allow-empty")
        git("update-ref", "refs/remotes/origin/main", "HEAD")
    for name in ("docs/zh/a.md", *(["scripts/a.py"] if code else [])):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("words\n")
    if is_committed:
        git("add", ".")
        git("commit", "-q", "-m", "change")
    run = subprocess.run(
        [*PYTEST, "-n0", "--rootdir", ".", "."],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTEST_ADDOPTS": "",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 1
    assert "at docs/zh/a.md" in run.stdout
    assert ("the numbers come first" in run.stdout) is not code
    assert ("def test_the_numbers" in run.stdout) is code
