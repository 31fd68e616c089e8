"""What runs on GitHub: who may write, what a fork gets, and that each step is one of the desk."""

import os
import re
import stat
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from bench.deployed import DEPLOYED
from guidance import manifest
from guidance.changes.owned import covers
from guidance.config import read_config
from guidance.strings import reports
from guidance.verify import WORKFLOW

from tests.helpers.project import ROOT

FOLDER = ROOT / ".github/workflows"
TEXTS = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.y*ml"))}
#: BaseLoader, because YAML 1.1 takes ``on`` for a truth value.
WORKFLOWS: dict[str, Any] = {
    name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in TEXTS.items()
}
JOBS = {
    f"{file}: {name}": job for file, flow in WORKFLOWS.items() for name, job in flow["jobs"].items()
}
#: Every right that a job has, and no other.
RIGHTS = {
    "guide.yml: check": {"contents": "read"},
    "guide.yml: report": {"contents": "read"},
    "guide.yml: package": {"contents": "read", "pages": "read"},
    "guide.yml: sign": {"id-token": "write", "attestations": "write"},
    "guide.yml: release": {"contents": "read"},
    "guide.yml: sign-bom": {"id-token": "write", "attestations": "write"},
    "guide.yml: deploy": {"pages": "write", "id-token": "write"},
    "nightly.yml: test-all": {"contents": "read"},
    "nightly.yml: any-bytes": {"contents": "read"},
    "nightly.yml: advisories": {"contents": "read"},
    "links.yml: ask": {"contents": "read"},
    "links.yml: keep": {"contents": "write"},
    "links.yml: tell": {"issues": "write"},
    "mirrors.yml: compare": {"contents": "read", "attestations": "read"},
    "mirrors.yml: tell": {"issues": "write"},
    "mend.yml: fix": {"contents": "read"},
    "mend.yml: keep": {"contents": "write"},
}
each_job = pytest.mark.parametrize("name", JOBS)
each_workflow = pytest.mark.parametrize("file", WORKFLOWS)


def steps(job: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = job["steps"]
    return found


def script_of(file: str, job: str, step: str) -> str:
    found: str = next(
        one["run"] for one in steps(WORKFLOWS[file]["jobs"][job]) if one.get("name") == step
    )
    return found


# ------------------------------------------------------------------- rights


def test_a_job_has_the_rights_it_needs_and_no_other() -> None:
    assert {name: job["permissions"] for name, job in JOBS.items()} == RIGHTS


@each_workflow
def test_a_workflow_gives_its_jobs_nothing_of_itself(file: str) -> None:
    assert WORKFLOWS[file]["permissions"] == {}


def test_triggers_run_a_change_with_the_rights_of_its_author() -> None:
    """``pull_request_target`` and ``workflow_run`` would lend a fork the rights of the project."""
    assert {file: set(flow["on"]) for file, flow in WORKFLOWS.items()} == {
        "guide.yml": {"push", "pull_request", "schedule", "workflow_dispatch"},
        "links.yml": {"schedule", "workflow_dispatch"},
        "mend.yml": {"workflow_dispatch"},
        "mirrors.yml": {"schedule", "workflow_dispatch"},
        "nightly.yml": {"schedule", "workflow_dispatch"},
    }
    assert WORKFLOWS["guide.yml"]["on"]["pull_request"] == ""  # every branch, every fork


@each_job
def test_a_job_that_writes_never_runs_for_a_pull_request(name: str) -> None:
    file, _, job = name.partition(": ")
    if "write" not in RIGHTS[name].values() or "pull_request" not in WORKFLOWS[file]["on"]:
        return
    jobs = WORKFLOWS[file]["jobs"]
    conditions = []
    while job:
        conditions.append(jobs[job].get("if", ""))
        job = jobs[job].get("needs", "")
    assert any("github.event_name != 'pull_request'" in one for one in conditions)


def test_no_secret_is_used_and_the_token_only_to_write_or_to_ask_for_a_signature() -> None:
    assert [file for file, text in TEXTS.items() if "secrets." in text] == []
    users = {name for name, job in JOBS.items() if "github.token" in str(job)}
    asks = {"mirrors.yml: compare"}
    assert (
        users
        == {"links.yml: keep", "links.yml: tell", "mend.yml: keep", "mirrors.yml: tell"} | asks
    )
    assert not [name for name in asks if "write" in RIGHTS[name].values()]


@each_job
def test_a_job_that_may_write_to_the_repository_runs_none_of_its_code(name: str) -> None:
    said = " ".join(step.get("run", "") for step in steps(JOBS[name]))
    if RIGHTS[name].get("contents") == "write":
        assert re.findall(r"\b(make|python3?|pip|guidance|scripts/\S+)\b", said) == []


@each_job
def test_a_checkout_leaves_no_token_behind(name: str) -> None:
    for step in steps(JOBS[name]):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@each_job
def test_no_words_of_others_are_pasted_into_a_script(name: str) -> None:
    """A branch may be called ``$(curl …)``: scripts take such words from their environment."""
    assert [step["run"] for step in steps(JOBS[name]) if "${{" in step.get("run", "")] == []


@each_job
def test_a_job_ends_in_time(name: str) -> None:
    assert int(JOBS[name]["timeout-minutes"]) <= 90


def test_every_action_is_pinned_by_commit_and_everywhere_by_the_same() -> None:
    used = [line for text in TEXTS.values() for line in re.findall(r"uses: (.+)", text)]
    assert len(used) >= 10
    pins: dict[str, set[str]] = {}
    for line in used:
        found = re.fullmatch(r"([\w/-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)", line)
        assert found, line
        pins.setdefault(found[1], set()).add(found[2])
    assert [action for action, commits in pins.items() if len(commits) > 1] == []


def test_the_bench_measures_a_build_with_the_settings_of_the_deployed_site() -> None:
    envs = [step.get("env", {}) for step in steps(WORKFLOWS["guide.yml"]["jobs"]["package"])]
    given = {name for env in envs for name in env if name.startswith("GUIDANCE_")}
    assert set(DEPLOYED) == given


def test_what_is_published_is_signed_by_a_job_that_runs_none_of_our_code() -> None:
    """`guidance verify --signed-by` asks for this workflow on main."""
    package, sign = (WORKFLOWS["guide.yml"]["jobs"][name] for name in ("package", "sign"))
    kept = next(one for one in steps(package) if one.get("with", {}).get("name") == "manifest")
    assert kept["with"]["path"] == f"site/{manifest.FILE}"
    assert sign["needs"] == "package"
    assert [one.get("run") for one in steps(sign)] == [None, None]
    assert steps(sign)[-1]["with"] == {"subject-path": manifest.FILE}
    assert WORKFLOW == ".github/workflows/guide.yml"


def test_what_a_release_is_made_of_is_signed_beside_it_and_holds_up_nothing() -> None:
    jobs = WORKFLOWS["guide.yml"]["jobs"]
    kept = {
        step["with"]["name"]: step["with"]["path"]
        for step in steps(jobs["release"])
        if step.get("uses", "").startswith("actions/upload-artifact@")
    }
    assert kept == {"bom": "bom.json", "quality": "quality.md"}
    assert jobs["release"]["needs"] == jobs["deploy"]["needs"] == "package"
    assert jobs["sign-bom"]["needs"] == "release"
    assert [one.get("run") for one in steps(jobs["sign-bom"])] == [None, None]
    assert steps(jobs["sign-bom"])[-1]["with"] == {"subject-path": "bom.json"}
    assert 'cat quality.md >> "$GITHUB_STEP_SUMMARY"' in script_of(
        "guide.yml", "release", "Quality"
    )
    tests = next(check for check in checks() if check["target"] == "test")
    assert tests["more"] == "--junit-xml=junit.xml"


def test_advisories_are_asked_for_every_night() -> None:
    assert steps(JOBS["nightly.yml: advisories"])[-1]["run"] == "make advisories"


# ------------------------------------------------------------------- checks


def checks() -> list[dict[str, str]]:
    found: list[dict[str, str]] = WORKFLOWS["guide.yml"]["jobs"]["check"]["strategy"]["matrix"][
        "include"
    ]
    return found


def test_a_check_keeps_the_name_by_which_the_rules_of_a_branch_require_it() -> None:
    names = {check["name"] for check in checks()}
    assert names >= {"Content lint", "Both editions", "Build", "Link check", "Tests"}


def test_content_lint_and_both_editions_are_separate_checks() -> None:
    """Who writes one language gets a green lint."""
    targets = {check["name"]: check["target"] for check in checks()}
    assert targets["Content lint"] == "content"
    assert targets["Both editions"] == "editions"
    assert WORKFLOWS["guide.yml"]["jobs"]["check"]["strategy"]["fail-fast"] == "false"
    assert "--only lint" in recipe("content")
    assert "--only editions" in recipe("editions")


@cache
def recipe(target: str) -> str:
    """What make would run for a target; none of it is run."""
    command = ["make", "--dry-run", target]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout


def made() -> Iterator[str]:
    for job in JOBS.values():
        for step in steps(job):
            yield from re.findall(r"\bmake (?:--\w+ )*([a-z-]+)", step.get("run", ""))
    yield from (check["target"] for check in checks())


def test_every_target_that_runs_is_one_of_the_desk() -> None:
    targets = set(made())
    assert targets >= {"content", "editions", "build", "report", "external-links"}
    for target in targets:
        assert recipe(target)


def test_lines_are_annotated_once() -> None:
    """The whole test run would tell every finding again."""
    formats = {check["target"]: check.get("format", "github") for check in checks()}
    assert formats["content"] == formats["editions"] == "github"
    assert formats["test"] == "text"
    assert "--format" in recipe("content")
    assert "--format" in recipe("report")


def test_the_report_knows_the_base_and_stands_in_the_summary() -> None:
    job = WORKFLOWS["guide.yml"]["jobs"]["report"]
    assert job["if"] == "github.event_name == 'pull_request'"
    assert steps(job)[0]["with"]["fetch-depth"] == "0"
    said = [step["run"] for step in steps(job) if "run" in step]
    assert said[0] == 'make --silent report BASE="$BASE" >> "$GITHUB_STEP_SUMMARY"'


def test_the_pages_before_and_after_are_shown_whatever_the_checks_say() -> None:
    """One file that is not packed, so that a phone shows it."""
    job = WORKFLOWS["guide.yml"]["jobs"]["report"]
    *_, make, upload, told = steps(job)
    assert make["run"] == 'make preview BASE="$BASE"'
    assert make["env"] == {"BASE": "${{ github.event.pull_request.base.sha }}"}
    assert upload["with"] | {"archive": "false", "path": "preview.html"} == upload["with"]
    assert all(step["if"].startswith("${{ !cancelled()") for step in (make, upload, told))


def test_a_pull_request_has_a_preview_of_the_site_it_builds() -> None:
    upload = next(s for s in steps(JOBS["guide.yml: check"]) if s.get("id") == "preview")
    assert upload["uses"].startswith("actions/upload-artifact@")
    assert upload["with"]["path"] == "site"
    assert upload["if"] == "matrix.target == 'build' && github.event_name == 'pull_request'"


def test_ageing_facts_show_without_anybody_changing_anything() -> None:
    assert re.fullmatch(r"\d+ \d+ \* \* \*", WORKFLOWS["guide.yml"]["on"]["schedule"][0]["cron"])
    condition = WORKFLOWS["guide.yml"]["jobs"]["package"]["if"]
    assert condition == "github.event_name != 'pull_request' && github.ref == 'refs/heads/main'"


def test_everything_is_tried_every_night_on_the_oldest_python_and_a_newer_one() -> None:
    """A push waits for one Python and for what is quick."""
    nightly = WORKFLOWS["nightly.yml"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", nightly["on"]["schedule"][0]["cron"])
    job = nightly["jobs"]["test-all"]
    oldest, newer = job["strategy"]["matrix"]["python"]
    assert oldest == read_requires_python()
    assert newer != oldest
    assert steps(job)[-1]["run"].startswith("make test-all")
    fuzz = nightly["jobs"]["any-bytes"]
    assert fuzz["strategy"] == job["strategy"]
    assert steps(fuzz)[-1]["run"].endswith('tests/test_any_bytes.py"')
    assert int(steps(fuzz)[-1]["env"]["GUIDANCE_EXAMPLES"]) > 2_000
    assert [check["name"] for check in checks() if check["target"] == "test"] == ["Tests"]


def read_requires_python() -> str:
    """The oldest minor version that the package takes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = re.fullmatch(r">=(\d+\.\d+)\.\d+", project["requires-python"])
    assert oldest is not None
    return oldest[1]


@pytest.mark.parametrize("file", ["links.yml", "mirrors.yml"])
def test_sources_are_asked_and_copies_compared_weekly(file: str) -> None:
    assert re.fullmatch(r"\d+ \d+ \* \* \d", WORKFLOWS[file]["on"]["schedule"][0]["cron"])


@pytest.mark.parametrize(
    ("differs", "said"), [("", ""), ("https://a/index.html was changed — `x`\n", "    https://a/")]
)
def test_what_differs_of_copies_is_shown_as_it_is(tmp_path: Path, differs: str, said: str) -> None:
    (tmp_path / "differs.txt").write_text(differs)
    done = run(script_of("mirrors.yml", "compare", "As an issue"), tmp_path, HEAD="Tell them.")
    assert done.returncode == 0, done.stderr
    told = (tmp_path / "issue.md").read_text()
    assert told == (f"Tell them.\n\n    {differs}" if differs else "")
    assert said in told


# ------------------------------------------------------------------- sources that do not answer


def run(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A step's script, as GitHub runs it."""
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("file", ["links.yml", "mirrors.yml"])
@pytest.mark.parametrize(
    ("text", "number", "calls"),
    [
        ("- `https://a`\n", "", ["issue list", "issue create"]),
        ("- `https://a`\n", "7", ["issue list", "issue edit 7"]),
        ("", "7", ["issue list", "issue close 7"]),
        ("", "", ["issue list"]),
    ],
    ids=["the first", "another", "all well again", "all well"],
)
def test_there_is_one_issue_about_sources_and_one_about_copies(
    tmp_path: Path, file: str, text: str, number: str, calls: list[str]
) -> None:
    gh = tmp_path / "bin/gh"
    gh.parent.mkdir()
    gh.write_text(
        f'#!/bin/sh\necho "$1 $2 $3" >> "{tmp_path}/calls"\n'
        f'[ "$2" = list ] && echo "{number}"\nexit 0\n'
    )
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "issue.md").write_text(text)
    done = run(
        script_of(file, "tell", "Tell"),
        tmp_path,
        PATH=f"{gh.parent}:{os.environ['PATH']}",
        GITHUB_SERVER_URL="https://host.example",
        GITHUB_REPOSITORY="who/guide",
        TITLE="Sources",
        DONE="Well.",
    )
    assert done.returncode == 0, done.stderr
    said = (tmp_path / "calls").read_text().splitlines()
    assert [line.removesuffix(" --app").removesuffix(" --title") for line in said] == calls
    body = (tmp_path / "issue.md").read_text()
    more = "https://host.example/who/guide/compare/link-results"
    assert (more in body) == (bool(text) and file == "links.yml")


@dataclass(frozen=True)
class Hub:
    """A repository with a clone, as a step of GitHub sees them."""

    folder: Path

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words],
            cwd=self.folder / "work", capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        return done.stdout.strip()

    def there(self, *words: str) -> str:
        return self.git("--git-dir", str(self.folder / "hub"), *words)

    def keep(self, file: str, **environment: str) -> None:
        """The step that pushes, with the hub in place of GitHub."""
        done = run(
            script_of(file, "keep", "Keep"),
            self.folder / "work",
            RUNNER_TEMP=str(self.folder / "temp"),
            TOKEN="t",
            GITHUB_REPOSITORY="who/guide",
            GITHUB_SERVER_URL="https://host.example",
            GITHUB_STEP_SUMMARY=str(self.folder / "summary"),
            GIT_CONFIG_COUNT="1",
            GIT_CONFIG_KEY_0=f"url.{self.folder}/hub.insteadOf",
            GIT_CONFIG_VALUE_0="https://x-access-token:t@github.com/who/guide.git",
            **environment,
        )
        assert done.returncode == 0, done.stderr


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    for path, text in {"docs/_checked/links.yml": "# none\n", "docs/a.md": "15\n15\n"}.items():
        file = tmp_path / "work" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    one = Hub(tmp_path)
    one.git("init", "-q", "-b", "main")
    one.git("init", "-q", "--bare", str(tmp_path / "hub"))
    one.git("add", "-A")
    one.git("commit", "-qm", "base")
    one.git("push", "-q", str(tmp_path / "hub"), "main")
    return one


def test_results_are_kept_on_a_branch_of_their_own_and_main_stays(hub: Hub) -> None:
    fresh = hub.folder / "temp/links/docs/_checked/links.yml"
    fresh.parent.mkdir(parents=True)
    for text in ("one\n", "two\n", "two\n", "# none\n"):
        hub.git("switch", "-q", "main")
        fresh.write_text(text)
        hub.keep("links.yml")
        assert hub.there("show", "link-results:docs/_checked/links.yml") + "\n" == text
        assert hub.there("rev-parse", "main") == hub.git("rev-parse", "main")
        beside = hub.there("rev-list", "--count", "main..link-results")
        assert beside == ("0" if text == "# none\n" else "1")


def test_what_make_fix_mends_of_a_change_stands_on_a_branch_beside_it(hub: Hub) -> None:
    page = hub.folder / "work/docs/a.md"
    workflow = hub.folder / "work/.github/workflows/guide.yml"
    page.write_text("20\n15\n")
    hub.git("commit", "-qam", "One line, from a browser")
    page.write_text("20\n20\n")
    workflow.parent.mkdir(parents=True)
    workflow.write_text("on: push\n")  # no patch may bring more than words
    hub.git("add", "-A")
    patch = hub.folder / "temp/mended/mended.patch"
    patch.parent.mkdir(parents=True)
    patch.write_text(hub.git("diff", "--cached", "--binary") + "\n")
    hub.git("reset", "-q", "--hard")
    hub.keep("mend.yml", NUMBER="7")
    assert hub.there("show", "mended-7:docs/a.md") == "20\n20"
    assert hub.there("ls-tree", "-r", "--name-only", "mended-7").split() == [
        "docs/_checked/links.yml",
        "docs/a.md",
    ]
    assert hub.there("log", "--format=%s", "main..mended-7").splitlines() == [
        "Mended by the checks, for #7",
        "One line, from a browser",
    ]
    assert "https://host.example/who/guide/compare/mended-7" in (hub.folder / "summary").read_text()
    patch.write_text("")
    hub.keep("mend.yml", NUMBER="8")
    assert hub.there("branch", "--list", "mended-8") == ""


# ------------------------------------------------------------------- who must look


OWNER = re.compile(r"@[\w-]+(/[\w.-]+)?|[^@\s]+@[^@\s]+")
OWNED = (
    "docs/_facts/contacts.yml",
    "docs/_facts/corrections.yml",
    "docs/_guide/guide.yml",
    "docs/_search/zh.yml",
    "scripts/guidance/check/numbers.py",
    "scripts/setup.sh",
    "overrides/main.html",
    ".github/CODEOWNERS",
    ".github/workflows/guide.yml",
    "mkdocs.yml",
    "requirements.txt",
    "requirements-test.in",
    "pyproject.toml",
    "Makefile",
    ".ci/run",
    "SECURITY.md",
    ".gitattributes",
    ".gitignore",
)
OPEN = ("docs/zh/index.md", "docs/en/respond/paid.md", "docs/_checked/en.yml", "CONTRIBUTING.md")


def owned_paths() -> dict[str, list[str]]:
    """Accounts by path, as CODEOWNERS says."""
    lines = (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    found = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return {path: owners for path, *owners in found}


@pytest.mark.parametrize("path", OWNED)
def test_what_decides_the_facts_and_the_checks_has_an_owner(path: str) -> None:
    assert (ROOT / path).exists()
    assert [pattern for pattern in owned_paths() if covers(pattern, path)]


@pytest.mark.parametrize("path", OPEN)
def test_a_page_needs_no_owner(path: str) -> None:
    assert [pattern for pattern in owned_paths() if covers(pattern, path)] == []


def test_the_report_says_of_every_owned_path_what_a_change_of_it_can_do() -> None:
    assert [path for path in reports() if path.startswith("/")] == [*owned_paths()]


def test_every_owned_path_exists() -> None:
    for pattern in owned_paths():
        assert pattern.startswith("/")
        assert list(ROOT.glob(pattern.strip("/"))), pattern


def test_owners_are_named_once_the_repository_has_an_address() -> None:
    """Nobody can be named before: an invented account could be a stranger's."""
    address = read_config(ROOT / "mkdocs.yml").repo_url
    nobody = [path for path, owners in owned_paths().items() if not owners]
    assert not (address and nobody), (
        f"mkdocs.yml names {address}, so .github/CODEOWNERS must name an account behind {nobody}"
    )
    wrong = [one for owners in owned_paths().values() for one in owners if not OWNER.fullmatch(one)]
    assert wrong == []
