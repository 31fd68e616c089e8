"""Broken and hostile files end in findings or in silence: never in a crash, never in a hang."""

import os
from pathlib import Path

import pytest
from guidance.check import run_rules
from guidance.parse.site import read_site

from tests.helpers.project import TODAY
from tests.rules.small_site import (
    FRONT_MATTER,
    lines_about,
    placed,
    settings_in,
    small_site,
    write_site,
)

LONG = 1990


def tree(*steps: str) -> str:
    return "## 树 { #t .decision-tree }\n\n" + "\n\n".join(steps) + "\n"


def question(name: str, *targets: str) -> str:
    return f"### 问 {{ #{name} }}\n\n" + "\n".join(f"- [答](#{target})" for target in targets)


BODIES = {
    "one unbroken megabyte": "好" * 350_000,
    "many megabytes": "好\n\n" * 500_000,
    "opening brackets": "[" * LONG,
    "opening images": "![" * (LONG // 2),
    "links without end": '[a](b "' * (LONG // 7),
    "half links": "[a](b" * (LONG // 5),
    "stars": "*a" * (LONG // 2),
    "back ticks": "`a``" * (LONG // 4),
    "half tags": "<a " * (LONG // 3),
    "half comments": "<!--" * (LONG // 4),
    "bubbles in bubbles": "> " * (LONG // 2) + "好",
    "lists in lists on a line": "- " * (LONG // 2) + "好",
    "lists in lists": "\n".join("    " * depth + "- 好" for depth in range(150)),
    "call-outs in call-outs": "\n\n".join("    " * n + '!!! info "好"' for n in range(100)),
    "braces": "## 一 " + "{ #a " * (LONG // 5),
    "a wide table": "|a" * (LONG // 2) + "\n" + "|-" * (LONG // 2),
    "digits": "1 " * (LONG // 2) + "好",
    "Chinese digits": "十" * LONG,
    "domains without end": "a.b-" * (LONG // 4) + "@",
    "numbers apart": "1-" * (LONG // 2),
    "a host without end": "a." * (LONG // 2),
    "an account without end": "微信号是 " * (LONG // 5),
    "blanks": "一" + " " * LONG + "二",
    "Markdown's own placeholders": "\x02klzzwxh:0000\x03 [a](\x02\x03) \x02wzxhzdk:0\x03",
    "control characters": "\x01 \x1b[31m \x7f \x85 \u2028 \ufffe \U0010ffff",
    "fences in fences": "```\n~~~\n" * 200,
    "odd fact links": "[a](law:) [b](law:#) [c](law:pipl#) [d](law:pipl#x) [e](contact:#) [f](:x)",
    "odd links": "[a](#) [b](?x) [c](a.md?x#y) [d](.) [e](..) [f](../..) [g](a.md/) [h](%61.md)"
    " [i](//) [j](/) [k](\\\\x) [l](<a b>) [m]( )",
    "odd ids": "## a { #a\"b' }\n\n## b { #<b> }\n\n## c { #.x }\n\n## d { ## }\n\n## e { # }",
    "odd exceptions": "<!-- allow -->\n\n<!-- allow x: -->\n\n<!-- allow raw-phone: x\n-->",
    "a link that ends in another line": "[a](b\nc:d) [a](contact:\nx) [a](#b\nc)",
    "a comment without an end": "一 < 二。\n\n<!-- allow raw-figure: 只是例子数到 10。",
    "a tree without id": "## 树 { .decision-tree }\n\n### 问\n\n- [a](#)\n- [b]()",
    "two trees of one id": tree(question("q", "q", "r")) + "\n" + tree(question("q", "q", "r")),
    "a tree of the sixth level": "###### 树 { #t .decision-tree }",
    "a step with its tree's id": tree(question("t", "t", "t")),
    "a checklist in a tree": tree("### 单 { #l .checklist }\n\n- [ ] 笔 { #pen }"),
    "a thousand steps in a row": tree(
        *(question(f"q{n}", f"q{n + 1}", f"q{n + 2}") for n in range(1000))
    ),
    "steps in a circle": tree(*(question(f"q{n}", f"q{(n + 1) % 500}", "x") for n in range(500))),
    "steps that nobody reaches": tree(
        question("q", "a", "b"), *(question(f"q{n}", f"q{n + 1}", "q") for n in range(500))
    ),
}
FILES: dict[str, dict[str, str | bytes | None]] = {
    "an empty page": {"docs/zh/a.md": ""},
    "front matter alone": {"docs/zh/a.md": FRONT_MATTER},
    "front matter without end of line": {"docs/zh/a.md": "---\ntitle: x\ndescription: y\n---"},
    "lines that YAML alone ends": {
        "docs/zh/a.md": "---\ntitle: x\ndescription: y\n" + "\x85" * 9 + "0\n---\n",
        "docs/_facts/terms.yml": "- id: a\n" + "\u2028" * 9 + "0\n",
    },
    "front matter nested without end": {"docs/zh/a.md": "---\n" + "a: {\n" * 3000 + "---\n"},
    "no bytes of text": {"docs/zh/a.md": bytes(range(256)) * 20},
    "zero bytes": {"docs/zh/a.md": b"\0" * 100},
    "odd names": {
        f"docs/zh/{name}.md": "好"
        for name in ("a b", "-x", "中", "a.b", "README", "a\n::error::b", "\x1b[31m", "\udcff")
    },
    "no registry at all": {
        "docs/zh/a.md": FRONT_MATTER + "[95188](contact:alipay)\n",
        **{f"docs/_facts/{name}.yml": None for name in ("contacts", "laws", "claims", "terms")},
    },
    "a flood of spaced words": {"docs/zh/a.md": FRONT_MATTER + ("1 " * 990 + "\n\n") * 45},
    "a flood of tags": {"docs/zh/a.md": FRONT_MATTER + ("<a " * 660 + "\n\n") * 45},
    "records that are none": {
        "docs/_facts/contacts.yml": "- 1\n- ~\n- [a]\n- {}\n- {id: [1]}\n- {id: {a: 1}}\n- {1: 2}\n"
        "- {id: ~}\n- {id: x, text: 1, source: 2, name: [a]}\n",
        "docs/_facts/laws.yml": "- {id: a, articles: [1]}\n- {id: b, articles: ~}\n"
        "- {id: c, articles: {~: 1}}\n",
    },
    "a registry nested without end": {"docs/_facts/contacts.yml": "[\n" * 5000},
    "a registry of aliases": {
        "docs/_facts/contacts.yml": "- &a [x, x]\n- &b [*a, *a]\n- &c [*b, *b]\n"
    },
    "a registry with a program": {
        "docs/_facts/contacts.yml": "- !!python/object/apply:os.system [x]"
    },
}
CASES: dict[str, dict[str, str | bytes | None]] = {
    name: {"docs/zh/a.md": FRONT_MATTER + body + "\n"} for name, body in BODIES.items()
}


@pytest.mark.parametrize("name", [*CASES, *FILES])
def test_any_input_ends_in_findings_or_silence(name: str, tmp_path: Path) -> None:
    files = {**CASES, **FILES}[name]
    texts = {path: text for path, text in files.items() if isinstance(text, str)}
    placed(run_rules(small_site(tmp_path, files)), texts)


def test_an_edition_without_a_folder_is_told(tmp_path: Path) -> None:
    write_site(tmp_path, {"docs/zh/a.md": FRONT_MATTER + "好。\n"})
    assert lines_about(read_site(settings_in(tmp_path), today=TODAY)) == [
        "docs/en:1:1 missing-page the edition 'en' has no folder — create it, or remove the edition "
        "from mkdocs.yml"
    ]


@pytest.mark.parametrize("target", ["outside.md", "docs/zh/a.md", "nowhere.md"])
def test_a_symbolic_link_is_refused(target: str, tmp_path: Path) -> None:
    settings = write_site(tmp_path, {"docs/zh/a.md": FRONT_MATTER + "好。\n"})
    (tmp_path / "outside.md").write_text(FRONT_MATTER + "打 95189。\n", "utf-8")
    (tmp_path / "docs/zh/b.md").symlink_to(tmp_path / target)
    assert lines_about(read_site(settings, today=TODAY)) == [
        "docs/zh/b.md:1:1 unreadable-file this is a symbolic link — put the file itself here"
    ]


def test_a_link_to_a_folder_is_refused_and_not_followed(tmp_path: Path) -> None:
    settings = write_site(tmp_path, {"docs/zh/a.md": FRONT_MATTER + "好。\n"})
    (tmp_path / "docs/zh/loop").symlink_to(tmp_path / "docs")
    assert lines_about(read_site(settings, today=TODAY)) == [
        "docs/zh/loop:1:1 unreadable-file this is a symbolic link — put the file itself here"
    ]


def test_a_registry_that_is_a_link_is_refused(tmp_path: Path) -> None:
    settings = write_site(tmp_path, {"docs/zh/a.md": FRONT_MATTER + "[95188](contact:alipay)\n"})
    (tmp_path / "docs/_facts/contacts.yml").rename(tmp_path / "contacts.yml")
    (tmp_path / "docs/_facts/contacts.yml").symlink_to(tmp_path / "contacts.yml")
    (found,) = lines_about(read_site(settings, today=TODAY))
    assert found.startswith("docs/_facts/contacts.yml:1:1 unreadable-file this is a symbolic link")


def test_a_folder_in_the_place_of_a_page_is_told(tmp_path: Path) -> None:
    settings = write_site(tmp_path, {"docs/zh/a.md/b.md": FRONT_MATTER + "好。\n"})
    assert lines_about(read_site(settings, today=TODAY)) == [
        "docs/zh/a.md:1:1 unreadable-file this is a folder, not a file — rename the folder"
    ]


@pytest.mark.parametrize("now", [None, "", "- id: [", "- id: other\n"])
def test_facts_that_change_between_two_looks_at_them_end_in_findings(
    now: str | None, tmp_path: Path
) -> None:
    contact = "[95188](contact:alipay)"
    site = small_site(tmp_path, {"docs/zh/a.md": f"{FRONT_MATTER}{contact}，打 13800138000。\n"})
    for path in (tmp_path / "docs/_facts").iterdir():
        path.unlink() if now is None else path.write_text(now, "utf-8")
    placed(run_rules(site), {})


def test_a_folder_that_nobody_may_read_is_no_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = write_site(tmp_path, {"docs/zh/more/a.md": FRONT_MATTER + "好。\n"})
    scan = os.scandir

    def forbidden(path: str) -> object:
        if str(path).endswith("/more"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", forbidden)
    with pytest.raises(PermissionError):
        read_site(settings, today=TODAY)
