"""What a test says to somebody who changed words alone: a promise, and no traceback of Python."""

import subprocess
from functools import cache
from pathlib import Path

import pytest

CONTENT = ("docs/", "mkdocs.yml")
#: A promise may say more than a person reads.
LONGEST = 1500
SAID = """The guide no longer keeps a promise of its tests · 这次改动打破了测试守着的一个承诺
  {promise}
  {said}
Your words may be right and the promise old. You need change nothing in tests/: say in the pull
request what a reader gains, and a maintainer looks at this with you.
也许你是对的，要改的是这条承诺。tests/ 里什么都不用改：在拉取请求里写上读者能得到什么，维护者会和你一起看。"""


@cache
def is_change_of_words(folder: Path) -> bool:
    """Whether pages, facts and the menu are all that differs here from main.

    On the host of the code a pull request is merged for the checks: its first parent is main.
    """
    for base in ("origin/main...", "HEAD^1"):
        committed = _git(folder, "diff", "--name-only", base)
        if committed is not None:
            changed = _git(folder, "status", "--porcelain", "-uall") or ""
            names = [*committed.splitlines(), *(line[3:] for line in changed.splitlines())]
            return bool(names) and all(name.startswith(CONTENT) for name in names)
    return False


def in_words(report: pytest.TestReport) -> str:
    """The promise that a failed test has for its name, and what it found."""
    promise = report.nodeid.rpartition("::")[2].removeprefix("test_").replace("_", " ")
    crash = getattr(report.longrepr, "reprcrash", None)
    said = str(crash.message if crash else report.longrepr)
    return SAID.format(promise=promise, said=said[:LONGEST].replace("\n", "\n  "))


def _git(folder: Path, *words: str) -> str | None:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
    return None if done.returncode else done.stdout
