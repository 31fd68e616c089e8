"""CONTRIBUTING explains every message in both languages, as the rules are now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guidance import contributing
from guidance.check import load_rules
from guidance.contributing import BEGIN, COMMAND, EDITIONS, END, Edition
from guidance.settings import SettingsError

from tests.helpers.project import ROOT, guidance, small_project

LANGUAGES = pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.locale)
RULES = sorted(load_rules())


def text(edition: Edition) -> str:
    return (ROOT / edition.path).read_text("utf-8")


def outside_of_fences(markdown: str) -> str:
    return re.sub(r"(?ms)^( *)```.*?^\1```$", "", markdown)


def headings(markdown: str, level: int) -> list[str]:
    return re.findall(rf"(?m)^#{{{level}}} (.+)$", outside_of_fences(markdown))


# ------------------------------------------------------------------- the messages


@LANGUAGES
def test_the_messages_are_what_the_rules_say(edition: Edition) -> None:
    assert contributing.updated(text(edition), edition) == text(edition), (
        f"{edition.path} is out of date: run {COMMAND}"
    )


@LANGUAGES
def test_every_message_has_a_place_that_links_can_name(edition: Edition) -> None:
    assert sorted(headings(text(edition), 4)) == RULES, f"run {COMMAND}"


@LANGUAGES
def test_a_message_can_be_found_without_opening_a_fold(edition: Edition) -> None:
    open_lines = re.sub(r"(?s)<details>.*?</details>", "", text(edition))
    assert [rule for rule in RULES if f"[{rule}](#{rule})" not in open_lines] == []


def test_the_chinese_words_are_chinese_and_short() -> None:
    for rule, said in contributing.explanations(EDITIONS[1]).items():
        for paragraph in (said.wrong, *said.more):
            assert re.search("[一-鿿]", paragraph), rule
            assert len(paragraph) <= 90, rule


@LANGUAGES
def test_comments_and_tags_are_shown_and_not_swallowed(edition: Edition) -> None:
    shown = contributing.explanations(edition)["raw-html"]
    assert r"\<!-- allow" in " ".join((shown.wrong, *shown.more))


# ------------------------------------------------------------------- the command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = small_project(tmp_path)
    for edition in EDITIONS:
        (folder / edition.path).write_text(f"# Ours\n\n{BEGIN}\nold\n{END}\n\nOurs too.\n", "utf-8")
    return folder


def test_the_command_writes_between_the_marks_and_names_the_files(project: Path) -> None:
    said = [f"{edition.path}: messages written anew" for edition in EDITIONS]
    assert guidance(project, "contributing").stdout.splitlines() == said
    for edition in EDITIONS:
        written = (project / edition.path).read_text("utf-8")
        assert written.startswith(f"# Ours\n\n{BEGIN}\n")
        assert written.endswith(f"{END}\n\nOurs too.\n")
        assert "#### dead-answer" in written
        assert "\nold\n" not in written
    assert guidance(project, "contributing").stdout == ""


def test_a_file_without_the_marks_is_left_alone(project: Path) -> None:
    (project / "CONTRIBUTING.zh.md").write_text("# 参与\n", "utf-8")
    done = guidance(project, "contributing")
    assert done.returncode == 2
    assert done.stderr.startswith("guidance: CONTRIBUTING.zh.md needs the lines <!-- messages")
    assert (project / "CONTRIBUTING.zh.md").read_text("utf-8") == "# 参与\n"


def _spoil(name: str, spoilt: object, monkeypatch: pytest.MonkeyPatch) -> None:
    real = contributing._data
    monkeypatch.setattr(contributing, "_data", lambda file: spoilt if file == name else real(file))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda words: words.pop("typo"), "zh.yml: each rule must be explained; look at typo"),
        (
            lambda words: words.update({"gone": "无"}),
            "zh.yml: each rule must be explained; look at gone",
        ),
        (
            lambda words: words.update({"typo": "拼错了。\n\n对：拼对的词\n"}),
            "typo: after what is wrong, an empty line, then 错： and 对：",
        ),
    ],
    ids=["no words for a rule", "words for no rule", "no bad example"],
)
def test_chinese_words_that_are_missing_are_named(
    monkeypatch: pytest.MonkeyPatch, spoil, said: str
) -> None:
    words = dict(contributing._data("zh.yml"))
    spoil(words)
    _spoil("zh.yml", words, monkeypatch)
    with pytest.raises(SettingsError, match=re.escape(said)):
        contributing.messages(EDITIONS[1])


@pytest.mark.parametrize(
    ("rules", "named"),
    [([], "typo"), (["typo", "typo"], "typo"), (["typo", "gone"], "gone")],
    ids=["a rule in no family", "a rule in two", "no rule"],
)
def test_a_rule_stands_in_one_family(
    monkeypatch: pytest.MonkeyPatch, rules: list[str], named: str
) -> None:
    others = [name for name in RULES if name != "typo"]
    title = {"en": "All", "zh": "全部"}
    _spoil("families.yml", [{"title": title, "rules": [*others, *rules]}], monkeypatch)
    with pytest.raises(SettingsError, match=rf"exactly one family; look at {named}$"):
        contributing.messages(EDITIONS[0])


# ------------------------------------------------------------------- what a contributor asks


TASKS = {
    "CONTRIBUTING.md": [
        "Correct a sentence",
        "Change a hotline everywhere",
        "Add a fact",
        "Add a decision tree",
        "Add a checklist",
        "Add a page",
        "Add an edition",
        "What the checks say",
    ],
    "CONTRIBUTING.zh.md": [
        "改一句话",
        "改一个热线，处处跟着改",
        "加一条事实",
        "加一棵决策树",
        "加一张清单",
        "加一页",
        "加一个语言版本",
        "检查说的话",
    ],
}


@LANGUAGES
def test_every_task_has_a_section_and_the_top_leads_to_it(edition: Edition) -> None:
    written = text(edition)
    assert [one for one in headings(written, 2) if one in TASKS[edition.path]] == TASKS[
        edition.path
    ]
    anchors = re.findall(r"\]\(#([^)]+)\)", written.partition("\n## ")[0])
    slugs = {_slug(one) for one in TASKS[edition.path]}
    assert slugs <= set(anchors)


def _slug(heading: str) -> str:
    """How GitHub makes an address of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@LANGUAGES
def test_links_within_the_file_lead_somewhere(edition: Edition) -> None:
    written = outside_of_fences(text(edition))
    known = {_slug(one) for level in (2, 3, 4) for one in headings(written, level)}
    linked = re.findall(r"\]\(#([^)]+)\)", re.sub(r"`[^`\n]*`", "", written))
    assert set(linked) - known == set()


@LANGUAGES
def test_a_sentence_is_corrected_in_five_steps(edition: Edition) -> None:
    _, _, section = text(edition).partition(f"\n## {TASKS[edition.path][0]}\n")
    steps = re.findall(r"(?m)^(\d)\. ", section.partition("\n## ")[0])
    assert steps == ["1", "2", "3", "4", "5"]
