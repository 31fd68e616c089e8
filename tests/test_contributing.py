"""CONTRIBUTING tells what to do and MESSAGES what the checks say, in both languages."""

import re
from pathlib import Path

import pytest
from guidance import contributing, schema
from guidance.check import load_rules
from guidance.contributing import COMMAND, EDITIONS, Edition
from guidance.language import file_of
from guidance.settings import SettingsError

from tests.helpers.every import for_each
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
    assert contributing.messages(edition) == text(edition), f"{edition.path}: run {COMMAND}"


@LANGUAGES
def test_every_message_has_a_place_that_links_can_name(edition: Edition) -> None:
    assert sorted(headings(text(edition), 3)) == RULES, f"run {COMMAND}"


@LANGUAGES
def test_the_family_of_a_message_lists_it(edition: Edition) -> None:
    assert [rule for rule in RULES if f"[{rule}](#{rule})" not in text(edition)] == []


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


def test_the_command_writes_the_pages_and_names_them(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    schemas = [f"{schema.FOLDER}/{name}" for name in schema.schemas()]
    paths = [*(edition.path for edition in EDITIONS), *schemas]
    said = [f"{path}: written anew" for path in paths]
    assert guidance(project, "contributing").stdout.splitlines() == said
    for path in paths:
        assert (project / path).read_text("utf-8") == (ROOT / path).read_text("utf-8"), COMMAND
    assert guidance(project, "contributing").stdout == ""


def test_every_file_of_the_registry_names_its_schema() -> None:
    for path in (ROOT / "docs/_facts").glob("*.yml"):
        name = schema.schema_of(path.name)
        assert path.read_text("utf-8").startswith(schema.LINE.format(schema=name) + "\n")
        assert name in schema.schemas()


def _spoil(name: str, spoilt: object, monkeypatch: pytest.MonkeyPatch) -> None:
    real = contributing._data
    monkeypatch.setattr(contributing, "_data", lambda file: spoilt if file == name else real(file))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda words: words.pop("click-here"),
            "zh/messages.yml: each rule must be explained, a component's in its room; look at click-here",
        ),
        (
            lambda words: words.update({"gone": "无"}),
            "zh/messages.yml: each rule must be explained, a component's in its room; look at gone",
        ),
        (
            lambda words: words.update({"stray-box": "也在这里。\n\n错：甲\n对：乙\n"}),
            "zh/messages.yml: each rule must be explained, a component's in its room; look at stray-box",
        ),
        (
            lambda words: words.update({"click-here": "拼错了。\n\n对：拼对的词\n"}),
            "click-here: after what is wrong, an empty line, then 错： and 对：",
        ),
    ],
    ids=["no words for a rule", "words for no rule", "words here and in a room", "no bad example"],
)
def test_chinese_words_that_are_missing_are_named(
    monkeypatch: pytest.MonkeyPatch, spoil, said: str
) -> None:
    words = file_of("zh", "messages")
    spoil(words)
    monkeypatch.setattr(contributing, "file_of", lambda *_: words)
    with pytest.raises(SettingsError, match=re.escape(said)):
        contributing.messages(EDITIONS[1])


@pytest.mark.parametrize(
    ("titles", "named"),
    [({}, "links"), ({"links": 1, "gone": 1}, "gone")],
    ids=["a file without a title", "a title of no file"],
)
def test_each_file_of_rules_has_a_title(
    monkeypatch: pytest.MonkeyPatch, titles: dict[str, object], named: str
) -> None:
    others = {
        name: title for name, title in contributing._data("families.yml").items() if name != "links"
    }
    _spoil("families.yml", others | titles, monkeypatch)
    with pytest.raises(SettingsError, match=rf"must have a title; look at {named}$"):
        contributing.messages(EDITIONS[0])


def test_a_component_without_a_title_stands_with_the_others() -> None:
    said = dict(contributing.families("en"))
    assert {"bad-field", "stray-box", "unfinished-stage"} <= {
        *said["Checklists, letters and other parts"]
    }


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


TASKS_OF = pytest.mark.parametrize("path", TASKS)


@TASKS_OF
def test_every_task_has_a_section_and_the_top_leads_to_it(path: str) -> None:
    written = (ROOT / path).read_text("utf-8")
    assert [one for one in headings(written, 2) if one in TASKS[path]] == TASKS[path]
    anchors = re.findall(r"\]\(#([^)]+)\)", written.partition("\n## ")[0])
    slugs = {_slug(one) for one in TASKS[path]}
    assert slugs <= set(anchors)


def _slug(heading: str) -> str:
    """How GitHub makes an address of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@for_each("path", [*TASKS, *(edition.path for edition in EDITIONS)])
def test_links_between_these_pages_lead_somewhere(path: str) -> None:
    written = outside_of_fences((ROOT / path).read_text("utf-8"))
    for file, anchor in re.findall(
        r"\]\(([A-Z.a-z]*\.md|)#([^)]+)\)", re.sub(r"`[^`\n]*`", "", written)
    ):
        there = (ROOT / (file or path)).read_text("utf-8")
        known = {_slug(one) for level in (2, 3) for one in headings(there, level)}
        assert anchor in known, anchor


@TASKS_OF
def test_a_sentence_is_corrected_in_five_steps(path: str) -> None:
    written = (ROOT / path).read_text("utf-8")
    _, _, section = written.partition(f"\n## {TASKS[path][0]}\n")
    steps = re.findall(r"(?m)^(\d)\. ", section.partition("\n## ")[0])
    assert steps == ["1", "2", "3", "4", "5"]
