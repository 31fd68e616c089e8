"""The same findings as text, as GitHub annotations and as JSON."""

import json

from guidance.model import Finding, Position
from guidance.report import REPORTERS, as_notice

PLAIN = Finding(Position("docs/xx/a.md", 7, 3), "dead-answer", "no step 'halt'", "write 'stop'")
ODD = Finding(
    Position("docs/xx/a,b:c.md", 1, 1), "due-fact", "100 % sure\r\nor: not", "look, then say", "warning"
)  # fmt: skip


def test_text_is_a_line_each_with_place_rule_and_cure() -> None:
    assert REPORTERS["text"]([PLAIN, ODD]).split("\n")[0] == (
        "docs/xx/a.md:7:3 dead-answer no step 'halt' — write 'stop'"
    )


def test_text_names_a_warning() -> None:
    assert REPORTERS["text"]([ODD]).startswith("docs/xx/a,b:c.md:1:1 warning: due-fact ")


def test_github_gets_a_command_each_with_what_it_would_misread_escaped() -> None:
    assert REPORTERS["github"]([PLAIN, ODD]) == (
        "::error file=docs/xx/a.md,line=7,col=3,title=dead-answer::"
        "no step 'halt' — write 'stop'\n"
        "::warning file=docs/xx/a%2Cb%3Ac.md,line=1,col=1,title=due-fact::"
        "100 %25 sure%0D%0Aor: not — look, then say\n"
    )


def test_json_is_a_list_of_flat_objects() -> None:
    assert json.loads(REPORTERS["json"]([PLAIN])) == [
        {
            "path": "docs/xx/a.md",
            "line": 7,
            "column": 3,
            "rule": "dead-answer",
            "message": "no step 'halt'",
            "mend": "write 'stop'",
            "severity": "error",
        }
    ]


def test_json_keeps_chinese_readable() -> None:
    assert "停手" in REPORTERS["json"]([Finding(Position("a"), "r", "停手", "停")])


def test_no_finding_is_an_empty_report() -> None:
    assert [REPORTERS[name]([]) for name in ("text", "github", "json")] == ["", "", "[]\n"]


def test_a_notice_belongs_to_no_line_and_is_one_command() -> None:
    assert as_notice("100 %\nsure") == "::notice::100 %25%0Asure\n"
