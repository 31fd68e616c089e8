"""What a reviewer is told about a change, on a clone of the real guide."""

import subprocess
from pathlib import Path

import pytest
from guidance import freshness
from guidance.changes import base_site, compare, stub
from guidance.check import run_rules
from guidance.fix import fix
from guidance.model import Site
from guidance.parse.site import read_site
from guidance.settings import Settings, SettingsError, read_config, settings_from
from guidance.summary import summary

from tests.helpers.project import copy_project


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = copy_project(tmp_path / "guide")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "base")
    return folder


def settings_of(folder: Path) -> Settings:
    return settings_from(read_config(folder / "mkdocs.yml"))


def replace(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")


def report(folder: Path) -> tuple[str, Site]:
    settings = settings_of(folder)
    site = read_site(settings)
    return summary(compare(base_site(settings, "HEAD"), site, run_rules(site)), site), site


def test_a_hotline_changed_in_one_place_names_every_page_it_reaches_in_both_editions(
    clone: Path,
) -> None:
    replace(clone, "docs/_facts/contacts.yml", '"12356"', '"12357"')
    said, site = report(clone)
    line = next(line for line in said.splitlines() if "`contact:crisis`" in line)
    assert "number" in line
    assert "text" in line
    cited = [p.path for p in site.pages if any(x.key == "crisis" for x in p.facts("contact"))]
    assert len(cited) > 10
    assert all(f"`{path}`" in line for path in cited)
    assert "fact-text" in said  # every page still says the old number, and is told so


def test_the_pages_touched_are_named_with_their_addresses(clone: Path) -> None:
    replace(clone, "docs/en/respond/verify.md", "It hurries you", "It rushes you")
    said, _ = report(clone)
    assert "`docs/en/respond/verify.md`" in said
    assert "`/en/respond/verify/`" in said
    assert "docs/zh/respond/verify.md" not in said


def test_an_answer_led_elsewhere_is_named_with_both_targets(clone: Path) -> None:
    replace(
        clone, "docs/zh/respond/verify.md", "- [没有](#nothing-there)", "- [没有](#cannot-look)"
    )
    said, _ = report(clone)
    assert "~ #look-in-app “没有” → #cannot-look (was · 原来 #nothing-there)" in said


def test_a_page_in_one_language_comes_with_a_stub_for_the_translator(clone: Path) -> None:
    (clone / "docs/zh/respond/new.md").write_text(
        "---\ntitle: 新页\ndescription: 一句话。\n---\n\n## 清单 { #list .checklist }\n\n"
        "- [ ] 打 [110](contact:police) { #call }\n",
        "utf-8",
    )
    said, _ = report(clone)
    assert "docs/en/respond/new.md" in said
    assert "## … { #list .checklist }" in said
    assert "- [ ] … { #call }" in said


def test_a_stub_has_the_outline_and_the_items_of_its_source() -> None:
    site = read_site(settings_of(Path(__file__).parents[1]))
    page = site.edition("zh")["respond/verify"]
    text = stub(page)
    assert all(f"#{heading.id}" in text for heading in page.headings)
    assert all(f"{{ #{item.id} }}" in text for c in page.checklists for item in c.items)


def test_an_unknown_revision_is_one_sentence(clone: Path) -> None:
    with pytest.raises(SettingsError, match="git has no docs at 'nowhere'"):
        base_site(settings_of(clone), "nowhere")


def test_a_section_is_stale_after_its_source_said_something_else(clone: Path) -> None:
    replace(clone, "docs/zh/respond/verify.md", "一步一步来，不用赶时间。", "慢慢来。")
    said, _ = report(clone)
    assert "`en/respond/verify#verify-safely`" in said
    assert "`en/respond/verify#example`" not in said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("对方的 App 或开过", "对方的 App\n或开过"),
        ("[95188](contact:alipay)", "[支付宝](contact:alipay)"),
    ],
    ids=["another line break", "another text of a fact link"],
)
def test_a_section_stays_fresh_when_only_its_typing_changes(
    clone: Path, old: str, new: str
) -> None:
    def hashes() -> dict[str, str]:
        page = read_site(settings_of(clone)).edition("zh")["respond/paid"]
        return freshness.section_hashes(page)

    before = hashes()
    replace(clone, "docs/zh/respond/paid.md", old, new)
    assert hashes() == before


def test_stamping_a_page_leaves_the_lines_of_the_others() -> None:
    recorded = {"a#x": "old", "b#x": "old", "gone#x": "old"}
    now = {"a#x": "new", "a#y": "new", "b#x": "new"}
    assert freshness.stamped(recorded, now, ["a"]) == {"a#x": "new", "a#y": "new", "b#x": "old"}


def test_fix_gives_a_contact_its_number_back_and_then_changes_nothing(clone: Path) -> None:
    replace(clone, "docs/en/index.md", "[12368](contact:court)", "[12386](contact:court)")
    replace(clone, "docs/zh/index.md", "自己打开支付宝 App](", "自己打开支付宝App](")
    before = (clone / "docs/zh/index.md").read_text("utf-8").split("---")[1]
    assert "docs/en/index.md: mended" in list(fix(settings_of(clone)))
    assert "[12386]" not in (clone / "docs/en/index.md").read_text("utf-8")
    assert "自己打开支付宝 App](" in (clone / "docs/zh/index.md").read_text("utf-8")
    assert (clone / "docs/zh/index.md").read_text("utf-8").split("---")[1] == before
    assert list(fix(settings_of(clone))) == []
