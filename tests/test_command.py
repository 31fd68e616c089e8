"""The command ``guidance``, as a contributor runs it in a small project."""

import re
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from guidance.__main__ import main

from tests.helpers.project import ROOT, guidance, run

Spoil = Callable[[Path], None]
PAGE = "docs/zh/respond/paid.md"


@pytest.fixture
def project(small_site: Path, tmp_path: Path) -> Path:
    """A small project, built: a copy to spoil."""
    return shutil.copytree(small_site.parent, tmp_path / "project")


def edit(project: Path, path: str, old: str, new: str) -> None:
    file = project / path
    text = file.read_text("utf-8")
    assert old in text, f"{path} does not say {old!r}"
    file.write_text(text.replace(old, new), "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# ------------------------------------------------------------------- build


def test_a_build_says_one_line_pages_editions_seconds(project: Path) -> None:
    result = guidance(project, "build")
    pattern = r"8 pages in 2 editions \(zh, en\) built in \d+\.\d seconds\n"
    assert re.fullmatch(pattern, result.stdout)
    assert result.stderr.strip() == ""
    assert result.returncode == 0


def test_a_build_replaces_the_last_one_whole(project: Path) -> None:
    (project / "site/left-over.html").write_text("from an older build")
    edit(project, PAGE, "先停手。", "先停手，再报警。")
    assert guidance(project, "build").returncode == 0
    assert not (project / "site/left-over.html").exists()
    assert list(project.glob(".site*")) == []
    assert "先停手，再报警。" in (project / "site/respond/paid/index.html").read_text("utf-8")


def remove_english(project: Path) -> None:
    (project / "docs/en/respond/paid.md").unlink()


def kill_link(project: Path) -> None:
    edit(project, PAGE, "先停手。", "先[停手](nowhere.md)。")


def break_template(project: Path) -> None:
    (project / "overrides/main.html").write_text('{% extends "base.html" %}{% block content %}')


def break_partial(project: Path) -> None:
    (project / "overrides/partials/footer.html").write_text("{{ nothing.here.at.all() }}")


def add_a_script(project: Path) -> None:
    edit(project, "overrides/404.html", "</section>", "<script>alert(1)</script></section>")


def show_a_number(project: Path) -> None:
    edit(project, "overrides/404.html", "</section>", "<p>95{# #}199</p></section>")


def lose_template(project: Path) -> None:
    shutil.rmtree(project / "overrides")


def break_settings(project: Path) -> None:
    edit(project, "mkdocs.yml", "docs_dir: docs", "docs_dir: [docs")


def misspell_setting(project: Path) -> None:
    edit(project, "mkdocs.yml", "docs_dir: docs", "docs_dirr: docs")


def unknown_plugin(project: Path) -> None:
    edit(project, "mkdocs.yml", "  - guidance", "  - guidnace:\n  - guidance")


def no_editions(project: Path) -> None:
    edit(project, "mkdocs.yml", "  - i18n:", "  - i18nn:")


def lose_docs(project: Path) -> None:
    shutil.rmtree(project / "docs")


def lose_settings(project: Path) -> None:
    (project / "mkdocs.yml").unlink()


def be_a_folder(project: Path) -> None:
    lose_settings(project)
    (project / "mkdocs.yml").mkdir()


def lose_registry(project: Path) -> None:
    (project / "docs/_facts/contacts.yml").write_text("- id: [")


SPOILT = [
    remove_english,
    kill_link,
    break_template,
    break_partial,
    add_a_script,
    show_a_number,
    lose_template,
    break_settings,
    misspell_setting,
    unknown_plugin,
    no_editions,
    lose_docs,
    lose_settings,
    lose_registry,
]
each_fault = pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)


@each_fault
def test_a_failed_build_leaves_the_last_good_site_whole_and_says_plainly_what_is_wrong(
    project: Path, spoil: Spoil
) -> None:
    before = contents(project / "site")
    spoil(project)
    result = guidance(project, "build")
    assert result.returncode in (1, 2)
    assert contents(project / "site") == before
    assert [path.name for path in project.iterdir() if path.name.startswith(".site")] == []
    said = result.stdout + result.stderr
    assert said.strip()
    assert "Traceback" not in said
    assert not re.search(r'File ".*", line \d+', said)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            break_settings,
            r"mkdocs\.yml:\d+:\d+ invalid-settings not valid YAML: .+",
        ),
        (
            unknown_plugin,
            r"mkdocs\.yml:\d+:\d+ invalid-settings plugins cannot be .+ — write guidance, i18n, .+",
        ),
        (lose_settings, r"guidance: mkdocs\.yml cannot be used: .*No such file.*"),
        (be_a_folder, r"guidance: mkdocs\.yml cannot be used: this is a folder, not a file: .+"),
        (lose_docs, r"guidance: mkdocs\.yml cannot be used: .*docs.*"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
@pytest.mark.parametrize("command", ["check", "build", "serve"])
def test_settings_that_cannot_be_used_are_one_sentence_with_status_2(
    project: Path, command: str, spoil: Spoil, sentence: str
) -> None:
    spoil(project)
    result = guidance(project, command)
    assert result.stdout == ""
    assert re.fullmatch(sentence, result.stderr.strip()), result.stderr
    assert result.returncode == 2


# ------------------------------------------------------------------- the program itself


def leave_as_it_is(project: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("command", "spoil", "status"),
    [("check", leave_as_it_is, 0), ("build", kill_link, 1), ("check", break_settings, 2)],
    ids=["good", "findings", "cannot run"],
)
def test_the_program_says_and_ends_as_the_function_that_other_tests_call(
    project: Path, command: str, spoil: Spoil, status: int
) -> None:
    spoil(project)
    there, here = run(project, "guidance", command), guidance(project, command)
    assert (there.stdout, there.stderr) == (here.stdout, here.stderr)
    assert there.returncode == here.returncode == status


# ------------------------------------------------------------------- check


def test_a_check_of_a_good_guide_prints_no_finding(project: Path) -> None:
    result = guidance(project, "check")
    assert (result.stdout, result.returncode) == ("", 0)


def test_findings_stand_on_standard_output_one_a_line_and_the_status_is_1(project: Path) -> None:
    edit(project, PAGE, "先停手。", "先停手，打 13800138000。")
    remove = "docs/en/reference/terms.md"
    (project / remove).unlink()
    result = guidance(project, "check")
    lines = result.stdout.splitlines()
    assert len(lines) >= 2
    for line in lines:
        assert re.fullmatch(r"docs/\S+\.md:\d+:\d+ [a-z][a-z-]+ .+ — .+", line), line
    assert lines == sorted(lines)
    assert "errors" in result.stderr
    assert result.returncode == 1


def test_a_check_writes_no_site(project: Path) -> None:
    shutil.rmtree(project / "site")
    guidance(project, "check")
    assert not (project / "site").exists()


def test_a_watching_check_looks_again_at_each_saved_edit_and_outlives_them_all(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = project / "mkdocs.yml"
    good = config.read_text("utf-8")
    saved = ["[", "[", good]

    def wait() -> None:
        if not saved:
            raise KeyboardInterrupt
        if config.read_text("utf-8") != (text := saved.pop(0)):
            config.write_text(text, "utf-8")

    monkeypatch.setattr("guidance.__main__._wait", wait)
    assert main(["-f", str(config), "check", "--watch"]) == 130
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(" checked")[0].partition(":")[0] for line in said] == [
        "8 pages",
        "guidance",
        "8 pages",
    ]


# ------------------------------------------------------------------- serve, make


def test_a_taken_port_is_one_sentence_that_names_another(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = guidance(project, "serve", "--port", str(port))
    assert result.stderr.strip() == (
        f"guidance: port {port} is taken or not allowed: try make serve PORT={port + 1}"
    )
    assert result.returncode == 2


def test_make_help_lists_targets_with_one_line_each() -> None:
    said = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout
    listed = re.findall(r"^  make ([a-z-]+) +\S", said, re.M)
    assert len(listed) == len(said.splitlines())
    assert {"serve", "test", "check", "fix", "build", "clean"} <= set(listed)
