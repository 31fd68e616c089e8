"""Front matter and the facts registry by the tables in tests/parse/: each fault at its line."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from guidance.model import Finding
from guidance.parse.facts import read_registry
from guidance.parse.front_matter import parse_front_matter
from guidance.registry import KINDS, Registry

from tests.helpers.every import for_each
from tests.rules.small_site import FACTS, LOCALES

FOLDER = Path(__file__).with_name("parse")


def table(name: str) -> dict[str, dict[str, Any]]:
    return dict(yaml.safe_load((FOLDER / name).read_text("utf-8")))


FRONT_MATTER = table("front-matter.yml")
REGISTRY = table("registry.yml")
SLIPS: dict[str, Any] = table("slips.yml")


def said(findings: list[Finding]) -> list[str]:
    return [f"{one.at.line}:{one.at.column} {one.message} — {one.mend}" for one in findings]


def front_matter_of(case: dict[str, Any]) -> str:
    if "description" in case:
        sign, times = case["description"]
        return f"---\ntitle: 页\ndescription: {sign * times}\n---\n"
    return str(case["text"])


@pytest.mark.parametrize("name", FRONT_MATTER)
def test_front_matter_gives_exactly_its_findings(name: str) -> None:
    case = FRONT_MATTER[name]
    parsed = parse_front_matter("a.md", front_matter_of(case))
    assert said(parsed.problems) == case["findings"]
    assert parsed.body_line == case["body"]
    assert (parsed.data is None) == bool(case["findings"])


def test_the_body_is_what_follows_front_matter() -> None:
    parsed = parse_front_matter("a.md", "---\ntitle: 页\ndescription: 一句话。\n---\n\n好。\n---\n")
    assert parsed.body == "\n好。\n---\n"
    assert parsed.data is not None
    assert parsed.data.title == "页"


def registry_of(folder: Path, case: dict[str, Any]) -> tuple[Registry, list[Finding]]:
    file = case["file"]
    text = case.get("text")
    if text is None:
        text = (FACTS / file).read_text("utf-8")
        if case["swap"]:
            old, new = case["swap"]
            assert old in text
            text = text.replace(old, new, 1)
    (folder / file).write_text(text, "utf-8")
    return read_registry(folder, folder, LOCALES)


@pytest.mark.parametrize("name", REGISTRY)
def test_a_registry_file_gives_exactly_its_findings(name: str, tmp_path: Path) -> None:
    case = REGISTRY[name]
    _, findings = registry_of(tmp_path, case)
    assert {one.at.path for one in findings} <= {case["file"]}
    assert said(findings) == case["findings"]


@for_each("name", SLIPS["slips"])
def test_a_slip_of_the_hand_is_one_line_in_words_of_the_hand(name: str, tmp_path: Path) -> None:
    case = SLIPS["slips"][name]
    old, new = case["swap"]
    assert old in SLIPS["good"]
    text = SLIPS["good"].replace(old, new, 1)
    _, findings = registry_of(tmp_path, {"file": "contacts.yml", "text": text})
    assert said(findings) == [case["said"]]


def test_the_record_that_slips_spoil_is_good(tmp_path: Path) -> None:
    _, findings = registry_of(tmp_path, {"file": "contacts.yml", "text": SLIPS["good"]})
    assert findings == []


def test_a_broken_record_leaves_the_others_whole(tmp_path: Path) -> None:
    case = {"file": "contacts.yml", "swap": ["publish: ok", "publish: no"]}
    registry, findings = registry_of(tmp_path, case)
    assert set(registry.contacts) == {"nfra", "police"}
    assert registry.broken == frozenset()
    assert len(findings) == 1


@pytest.mark.parametrize(
    "fault",
    [{"text": "["}, REGISTRY["an id twice"], REGISTRY["an id with capitals"]],
    ids=["no YAML", "an id twice", "an id with capitals"],
)
def test_a_kind_whose_ids_cannot_all_be_known_is_broken_and_no_other(
    fault: dict[str, Any], tmp_path: Path
) -> None:
    registry, _ = registry_of(tmp_path, {"file": "contacts.yml", **fault})
    assert registry.broken == {"contact"}


@pytest.mark.parametrize("scheme", KINDS)
def test_every_record_knows_its_place(scheme: str) -> None:
    registry, findings = read_registry(FACTS, FACTS, LOCALES)
    file, _ = KINDS[scheme]
    lines = (FACTS / file).read_text("utf-8").splitlines()
    assert findings == []
    for identifier in registry.of(scheme):
        place = registry.places[scheme, identifier]
        assert lines[place.line - 1] == f"- id: {identifier}"
