"""The exercise of CONTRIBUTING, done step for step on a clone: one number, every page."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from pathlib import Path

import pytest
from guidance.config import read_config, settings_from
from guidance.model import Site
from guidance.parse.facts import read_registry
from guidance.parse.site import read_site
from guidance.registry import KINDS, Contact, Sourced

from tests.helpers import html
from tests.helpers.project import LOCALES, ROOT, TODAY, Address, copy_project, environment, guide
from tests.rules.small_site import settings_in

SECTIONS = {
    "CONTRIBUTING.md": "Change a hotline everywhere",
    "CONTRIBUTING.zh.md": "改一个热线，处处跟着改",
}
CONTACTS = "docs/_facts/contacts.yml"
REGULATOR, NEW = "nfra", "00000"
EDITIONS = pytest.mark.parametrize("locale", LOCALES)
WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "t"), ("EMAIL", "t@example.org"))
}


@dataclass(frozen=True)
class Block:
    """A code block of a step: commands to run, or an edit of the record to make."""

    language: str
    lines: tuple[str, ...]


def blocks(document: str) -> list[Block]:
    text = (ROOT / document).read_text("utf-8")
    _, _, section = text.partition(f"\n## {SECTIONS[document]}\n")
    found = re.findall(r"(?ms)^    ```(\w+)\n(.*?)^    ```$", section.partition("\n## ")[0])
    return [
        Block(language, tuple(line[4:] for line in body.splitlines())) for language, body in found
    ]


@dataclass
class Performance:
    """A clone on which the steps are done on a day, and what each command said."""

    folder: Path
    repository: Path
    today: date
    before: Site | None = None
    said: list[tuple[str, int, str]] = field(default_factory=list)

    def run(self, command: str) -> None:
        """Do what a step says. The set-up of ``make`` is left out: this Python has all of it."""
        words = command.replace("REPOSITORY", str(self.repository))
        if words.startswith("cd "):
            self.folder /= words.removeprefix("cd ")
            self.before = read(self.folder)
            return
        if words.startswith("make "):
            ready = f"make -o setup -o setup-test BIN={Path(sys.executable).parent} "
            words = ready + words.removeprefix("make ")
        kept = environment(today=self.today).items()
        env = {k: v for k, v in kept if not k.startswith(("MAKE", "MFLAGS", "GITHUB_", "GIT_"))}
        done = subprocess.run(
            words,
            shell=True,
            cwd=self.folder,
            env=env | WHO | {"GIT_CONFIG_GLOBAL": os.devnull},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        self.said.append((command, done.returncode, done.stdout + done.stderr))

    def edit(self, lines: tuple[str, ...]) -> None:
        """Make an edit as a person reads it: line by line downwards, ``…`` for what stands there."""
        path = self.folder / CONTACTS
        text = path.read_text("utf-8").splitlines()
        at = 0
        for line in lines:
            sign, wanted = line[0], line[1:]
            if sign == "+":
                wanted = wanted.replace("TODAY", str(self.today))
                text.insert(at, wanted.replace("LATER", str(self.today + timedelta(days=90))))
                at += 1
                continue
            start, dots, _ = wanted.partition("…")
            at = next(
                place
                for place, there in enumerate(text[at:], at)
                if (there.startswith(start) if dots else there == wanted)
            )
            if sign == "-":
                del text[at]
            else:
                at += 1
        path.write_text("\n".join(text) + "\n", "utf-8")

    def answers(self, command: str) -> list[tuple[int, str]]:
        return [(status, said) for asked, status, said in self.said if asked == command]


def read(folder: Path) -> Site:
    return read_site(settings_from(read_config(folder / "mkdocs.yml")))


def repository(folder: Path) -> Path:
    """A repository that holds the project as it is here, committed or not."""
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name, follow_symlinks=False)
    for words in ("init -q -b main", "add -A", "commit -q -m start"):
        subprocess.run(
            ["git", "-c", "commit.gpgsign=false", *words.split()],
            cwd=folder,
            env=os.environ | WHO,
            check=True,
            capture_output=True,
        )
    return folder


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Performance]:
    """All steps, in their order."""
    place = tmp_path_factory.mktemp("walk-through")
    checked = guide().registry.contacts[REGULATOR].checked
    day = max(TODAY, checked + timedelta(days=1))
    performance = Performance(place, repository(place / "origin"), day)
    for block in blocks("CONTRIBUTING.md"):
        if block.language == "diff":
            performance.edit(block.lines)
        else:
            for command in block.lines:
                performance.run(command)
    yield performance
    shutil.rmtree(place, ignore_errors=True)


def citing(done: Performance, locale: str) -> list[str]:
    """Names of the pages whose text names the hotline; there are some, or nothing is shown."""
    assert done.before is not None
    pages = done.before.edition(locale)
    names = [
        name
        for name, page in pages.items()
        if any(link.href == f"contact:{REGULATOR}" for link in page.facts("contact"))
    ]
    assert len(names) >= 3
    return names


def old_number(done: Performance) -> str:
    assert done.before is not None
    record = done.before.registry.contacts[REGULATOR]
    assert isinstance(record, Contact)
    assert record.number
    return record.number


def test_both_languages_show_the_same_steps() -> None:
    assert blocks("CONTRIBUTING.md") == blocks("CONTRIBUTING.zh.md")
    assert {block.language for block in blocks("CONTRIBUTING.md")} == {"sh", "diff"}


def test_the_edit_can_be_made_and_the_record_is_as_the_steps_say(tmp_path: Path) -> None:
    """What a reader of the steps meets first; ``make test-all`` does them all on a clone."""
    settings = settings_in(copy_project(tmp_path, "docs/_facts"))
    checked = guide().registry.contacts[REGULATOR].checked
    performance = Performance(tmp_path, tmp_path, max(TODAY, checked + timedelta(days=1)))
    for block in blocks("CONTRIBUTING.md"):
        if block.language == "diff":
            performance.edit(block.lines)
    registry, problems = read_registry(settings.facts_dir, settings.root, settings.locales)
    assert problems == []
    contact = registry.contacts[REGULATOR]
    assert (contact.number, contact.checked) == (NEW, performance.today)


@pytest.mark.all_looks
def test_every_command_does_what_its_step_says(done: Performance) -> None:
    said = {command: status for command, status, _ in done.said}
    assert set(said.values()) == {0}, [one for one in done.said if one[1]]
    [(_, found)] = done.answers("make check")
    assert re.findall(r"warning: (\S+)", found) == ["stale-number"]


@pytest.mark.all_looks
@EDITIONS
def test_every_page_shows_and_dials_the_new_number(done: Performance, locale: str) -> None:
    for name in (*citing(done, locale), "reference/contacts"):
        page = html.read(done.folder / "site" / Address(locale, name).file).one("article")
        dialled = [a for a in page.all("a") if a["href"] == f"tel:{NEW}"]
        assert dialled != [], name
        assert {a.text.split()[0] for a in dialled} == {NEW}, name


@pytest.mark.all_looks
@EDITIONS
def test_no_page_keeps_the_old_number(done: Performance, locale: str) -> None:
    assert done.before is not None
    old = re.compile(rf"(?<![\d-]){old_number(done)}(?![\d-])")  # an id keeps it
    records = [one for scheme in KINDS for one in done.before.registry.of(scheme).values()]
    quoted = [one.source.title[locale] for one in records if isinstance(one, Sourced)]
    for name in done.before.edition(locale):
        page = (done.folder / "site" / Address(locale, name).file).read_text("utf-8")
        for title in quoted:  # says what was read then
            page = page.replace(escape(title, quote=False), "")
        assert not old.search(page), f"{locale}/{name}"


@pytest.mark.all_looks
@EDITIONS
def test_the_report_names_the_number_and_every_page_it_reaches(
    done: Performance, locale: str
) -> None:
    ((status, report),) = done.answers("make report BASE=origin/main")
    assert status == 0
    facts = report.partition("\n## Facts")[2].partition("\n## ")[0]
    assert f"number: `{old_number(done)}` → `{NEW}`" in facts
    for name in (*citing(done, locale), "reference/contacts", "reference/current"):
        assert f"`/{Address(locale, name).url}`" in facts, name
