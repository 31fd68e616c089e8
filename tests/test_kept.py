"""What is kept between runs saves time, and never an old page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from guidance import check
from guidance.check import found_by_page, run_rules
from guidance.check._causes import Found
from guidance.kept import _folder, kept
from guidance.model import Site
from guidance.parse.site import read_site
from guidance.settings import Settings

from tests.helpers.project import TODAY
from tests.rules.small_site import FRONT_MATTER, write_site

PAGES = {
    "docs/zh/a.md": FRONT_MATTER + "[95188](contact:alipay) 在此。\n",
    "docs/zh/b.md": FRONT_MATTER + "别的话。\n",
}


@pytest.fixture(autouse=True)
def _keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIDANCE_CACHE", str(tmp_path / "kept"))


def nothing(settings: Settings) -> Settings:
    return settings


def one_page(settings: Settings) -> Settings:
    (settings.docs_dir / "zh/b.md").write_text(FRONT_MATTER + "别的话，<b>新</b>的。\n", "utf-8")
    return settings


def a_name(settings: Settings) -> Settings:
    (settings.docs_dir / "zh/b.md").rename(settings.docs_dir / "zh/c.md")
    return settings


def a_number(settings: Settings) -> Settings:
    contacts = settings.facts_dir / "contacts.yml"
    text = contacts.read_text("utf-8")
    assert "95188" in text
    contacts.write_text(text.replace("95188", "95189"), "utf-8")
    return settings


def the_dialect(settings: Settings) -> Settings:
    return replace(settings, extensions=("attr_list",))


@pytest.mark.parametrize(
    ("change", "again"),
    [(nothing, 0), (one_page, 1), (a_name, 1), (a_number, 2), (the_dialect, 2)],
)
def test_a_page_is_parsed_again_when_anything_that_makes_it_has_changed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    converted: list[str],
    change: Callable[[Settings], Settings],
    again: int,
) -> None:
    settings = write_site(tmp_path, PAGES)
    read_site(settings, today=TODAY)
    converted.clear()
    settings = change(settings)
    found = read_site(settings, today=TODAY)
    assert len(converted) == again
    monkeypatch.setenv("GUIDANCE_CACHE", "/dev/null/0")
    assert found.pages == read_site(settings, today=TODAY).pages


def a_word(settings: Settings) -> Settings:
    words = settings.facts_dir / "words.yml"
    words.write_text(words.read_text("utf-8").replace("支付宝, ", "支付宝, Debthelper, "), "utf-8")
    return settings


def a_setting_of_a_linter(settings: Settings) -> Settings:
    file = settings.root / "pyproject.toml"
    file.write_text(file.read_text("utf-8") + "\n# another\n", "utf-8")
    return settings


def another_day(settings: Settings) -> Settings:
    return replace(settings, today=settings.today + timedelta(days=1))


@pytest.mark.parametrize(
    ("change", "looked_at"),
    [
        (nothing, []),
        (one_page, [["b"]]),
        (a_name, [["c"]]),
        (a_number, [["a", "b"]]),
        (a_word, [["a", "b"]]),
        (a_setting_of_a_linter, [["a", "b"]]),
        (another_day, [["a", "b"]]),
        (the_dialect, [["a", "b"]]),
    ],
)
def test_a_page_is_looked_at_again_when_anything_that_a_rule_may_see_has_changed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Settings], Settings],
    looked_at: list[list[str]],
) -> None:
    asked: list[list[str]] = []

    def find(site: Site) -> list[Found]:
        asked.append([page.name for page in site.pages])
        return found_by_page(site)

    monkeypatch.setattr(check, "found_by_page", find)
    pages = {**PAGES, "docs/zh/a.md": PAGES["docs/zh/a.md"] + "加微信 Debthelper。\n"}
    settings = write_site(
        tmp_path, pages | {"docs/_facts/words.yml": "- {why: x, words: [支付宝, App]}\n"}
    )
    assert "unknown-word" in {one.rule for one in run_rules(read_site(settings))}
    asked.clear()
    settings = change(settings)
    found = run_rules(read_site(settings))
    assert asked == looked_at
    monkeypatch.setenv("GUIDANCE_CACHE", "/dev/null/0")
    assert found == run_rules(read_site(settings))
    assert ("unknown-word" in {one.rule for one in found}) == (change is not a_word)


def test_nothing_is_kept_of_a_run_in_which_a_linter_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = read_site(write_site(tmp_path, {"docs/zh/a.md": FRONT_MATTER + "好：\n- 好\n"}))
    with monkeypatch.context() as broken:
        broken.setattr("guidance.check._rumdl.program", lambda _: "/no/such/rumdl")
        assert "markdown-style" in {one.rule for one in run_rules(site)}
    assert {one.rule for one in run_rules(site)} == {"list-without-blank-line"}


@pytest.mark.parametrize("rotten", [b"", b"no pickle", b"\x80\x05cos\nno_such_name\n."])
def test_a_file_that_has_rotted_is_made_anew(
    tmp_path: Path, converted: list[str], rotten: bytes
) -> None:
    settings = write_site(tmp_path, PAGES)
    first = read_site(settings, today=TODAY)
    for file in (tmp_path / "kept").glob("*/*"):
        file.write_bytes(rotten)
    assert read_site(settings, today=TODAY).pages == first.pages
    assert len(converted) == 4
    read_site(settings, today=TODAY)
    assert len(converted) == 4


def test_an_empty_name_of_the_folder_is_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDANCE_CACHE", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    _folder.cache_clear()
    assert kept("key", lambda: 1) == 1
    assert [path.name for path in tmp_path.iterdir()] == [".cache"]
    _folder.cache_clear()
