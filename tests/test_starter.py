"""Another guide: ``guidance new`` writes one that passes its own checks, from a package too."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.helpers import html
from tests.helpers.project import BIN, ROOT, TODAY, build, environment, guidance

#: Guides that have nothing to do with debt: the name of each, and its languages.
GUIDES = {"Rent arrears": "en", "租房押金": "zh,en"}
LATER = pytest.mark.all_looks
EVERY = [
    *GUIDES.items(),
    pytest.param("A lost passport", "en,zh", marks=LATER),
    pytest.param("社区图书馆", "zh", marks=LATER),
]


def begun(folder: Path, name: str, languages: str) -> Path:
    result = guidance(folder, "new", "guide", "--name", name, "--languages", languages)
    assert result.returncode == 0, result.stderr
    return folder / "guide"


@pytest.mark.parametrize(("name", "languages"), EVERY)
def test_a_new_guide_passes_its_checks_and_builds_without_an_edit(
    tmp_path: Path, name: str, languages: str
) -> None:
    folder = begun(tmp_path, name, languages)
    checked = guidance(folder, "check")
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "0 errors, 0 warnings" in checked.stderr
    site = build(folder)
    source, *others = languages.split(",")
    for locale in (source, *others):
        top = site if locale == source else site / locale
        home, steps = html.read(top / "index.html"), html.read(top / "steps/index.html")
        assert home.all("div", data_tree="what-happened")
        assert steps.all("section", data_list="first-steps")
        assert steps.all("section", data_letter="ask-why")
        assert html.read(top / "contacts/index.html").all("h4", id="office")
        urgent = home.one("nav", class_="urgent").all("a")
        assert [one["href"] for one in urgent] == ["steps/#first-steps", "contacts/#all"]
        assert home.one("a", class_="site-name").text
    said = html.read(site / "index.html").one("title").text
    assert said == name
    published = "\n".join(path.read_text("utf-8") for path in site.rglob("*.html"))
    assert not re.search("alipay|支付宝|花呗|huabei", published, re.IGNORECASE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["guide", "--languages", "en,fr"], "there are no words for fr: choose among en, zh"),
        (["guide", "--languages", "en,en"], "a language is named twice"),
        (["guide", "--languages", ","], "name a language behind --languages"),
        (["full", "--languages", "en"], "full is not empty"),
        (
            ["guide", "--languages", "en", "--name", "<b>"],
            "invalid-settings site_name cannot be '<b>'",
        ),
    ],
)
def test_what_cannot_become_a_guide_is_one_line_and_no_file(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/note.txt").write_text("mine", "utf-8")
    result = guidance(tmp_path, "new", *arguments)
    assert result.returncode == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["full", "note.txt"]


def test_the_package_asks_for_all_that_it_is_run_with() -> None:
    def names(lines: list[str]) -> set[str]:
        found = (re.match(r"[A-Za-z][\w-]*", line) for line in lines)
        return {name[0].lower() for name in found if name}

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    assert names(declared["dependencies"]) | {"hatchling"} == names(locked)


@LATER
def test_a_wheel_has_all_that_another_guide_needs(tmp_path: Path) -> None:
    """Unpacked, not installed: what it depends on is here, and nothing is asked of an index."""
    wheel = [
        "wheel",
        "--no-build-isolation",
        "--no-deps",
        "--quiet",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run([str(BIN / "pip"), *wheel], check=True, capture_output=True)
    (packed,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(packed).extractall(tmp_path / "package")
    there = {**environment(), "PYTHONPATH": str(tmp_path / "package"), "PATH": os.environ["PATH"]}

    def run(folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "guidance", *arguments]
        subprocess.run(command, cwd=folder, env=there, check=True, capture_output=True)

    run(tmp_path, "new", "guide", "--name", "Rent arrears", "--languages", "en")
    run(tmp_path / "guide", "check")
    run(tmp_path / "guide", "build")
    page = (tmp_path / "guide/site/index.html").read_text("utf-8")
    assert "Content-Security-Policy" in page
    assert TODAY.isoformat() in page
