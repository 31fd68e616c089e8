"""A page that is used again is the page: an edit is served soon, and nothing old beside it."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch
from xml.etree.ElementTree import tostring

import pytest
from guidance.component import components, components_of, made_pages
from guidance.model import Page, Site
from guidance.render.context import Edition
from guidance.render.extension import STAND_IN, rendered
from guidance.render.written import outline

from tests.helpers.project import LOCALES, NOTHING_KEPT, TODAY, build, guide, run, small_project

# ------------------------------------------------------------------- what a page shows


def alone(site: Site, *whole: Page) -> Site:
    """The guide with nothing but outlines beside these pages."""
    paths = {one.path for one in whole}
    pages = (page if page.path in paths else outline(page) for page in site.pages)
    return replace(site, pages=tuple(pages))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_shows_no_more_of_others_than_their_outlines(locale: str) -> None:
    site = guide()
    for page in site.edition(locale).values():
        if all(components()[one].by_page for one in components_of(page)):
            whole = rendered(page, Edition(locale, site, TODAY))
            twins = [one for one in site.pages if one.name == page.name]
            by_itself = rendered(page, Edition(locale, alone(site, *twins), TODAY))
            assert tostring(by_itself) == tostring(whole), page.path


def test_a_page_that_a_component_makes_shows_the_pages_that_it_names() -> None:
    site = guide()
    by_digest = {page.digest: page for page in site.pages}
    for name, (_, made) in list(made_pages(Edition("zh", site, TODAY)).items())[::8]:
        pages = [by_digest[digest] for digest in made.digests]
        _, by_itself = made_pages(Edition("zh", alone(site, *pages), TODAY))[name]
        assert tostring(by_itself.render()) == tostring(made.render()), name
        assert replace(by_itself, render=made.render) == made


# ------------------------------------------------------------------- a site built again

LIST = """---
title: 清单
description: 一张清单。
---

## 两种文字 { #both .two-languages }

选一张。

## 代码 { #codes .sheet-codes }

每张纸都有。
"""
PAID, ENGLISH = "docs/zh/respond/paid.md", "docs/en/respond/paid.md"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    folder = small_project(tmp_path / "guide")
    for locale in LOCALES:
        (folder / f"docs/{locale}/list.md").write_text(LIST, "utf-8")
    with patch.dict(os.environ, {"GUIDANCE_CACHE": str(tmp_path / "kept")}):
        build(folder)
        yield folder


def files(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*.*")}


def test_another_process_uses_what_one_has_kept(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept() -> dict[str, int]:
        files = Path(os.environ["GUIDANCE_CACHE"]).rglob("*")
        return {path.name: path.stat().st_mtime_ns for path in files if path.is_file()}

    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    some = "  list.md\n  paid.md\n  laws.md\n"
    settings.write_text(text.replace("  components.md\n", some), "utf-8")
    build(project)
    before = kept()
    monkeypatch.setenv("PYTHONHASHSEED", "7")  # sets have another order
    assert run(project, "guidance", "build").returncode == 0
    assert kept() == before


def test_a_setting_from_outside_is_no_old_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDANCE_CORRECTIONS", "mend@example.org")
    monkeypatch.setenv("GUIDANCE_REPO_URL", "https://example.org/guide")
    site = files(build(project))
    with patch.dict(os.environ, NOTHING_KEPT):
        assert files(build(project)) == site


#: What changes: a file, words in it, words in their place; and how many of 14 pages show it.
CHANGES: dict[str, tuple[str, str, str, int]] = {
    "nothing": (PAID, "先停手。", "先停手。", 0),
    "a word of a page": (PAID, "先停手。", "先停一停。", 6),
    "a word of its twin": (ENGLISH, "**", "", 6),
    "a title": (PAID, "title: 已经付款", "title: 已经付过款", 14),
    "a fact": ("docs/_facts/contacts.yml", "Alipay customer service", "Alipay's own service", 14),
    "a template": ("overrides/partials/footer.html", "<footer", "<footer ", 14),
    "a setting": ("mkdocs.yml", "site_name: ", "site_name: 另一个", 14),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_site_built_again_is_the_site_built_anew(
    project: Path, converted: list[str], change: str
) -> None:
    name, old, new, again = CHANGES[change]
    file = project / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    converted.clear()
    site = files(build(project))
    assert converted.count(STAND_IN) == again
    with patch.dict(os.environ, NOTHING_KEPT):
        assert files(build(project)) == site
