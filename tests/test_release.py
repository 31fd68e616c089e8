"""What is told of a release: a bill of materials, a page of quality, advisories. No test asks the network."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from release import bom, quality

from tests.helpers.project import ROOT, TODAY

# ------------------------------------------------------------------- the bill of materials


def part(name: str, version: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": f"{name}=={version}",
        "name": name,
        "version": version,
        **more,
    }


MIT = [{"license": {"id": "MIT"}}]


def environment(*parts: dict[str, Any]) -> dict[str, Any]:
    """What cyclonedx-py says of an environment, as far as we read it."""
    refs = [one["bom-ref"] for one in parts]
    return {
        "metadata": {"component": {"bom-ref": "root-component"}},
        "components": list(parts),
        "dependencies": [
            {"ref": "root-component", "dependsOn": refs},
            *({"ref": ref} for ref in refs),
        ],
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A lock of two packages, and the search of readers' browsers."""
    (tmp_path / "requirements.txt").write_text(
        "jinja2==3.1.6 \\\n    --hash=sha256:0\npypdfium2==5.0\n"
    )
    for path in ("scripts/vendor.sh", "overrides/assets/vendor"):
        source, target = ROOT / path, tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return tmp_path


def test_a_bill_names_what_the_site_is_made_with_and_what_readers_run_each_with_its_licence(
    project: Path,
) -> None:
    """The tools of tests, which a desk has in the same environment, are no part of the site."""
    parts = [part("Jinja2", "3.1.6", licenses=MIT), part("pytest", "9.2.0", licenses=MIT)]
    found = bom.bill(environment(*parts), project)
    assert [one["name"] for one in found["components"]] == ["Jinja2", "minisearch"]
    assert all(one["licenses"] for one in found["components"])
    assert found["dependencies"] == [
        {"ref": "root-component", "dependsOn": ["Jinja2==3.1.6"]},
        {"ref": "Jinja2==3.1.6"},
    ]


def test_a_licence_that_is_no_spdx_word_is_told_as_it_is_written(project: Path) -> None:
    found = bom.bill(environment(part("pypdfium2", "5.0")), project)["components"]
    assert "BSD-3-Clause" in found[-1]["licenses"][0]["license"]["name"]


def test_a_part_without_a_licence_stops_the_bill(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bom, "metadata", lambda _: {})
    with pytest.raises(bom.UnlicensedError, match="pypdfium2 does not say its licence"):
        bom.bill(environment(part("pypdfium2", "5.0")), project)
    (project / "overrides/assets/vendor/minisearch.LICENSE.txt").write_text("All rights reserved")
    with pytest.raises(bom.UnlicensedError, match="MiniSearch"):
        bom.bill(environment(), project)


def test_the_search_of_the_bill_is_the_one_that_readers_run() -> None:
    found = bom.minisearch(ROOT)
    script = (ROOT / "overrides/assets/vendor/minisearch.js").read_bytes()
    digest = hashlib.sha256(script).hexdigest()
    assert found["hashes"] == [{"alg": "SHA-256", "content": digest}]
    assert found["purl"].startswith("pkg:npm/minisearch@")


# ------------------------------------------------------------------- quality

JUNIT = """<testsuites><testsuite>
<testcase classname="tests.test_rules" name="test_a[x]" time="1"/>
<testcase classname="tests.test_rules" name="test_b" time="1"><failure/></testcase>
<testcase classname="tests.test_single_faults" name="test_c" time="1"/>
<testcase classname="tests.test_single_faults" name="test_d" time="1"><skipped/></testcase>
<testcase classname="tests.browser.test_audits" name="test_it_is_there_that_it_is_there_for[axe-by_axe]"/>
</testsuite></testsuites>"""


@pytest.fixture
def shown(small_site: Path, tmp_path: Path) -> quality.Sources:
    return quality.Sources(
        small_site, tmp_path / "junit.xml", tmp_path / "bench.txt", tmp_path / "faults", ROOT
    )


def row(page: str, what: str) -> str:
    (line,) = (one for one in page.splitlines() if one.startswith(f"| {what} | "))
    return line.removeprefix(f"| {what} | ").removesuffix(" |")


def test_a_page_of_quality_says_of_every_figure_that_is_missing_that_it_is(
    shown: quality.Sources,
) -> None:
    page = quality.page(shown)
    assert row(page, "tests") == quality.NONE
    assert row(page, "every rule") == f"{quality.NONE}; given faults: not tried"
    assert row(page, "faults that tests catch").startswith(quality.NONE)
    assert "No speed was measured for this release (`make bench`)." in page


def test_a_page_of_quality_holds_what_the_steps_wrote(shown: quality.Sources) -> None:
    shown.junit.write_text(JUNIT)
    shown.bench.write_text("cold build   1.00   2.00   0.50\n")
    shown.faults.mkdir()
    results = [{"fault": "css/a", "how": "missed"}, {"fault": "css/b", "how": "caught"}]
    later = [{"fault": "css/a", "how": "caught"}, {"fault": "css/c", "how": "missed"}]
    (shown.faults / "abc.jsonl").write_text("\n".join(map(json.dumps, results + later)))
    page = quality.page(shown)
    assert row(page, "made") == TODAY.isoformat()
    assert row(page, "tests") == "3 passed, 1 failed, 1 skipped"
    assert row(page, "every rule") == "1 passed, 1 failed; given faults: 1 passed, 1 skipped"
    assert row(page, "accessibility, by axe") == f"{quality.NONE}; given faults: 1 passed"
    assert row(page, "faults that tests catch") == "2 of 3"
    assert "```text\ncold build   1.00   2.00   0.50\n```" in page


def test_a_page_of_quality_weighs_the_site_and_asks_the_facts(shown: quality.Sources) -> None:
    page = quality.page(shown)
    assert " in the median of " in row(page, "KB of a page")
    own, first = (
        float(row(page, what).split()[0]) for what in ("KB of a page", "KB of a first view")
    )
    assert own < first
    assert row(page, "facts past their review") == "0"
    assert int(row(page, "facts").split(",")[0]) > 100


@pytest.mark.parametrize("name", [one for pair in quality.AUDITS.values() for one in pair if one])
def test_an_audit_of_the_page_is_one_that_there_is(name: str) -> None:
    """A test that is renamed would be said to have been left out."""
    files = "".join(
        f"tests.{path.relative_to(ROOT / 'tests').with_suffix('').as_posix().replace('/', '.')}.\n"
        + path.read_text("utf-8")
        for path in (ROOT / "tests").rglob("test_*.py")
    )
    assert name.partition("[")[0] in files


def test_without_a_site_there_is_no_page_but_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quality.main(["--site", str(tmp_path)]) == 2
    assert "make build first" in capsys.readouterr().err


# ------------------------------------------------------------------- advisories

SAYS = {
    "none": ("No known vulnerabilities found", 0),
    "some": ("Found 2 known vulnerabilities in 1 package\nName Version ID\njinja2 1.0 PYSEC-1", 1),
    "no network": ("Traceback\nrequests.exceptions.ProxyError: no way to pypi.org", 1),
    "not found": (
        "ERROR:pip_audit._cli:a: Dependency not found on PyPI and could not be audited",
        1,
    ),
}


@pytest.mark.parametrize(
    ("says", "status", "told"),
    [
        ("none", 0, "requirements.txt: no advisory about any of 2 packages"),
        ("some", 1, "PYSEC-1"),
        ("no network", 2, "requirements.txt: nothing was compared: requests.exceptions.ProxyError"),
        ("not found", 2, "requirements.txt: nothing was compared: ERROR:pip_audit"),
    ],
)
def test_advisories_that_nobody_could_ask_for_are_not_taken_for_none(
    project: Path, says: str, status: int, told: str
) -> None:
    shutil.copy(ROOT / "scripts/advisories.sh", project / "scripts")
    for lock in ("requirements-test.txt", "requirements-release.txt"):
        shutil.copy(project / "requirements.txt", project / lock)
    audit = project / ".venv/release/bin/pip-audit"
    audit.parent.mkdir(parents=True)
    words, ends = SAYS[says]
    audit.write_text(
        f"#!/bin/sh\necho '{words}' >&2\necho \"$*\" >> {project}/asked\nexit {ends}\n"
    )
    audit.chmod(0o755)
    done = subprocess.run(
        [project / "scripts/advisories.sh"],
        env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == status
    assert told in done.stdout + done.stderr
    asked = (project / "asked").read_text().splitlines()
    assert len(asked) == 3
    assert all("--strict" in one and "--require-hashes" in one for one in asked)
