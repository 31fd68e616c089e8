"""The forms and the template of a pull request speak both languages and ask for nobody's data."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.project import ROOT

FOLDER = ROOT / ".github/ISSUE_TEMPLATE"
FORMS = sorted(FOLDER.glob("[0-9]*.yml"))
EVERY_FORM = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
TEMPLATE = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
HAN, LATIN = re.compile(r"[一-鿿]{2}"), re.compile(r"[a-z]{3}")
#: Fields of GitHub's forms: docs.github.com, "Syntax for GitHub's form schema".
KINDS = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


def form(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return read


def words(path: Path) -> Iterator[str]:
    """What the form says and asks; placeholders are samples of an answer."""
    read = form(path)
    yield from (read["name"], read["description"])
    for part in read["body"]:
        said = part["attributes"]
        yield from (said[key] for key in ("label", "description", "value") if key in said)
        if part["type"] == "checkboxes":
            yield from (option["label"] for option in said["options"])


def test_there_is_a_form_for_each_reason_to_write_and_no_empty_one() -> None:
    assert [path.stem[2:] for path in FORMS] == [
        "outdated-fact",
        "unclear-text",
        "broken-page",
        "idea",
    ]
    assert form(FOLDER / "config.yml")["blank_issues_enabled"] is False


@EVERY_FORM
def test_a_form_is_one_that_the_host_can_show(path: Path) -> None:
    body = form(path)["body"]
    assert {part["type"] for part in body} <= KINDS
    asked = [part for part in body if part["type"] != "markdown"]
    ids = [part["id"] for part in asked]
    assert len(set(ids)) == len(ids)
    assert any(part.get("validations", {}).get("required") for part in asked)


@EVERY_FORM
def test_every_question_is_asked_in_both_languages(path: Path) -> None:
    assert [said for said in words(path) if not (HAN.search(said) and LATIN.search(said))] == []


@EVERY_FORM
def test_a_form_asks_for_no_personal_data_and_warns_that_it_is_public(path: Path) -> None:
    fields = [part for part in form(path)["body"] if part["type"] in ("input", "textarea")]
    asked = " ".join(part["attributes"]["label"] for part in fields).lower()
    assert not re.search(
        r"姓名|电话|手机号|邮箱|联系|身份证|your name|phone number|e-?mail|contact", asked
    )
    warning, *_, last = form(path)["body"]
    assert "公开" in warning["attributes"]["value"]
    assert "public" in warning["attributes"]["value"]
    assert last["id"] == "privacy"
    assert [option["required"] for option in last["attributes"]["options"]] == [True]


def test_the_template_asks_in_both_languages_what_a_reviewer_needs() -> None:
    asked = re.findall(r"(?m)^(?:## |- \[ \] )(.+)$", TEMPLATE)
    assert [said for said in asked if not (HAN.search(said) and LATIN.search(said))] == []
    for needed in ("What a reader gains", "The source of each fact", "personal data"):
        assert needed in TEMPLATE
