"""What make says when it cannot work, and what it installs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-test.txt", "requirements-release.txt")
TOOLS = "sh env cat head tail cksum grep dirname rm make awk".split()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what set-up needs, in a place without a .venv."""
    folder = tmp_path / "project"
    (folder / "scripts" / "guidance").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, folder)
    for script in (ROOT / "scripts").glob("*.sh"):
        shutil.copy(script, folder / "scripts")
    return folder


def python_that_says(folder: Path, version: str) -> Path:
    """A stand-in that knows its version and can do nothing else."""
    folder.mkdir(exist_ok=True)
    numbers = tuple(map(int, version.split(".")))
    asked = f"{sys.executable} -c 'import sys; sys.version_info = {numbers}; '\"$2\""
    program = folder / "python3"
    program.write_text(
        "#!/bin/sh\n"
        'case "$*" in\n'
        f'  *"sys.exit(sys.version_info"*) {asked} ;;\n'
        f"  *%d.%d.%d*) echo {version} ;;\n"
        "  *) exit 1 ;;\n"
        "esac\n"
    )
    program.chmod(0o755)
    return program


def make(project: Path, *words: str, **environment: str) -> tuple[str, int]:
    """What is said before make's own last line, and the exit status."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHON", "MAKEFLAGS", "MAKELEVEL")}
    done = subprocess.run(
        ["make", *words],
        cwd=project,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = (done.stdout + done.stderr).splitlines(keepends=True)
    return "".join(said[:-1] if "make: ***" in said[-1] else said), done.returncode


def only_tools(folder: Path) -> Path:
    """A PATH with what sh and make need, and no Python."""
    folder.mkdir(exist_ok=True)
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool) or tool)
    return folder


def test_an_old_python_is_named_with_what_is_needed(project, tmp_path):
    path = only_tools(tmp_path / "bin")
    python_that_says(path, "3.9.2")
    assert make(project, "serve", PATH=str(path)) == (
        "Set-up: found Python 3.9.2, but 3.11.5 or newer is needed; "
        "install one, or name it: make PYTHON=/path/to/python3\n",
        2,
    )


def test_no_python_at_all(project, tmp_path):
    path = only_tools(tmp_path / "bin")
    assert make(project, "serve", PATH=str(path)) == (
        "Set-up: no Python found; install Python 3.11.5 or newer, "
        "or name one: make PYTHON=/path/to/python3\n",
        2,
    )


def test_the_python_that_was_asked_for_is_too_old(project, tmp_path):
    old = python_that_says(tmp_path / "bin", "3.11.2")
    assert make(project, "check", f"PYTHON={old}") == (
        f"Set-up: PYTHON={old} is Python 3.11.2, but 3.11.5 or newer is needed.\n",
        2,
    )


def test_a_python_without_venv(project, tmp_path):
    bare = python_that_says(tmp_path / "bin", "3.12.1")
    assert make(project, "check", f"PYTHON={bare}") == (
        "Set-up: this Python (3.12.1) has no venv module; "
        "on Debian and Ubuntu: apt-get install python3-venv\n",
        2,
    )


def test_no_network_and_a_venv_that_an_end_came_over(project):
    """Such a .venv has no pyvenv.cfg, and its Python would install into the one it was made from."""
    bin_folder = project / ".venv" / "bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "python").symlink_to(Path(sys.executable).resolve())
    nowhere = "http://127.0.0.1:9"
    said, status = make(
        project,
        "build",
        f"PYTHON={sys.executable}",
        PIP_CONFIG_FILE=os.devnull,
        PIP_FIND_LINKS="",
        PIP_NO_CACHE_DIR="1",
        PIP_RETRIES="0",
        HTTPS_PROXY=nowhere,
        https_proxy=nowhere,
    )
    assert "Set-up: .venv is broken\nSet-up: making .venv anew" in said
    assert said.splitlines()[-1] == (
        "Set-up: pip cannot reach the package index; check the network, the proxy and "
        "pip's settings, then run this again."
    )
    assert status == 2


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_tells_nothing_of_the_machine_that_wrote_it(name):
    lock = (ROOT / name).read_text("utf-8")
    assert not re.findall(r"^-.*|.*(?:://|/opt/|/home/|/root/).*", lock, re.MULTILINE)
    entries = re.findall(r"^[a-z].*?(?=^\S|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_tests_run_on_the_versions_that_the_site_is_built_with():
    pins = [
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in LOCKS[:2]
    ]
    assert pins[0].items() <= pins[1].items()
