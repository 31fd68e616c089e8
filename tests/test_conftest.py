"""The promise of our own tests: continuous integration skips nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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


def test_at_a_desk_a_skip_is_named_with_its_reason(tmp_path: Path) -> None:
    run = outcome(tmp_path, "")
    assert run.returncode == 0, run.stdout
    assert [reason for reason in REASONS if reason not in run.stdout] == []
