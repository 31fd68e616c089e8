"""Every rule by its cases in tests/rules/: what it finds, word for word, and what it lets pass."""

from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any, NoReturn

import pytest
import yaml
from guidance.check import HANDED_IN, Ask, Fault, Rule, found_by, load_rules
from guidance.check._causes import Found, without_consequences
from guidance.component import kinds
from guidance.model import Finding, Page, Position, Site
from guidance.registry import Registry

from tests.helpers.every import for_each
from tests.helpers.rumdl import asked_once
from tests.rules.small_site import FRONT_MATTER, files_of, lines_about, small_site

FOLDER = Path(__file__).with_name("rules")
RULES_BY_ID = load_rules()
RULES = list(RULES_BY_ID.values())
#: Stands in cases as {every class}, so that a new component changes none.
EVERY_CLASS = ", ".join(f".{kind}" for kind in kinds())
CASES = {
    f"{path.stem}: {name}": case
    for path in sorted(FOLDER.glob("*.yml"))
    for name, case in yaml.safe_load(
        path.read_text("utf-8").replace("{every class}", EVERY_CLASS)
    ).items()
}
#: Rules that read words, and not only signs.
OF_LANGUAGE = ("fact-text", "raw-figure", "raw-phone")
each_rule = for_each("rule", RULES, ids=attrgetter("id"))


def cases_of(rule: str) -> dict[str, dict[str, Any]]:
    return {name: case for name, case in CASES.items() if name.startswith(f"{rule}: ")}


def fires(rule: str, case: dict[str, Any]) -> bool:
    return any(f" {rule} " in line for line in case["findings"])


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """The guide of each case."""
    folder = tmp_path_factory.mktemp("cases")
    return {
        name: small_site(folder / str(number), files_of(case))
        for number, (name, case) in enumerate(CASES.items())
    }


@pytest.fixture(scope="module")
def rumdl(sites: dict[str, Site]) -> Ask:
    return asked_once(sites.values())


@for_each("name", CASES)
def test_a_case_gives_exactly_its_findings(sites: dict[str, Site], rumdl: Ask, name: str) -> None:
    assert lines_about(sites[name], rumdl) == CASES[name]["findings"]


@for_each("name", CASES)
def test_what_a_rule_finds_page_by_page_does_not_rest_on_another_page(
    sites: dict[str, Site], rumdl: Ask, name: str
) -> None:
    site = sites[name]
    alone = [replace(site, pages=(), checked={})]
    alone += [replace(alone[0], pages=(page,)) for page in site.pages]
    HANDED_IN.update(dict.fromkeys([site, *alone], rumdl))
    asked = RULES_BY_ID[name.partition(": ")[0]]
    if asked.by_page:
        apart = [one for part in alone for one in found_by(asked, part)]
        assert {one.finding: one for one in apart} == {
            one.finding: one for one in found_by(asked, site)
        }


def test_a_program_that_cannot_run_is_a_finding_and_not_silence(tmp_path: Path) -> None:
    def broken(*_: object) -> NoReturn:
        raise FileNotFoundError("no such\nprogram")

    site = small_site(tmp_path, {"docs/en/a.md": f"{FRONT_MATTER}Good.\n"})
    assert lines_about(site, broken) == [
        "pyproject.toml:1:1 markdown-style rumdl could not run: no such program — run make check, "
        "which brings rumdl, and look at [tool.rumdl] here"
    ]


def test_a_guide_inside_another_repository_names_its_own_files(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    site = small_site(tmp_path / "guide", {"docs/zh/a.md": f"{FRONT_MATTER}好：\n- 好\n"})
    assert {line.partition(":")[0] for line in lines_about(site)} == {"docs/zh/a.md"}


@each_rule
def test_a_rule_has_a_case_that_fires(rule: Rule) -> None:
    assert [name for name, case in cases_of(rule.id).items() if fires(rule.id, case)]


@each_rule
def test_a_rule_has_a_near_miss_that_is_silent(rule: Rule) -> None:
    assert [name for name, case in cases_of(rule.id).items() if not case["findings"]]


@for_each("locale", ["zh", "en"])
@for_each("rule", OF_LANGUAGE)
def test_a_rule_of_language_has_both_cases_in_each_language(rule: str, locale: str) -> None:
    cases = [case for case in cases_of(rule).values() if locale in case]
    assert any(fires(rule, case) for case in cases)
    assert any(not case["findings"] for case in cases)


@each_rule
def test_a_rule_is_explained_with_a_bad_and_a_good_example(rule: Rule) -> None:
    what, blank, *examples = rule.doc.splitlines()
    assert what.endswith(".")
    assert blank == ""
    assert [line[:5] for line in examples if line.startswith(("Bad: ", "Good:"))] == [
        "Bad: ",
        "Good:",
    ]


@each_rule
def test_a_rule_is_the_function_of_its_name(rule: Rule) -> None:
    assert rule.check.__name__ == rule.id.replace("-", "_")


def test_every_case_file_is_named_after_a_rule() -> None:
    files = {path.stem for path in FOLDER.glob("*.yml")}
    assert files <= {rule.id for rule in RULES}


def test_an_error_waits_for_no_warning() -> None:
    early = Finding(Position("docs/zh/a.md", 6), "first", "", "", "warning")
    late = replace(early, rule="second", severity="error")
    page = Page("docs/zh/a.md", "zh", "a")
    site = Site(("zh",), (page,), Registry())
    found = [Found(early, Fault(early.at, "", ""), 0), Found(late, Fault(late.at, "", ""), 1)]
    assert [one.rule for one in without_consequences(site, found)] == ["first", "second"]
    found[0] = replace(found[0], finding=replace(early, severity="error"))
    assert [one.rule for one in without_consequences(site, found)] == ["first"]
