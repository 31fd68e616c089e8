"""Findings in the language of who reads them: all that tests expect of rules has a Chinese too."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from guidance.check import load_rules
from guidance.language import file_of
from guidance.model import Finding, Position
from guidance.report import as_github, as_text
from guidance.told import ANY, END, edition_of, in_language, language_of

HERE = Path(__file__).parent
LINE = re.compile(r"(.+?):(\d+):(\d+) (?:warning: )?([a-z-]+) (.*) — (.*)")
HOLE = re.compile(r"\{\d\}")
SAID = file_of("zh", "findings")
#: Said by others: parsers and linters.
OTHERS = {"markdown-style"}
FOUND = Finding(
    Position("docs/zh/a.md", 6, 3),
    "missing-id",
    "the heading '先停手' has no id (2 findings wait for this)",
    "end the line with a space and { #owed }, as in docs/en/a.md:44",
)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


def expected() -> Iterator[Finding]:
    """Every finding that the tables of tests expect."""
    for folder in ("rules", "parse"):
        for path in sorted((HERE / folder).rglob("*.yml")):
            for line in texts(yaml.safe_load(path.read_text("utf-8"))):
                found = LINE.fullmatch(line)
                if found and found[4] in load_rules():
                    yield Finding(Position(found[1]), found[4], found[5], found[6])


def test_whatever_a_rule_says_is_told_in_chinese() -> None:
    left = {
        f"{one.rule}: {said}"
        for one in set(expected())
        for told in [in_language(one, "zh")]
        for said, in_chinese in ((one.message, told.message), (one.mend, told.mend))
        if said == in_chinese and one.rule not in OTHERS
    }
    assert left == set()


def test_a_pair_leaves_out_no_word_and_makes_up_none() -> None:
    assert SAID.keys() - {ANY, END} <= load_rules().keys() | {"invalid-settings", "unchecked-fact"}
    for rule, pairs in SAID.items():
        for here, there in pairs:
            assert set(HOLE.findall(there)) <= set(HOLE.findall(here)), f"{rule}: {here}"


def test_a_finding_is_told_in_the_language_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "has no id" in as_text([FOUND])
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "has no id" not in as_text([FOUND])
    assert "先停手" in as_text([FOUND])


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh"}, "zh"),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "../zh"}, ""),
        ({}, ""),
    ],
)
def test_a_system_says_its_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_github_tells_of_a_page_in_its_language() -> None:
    assert edition_of(FOUND) == "zh"
    assert "has no id" not in as_github([FOUND])
    record = Finding(Position("docs/_facts/terms.yml"), FOUND.rule, FOUND.message, FOUND.mend)
    assert edition_of(record) == ""
    assert "has no id" in as_github([record])


def test_what_has_no_words_stays_as_the_rule_says_it() -> None:
    odd = Finding(FOUND.at, FOUND.rule, "nobody has said this yet", "no cure either")
    assert in_language(odd, "zh") == odd
    assert in_language(FOUND, "en") == in_language(FOUND, "xx") == FOUND
