"""``guidance serve``: both editions are there, and an edit is seen without a restart."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.project import BIN, environment, small_project

PATIENCE = 40.0


@dataclass
class Preview:
    """A running preview of a project."""

    project: Path
    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, ConnectionError):
            return ""

    def waits_for(self, path: str, is_there: Callable[[str], bool]) -> None:
        """Look again until the page is as it should be."""
        until = time.monotonic() + PATIENCE
        while not is_there(self.page(path)):
            assert self.process.poll() is None, self.said
            assert time.monotonic() < until, f"{path} has not changed:\n{self.said}"
            time.sleep(0.1)

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.project / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    project = small_project(tmp_path_factory.mktemp("served"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = project / "serve.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [BIN / "guidance", "serve", "--port", str(port)],
            cwd=project,
            env={**environment(), "PYTHONUNBUFFERED": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
            # A shell that runs the tests in the background has SIGINT ignored, and hands that on.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
    running = Preview(project, f"http://127.0.0.1:{port}/", process, log)
    try:
        running.waits_for("", lambda text: "收到短信" in text)
        yield running
    finally:
        process.kill()
        process.wait()


def test_both_editions_answer(preview: Preview) -> None:
    assert 'lang="zh-Hans"' in preview.page("")
    assert 'lang="en"' in preview.page("en/")
    assert "The first minutes" in preview.page("en/respond/paid/")


def test_it_says_where_to_look(preview: Preview) -> None:
    assert preview.url in preview.said


@pytest.mark.parametrize(
    ("path", "old", "new", "page", "seen"),
    [
        ("docs/zh/respond/paid.md", "先停手。", "先停手，坐下来。", "respond/paid/", "坐下来"),
        ("docs/en/respond/paid.md", "Stop now.", "Sit down.", "en/respond/paid/", "Sit down."),
        (
            "docs/_facts/claims.yml",
            "22:00 到次日 8:00 不打催收电话。",
            "夜里不打催收电话。",
            "respond/paid/",
            "夜里不打催收电话。",
        ),
        ("overrides/main.html", "<h1 ", '<h1 data-edited="" ', "en/", "data-edited"),
        ("overrides/partials/footer.html", "<p>", "<p>New words. ", "respond/paid/", "New words."),
    ],
    ids=["Chinese page", "English page", "facts", "template", "partial"],
)
def test_an_edit_is_seen_without_a_restart(
    preview: Preview, path: str, old: str, new: str, page: str, seen: str
) -> None:
    assert seen not in preview.page(page)
    preview.edit(path, old, new)
    preview.waits_for(page, lambda text: seen in text)


def test_an_edit_of_a_style_is_seen_without_a_restart(preview: Preview) -> None:
    before = preview.page("")
    file = preview.project / "overrides/assets/base.css"
    file.write_text(file.read_text("utf-8") + "\n/* edited */\n", "utf-8")
    preview.waits_for("", lambda text: bool(text) and sheet(text) != sheet(before))
    assert "/* edited */" in preview.page(sheet(preview.page("")))


def sheet(page: str) -> str:
    return page.partition('rel="stylesheet" href="')[2].partition('"')[0]


def test_a_broken_page_is_named_and_mending_it_is_enough(preview: Preview) -> None:
    preview.edit("docs/en/respond/paid.md", "](fact:night)", "](fact:nigth)")
    until = time.monotonic() + PATIENCE
    while "docs/en/respond/paid.md:17:15 unknown-fact" not in preview.said:
        assert time.monotonic() < until, preview.said
        time.sleep(0.1)
    assert "Traceback" not in preview.said
    preview.edit("docs/en/respond/paid.md", "](fact:nigth)", "](fact:night)")
    preview.edit("docs/en/respond/paid.md", "## At night", "## In the night")
    preview.waits_for("en/respond/paid/", lambda text: "In the night" in text)


def test_stopping_it_says_nothing_frightening(preview: Preview) -> None:
    """Last in this file: it ends the preview."""
    os.kill(preview.process.pid, signal.SIGINT)
    preview.process.wait(timeout=20)
    assert "Traceback" not in preview.said
