"""``mkdocs.yml`` is a closed list: whatever it does not say today is refused with line and cure."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from guidance import allowed
from guidance.parse.yaml_places import load_settings

from tests.helpers.project import ROOT, guidance, small_project

TEXT = (ROOT / "mkdocs.yml").read_text("utf-8")
HOSTILE = ("<script>alert(1)</script>", "javascript://x/", "*", "../other", "x&period;com", None)


def every_change(data: Any) -> Iterator[str]:
    """What was added to the settings, or made hostile, while they are so."""
    if isinstance(data, dict):
        for key in list(data):
            yield from every_value(data, key)
        data["<b>"] = "x"
        yield f"a key beside {list(data)}"
        del data["<b>"]
    elif isinstance(data, list):
        for index in range(len(data)):
            yield from every_value(data, index)
        data.append("*")
        yield f"an item behind {data}"
        data.pop()


def every_value(data: Any, key: Any) -> Iterator[str]:
    value = data[key]
    yield from every_change(value)
    for hostile in () if isinstance(value, dict | list) else HOSTILE:
        data[key] = hostile
        yield f"{key}: {hostile}"
    data[key] = value


def test_no_setting_can_be_added_and_none_takes_a_hostile_value() -> None:
    _, data = load_settings(TEXT)
    assert list(allowed.unexpected(data)) == []
    changed = copy.deepcopy(data)
    tried = [(what, any(allowed.unexpected(changed))) for what in every_change(changed)]
    assert len(tried) > 500
    assert [what for what, is_refused in tried if not is_refused] == []
    assert changed == data


def test_a_setting_that_protects_readers_cannot_be_left_out() -> None:
    _, data = load_settings(TEXT)
    for key in data.keys() - {"not_in_nav", "nav"}:
        without = {name: value for name, value in data.items() if name != key}
        assert [where for where, *_ in allowed.unexpected(without)] == [(key,)]


HERE = "scripts/guidance/allowed.py"
CASES = {
    "a check switched off": (
        "    anchors: warn",
        "    anchors: ignore",
        "validation.links.anchors cannot be 'ignore' — write warn",
    ),
    "pages hidden from the check": (
        "not_in_nav: |",
        "not_in_nav: '*'\nold: |",
        "not_in_nav cannot be '*' — write a page such as components.md, one a line",
    ),
    "a new setting": (
        "docs_dir: docs",
        "use_directory_urls: false\ndocs_dir: docs",
        f"use_directory_urls is no setting of this guide — remove it; {HERE} has those it may use",
    ),
    "a setting left out": (
        "docs_dir: docs\n",
        "",
        f"docs_dir is missing — add it; {HERE} has what it says",
    ),
    "a program": (
        "permalink: false",
        "permalink: !!python/name:os.system",
        "not valid YAML: a tag (tag:yaml.org,2002:python/name:os.system) is not allowed"
        " — write the value itself",
    ),
    "a variable of the machine": (
        "site_name: 收到",
        "site_name: !ENV [HOME, x] #",
        "not valid YAML: !ENV asks for what is no variable of the guide"
        ' — write !ENV [GUIDANCE_…, "the value without it"]',
    ),
    "an alias": (
        "docs_dir: docs",
        "docs_dir: &d docs\nsite_dir: *d\n#",
        "not valid YAML: an alias (*name) is not allowed — write the value itself",
    ),
    "an address in the menu": (
        "      - understand/what.md",
        "      - https://evil.example/",
        "nav.短信从哪来 cannot be 'https://evil.example/' — write a page such as respond/paid.md",
    ),
    "an entry of the menu two spaces too far left, which YAML reads as more words": (
        "      - understand/what.md",
        "    - understand/what.md",
        "not valid YAML: this line is 2 spaces too far left: an entry of a list begins in the same"
        " column as the others — put 2 spaces before it",
    ),
    "an entry of the menu at the margin": (
        "  - index.md",
        "- index.md",
        "not valid YAML: this line is 2 spaces too far left: an entry of a list begins in the same"
        " column as the others — put 2 spaces before it",
    ),
    "a part of the menu too far right": (
        "  - 钱和差错:",
        "    - 钱和差错:",
        "not valid YAML: this line is 2 spaces too far right: an entry of a list begins in the same"
        " column as the others — take 2 spaces out before it",
    ),
    "a part of the menu without its colon": (
        "  - 钱和差错:",
        "  - 钱和差错",
        "not valid YAML: no : behind the name of the list below — type : there with the English"
        " keyboard",
    ),
    "a part of the menu with a full-width colon": (
        "  - 钱和差错:",
        "  - 钱和差错：",
        "not valid YAML: a full-width ： behind the name of the list below — type : there with the"
        " English keyboard",
    ),
    "no space before an entry of the menu": (
        "      - money/deduction.md",
        "      -money/deduction.md",
        "not valid YAML: no space after the dash — write - and a space",
    ),
    "no space before a plugin": (
        "  - i18n:",
        "  -i18n:",
        "not valid YAML: no space after the dash — write - and a space",
    ),
    "another plugin": (
        "plugins:\n",
        "plugins:\n  - search\n",
        "plugins cannot be ['search', {'guidance': {'today': '', 'corrections': ''}}, {…"
        " — write guidance, i18n, once each, in this order",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_allowed_is_told_with_its_line_and_a_cure(case: str) -> None:
    old, new, said = CASES[case]
    assert old in TEXT
    found = allowed.faults(TEXT.replace(old, new, 1))[0]
    assert (found.rule, f"{found.message} — {found.mend}") == ("invalid-settings", said)
    changed = TEXT[: TEXT.index(old)].count("\n") + 1
    assert abs(found.at.line - changed) <= 2 or case == "a setting left out"


def test_a_day_that_is_none_is_told_by_the_name_of_its_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for day in ("soon", "2026-02-30", "2026-11-29 "):
        monkeypatch.setenv("GUIDANCE_TODAY", day)
        (found,) = allowed.faults(TEXT)
        assert found.message == f"plugins.guidance.today cannot be {day!r} (from GUIDANCE_TODAY)"
        assert found.mend == "write a day such as 2026-11-29, or nothing"


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("SITE_URL", "https://example.org/guide/"),
        ("SITE_URL", "http://127.0.0.1:8000/"),
        ("REPO_URL", "https://gitlab.example.org/a/guide/"),
        ("EDIT_URI", "-/edit/main/docs"),
        ("EDIT_URI", "edit/v1.0/docs/"),
        ("CORRECTIONS", "us+guide@mail.example.org"),
        ("TODAY", "2026-11-29"),
    ],
)
def test_what_a_host_sets_is_taken(monkeypatch: pytest.MonkeyPatch, name: str, good: str) -> None:
    for value in (good, ""):
        monkeypatch.setenv(f"GUIDANCE_{name}", value)
        assert allowed.faults(TEXT) == []


def test_nothing_that_mkdocs_yml_asks_for_runs_before_it_is_refused(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    made = tmp_path / "made"
    (project / "hook.py").write_text(f"open({str(made)!r}, 'w')\n", "utf-8")
    for line in (
        f"extra_css: !!python/object/apply:os.mkdir [{str(made)!r}]",
        "hooks: [hook.py]",
    ):
        (project / "mkdocs.yml").write_text(f"{TEXT}\n{line}\n", "utf-8")
        result = guidance(project, "check")
        assert re.fullmatch(r"mkdocs\.yml:\d+:\d+ invalid-settings .+ — .+\n", result.stderr)
        assert (result.returncode, made.exists()) == (2, False)
