"""The list of what authors allow, which a reviewer reads."""

from pathlib import Path

import pytest
from guidance.__main__ import main

from tests.helpers.project import ROOT


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    (tmp_path / "overrides").mkdir()
    page = tmp_path / "docs/zh/a.md"
    page.parent.mkdir(parents=True)
    page.write_text(
        "---\ntitle: 页\ndescription: 一句话。\n---\n\n"
        "<!-- allow promise: 引用广告的原话 -->\n保证减免。\n\n"
        "<!-- allow colour-only: 界面只有颜色 -->\n点红色按钮。\n",
        "utf-8",
    )
    return tmp_path


def run(guide: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[str]:
    assert main(["-f", str(guide / "mkdocs.yml"), "check", "--exceptions", *more]) == 0
    return capsys.readouterr().out.splitlines()


def test_each_exception_is_listed_with_place_rule_and_reason(
    guide: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(guide, capsys) == [
        "docs/zh/a.md:6:1 promise 引用广告的原话",
        "docs/zh/a.md:9:1 colour-only 界面只有颜色",
    ]


@pytest.mark.parametrize(
    ("more", "lines"),
    [(["--rule", "promise"], 1), (["docs/zh"], 2), (["docs/en"], 0), (["docs/z"], 0)],
    ids=["a rule", "a folder", "another folder", "the beginning of a name"],
)
def test_the_list_can_be_narrowed(
    guide: Path, capsys: pytest.CaptureFixture[str], more: list[str], lines: int
) -> None:
    assert len(run(guide, capsys, *more)) == lines
