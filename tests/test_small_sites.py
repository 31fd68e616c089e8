"""Tiny real sites: the plugin inside MkDocs, its theme, its search and its neighbours."""

import json
import logging
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from guidance.model import Site
from guidance.render import theme
from guidance.render.extension import STAND_IN
from mkdocs.config.defaults import MkDocsConfig

from tests.helpers.html import parse
from tests.helpers.project import (
    BIN,
    NOTHING_KEPT,
    build,
    copy_project,
    guidance,
    run,
    small_project,
)

LATER = date(2028, 1, 1)


def entries(site: Path, locale: str) -> dict[str, str]:
    """What the search of an edition knows, by address."""
    index = json.loads((site / f"search/{locale}.json").read_text("utf-8"))
    more = [json.loads((site / "search" / name).read_text("utf-8")) for name in index["more"]]
    asked = [words for file in more for words in file.get("asked", ())]
    texts = [words for file in more for words in file.get("texts", ())]
    known = {}
    for (url, about, tags, places), phrases, words in zip(
        index["pages"], asked, texts, strict=True
    ):
        for (anchor, *said), text in zip(places, words, strict=True):
            own = [*said, text] if anchor else [about, *tags, *phrases, *said, text]
            known[f"{url}#{anchor}" if anchor else url] = "\n".join(own)
    return known


# ------------------------------------------------------------------- reading


@patch.dict(os.environ, NOTHING_KEPT)
def test_a_build_parses_each_page_once(tmp_path: Path, converted: list[str]) -> None:
    """For checks, both editions and MkDocs, which converts a word in its place."""
    project = small_project(tmp_path)
    build(project)
    pages = list((project / "docs").glob("??/**/*.md"))
    assert len([text for text in converted if text != STAND_IN]) == len(pages)
    assert converted.count(STAND_IN) == len(pages)


# ------------------------------------------------------------------- search


@pytest.mark.parametrize(("locale", "prefix"), [("zh", ""), ("en", "en/")])
def test_an_edition_searches_its_own_pages_only(small_site: Path, locale: str, prefix: str) -> None:
    known = entries(small_site, locale)
    assert f"{prefix}respond/paid/" in known
    pages = {location.partition("#")[0] for location in known}
    assert pages == {prefix + page for page in ("", "respond/paid/", "reference/laws/", "reference/terms/")}  # fmt: skip


def test_words_that_a_page_does_not_say_find_it(small_site: Path) -> None:
    assert "被骗了" in entries(small_site, "zh")["respond/paid/"]
    assert "scammed" in entries(small_site, "en")["en/respond/paid/"]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_steps_can_be_found_but_their_numbers_and_the_sources_cannot(
    small_site: Path, locale: str
) -> None:
    known = entries(small_site, locale)
    prefix = "" if locale == "zh" else "en/"
    assert f"{prefix}#look" in known
    assert f"{prefix}#sources" not in known
    said = "\n".join(known.values())
    for furniture in ("第 2 步", "Step 2", "资料来源", "read in a repost"):
        assert furniture not in said


def test_an_answer_is_known_at_the_place_that_it_leads_to(guide: Site, built_site: Path) -> None:
    known = entries(built_site, "en")
    node = guide.edition("en")["rights/others"].trees[0].nodes[0]
    for answer in node.answers:
        assert answer.text in known[f"en/rights/others/{answer.target}"]


# ------------------------------------------------------------------- log and facts


def test_a_warning_of_mkdocs_stops_the_build_and_nothing_else_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def configure(config: MkDocsConfig) -> None:
        logging.getLogger("mkdocs.structure").warning("A link is odd.")
        configured(config)

    configured = theme.configure
    monkeypatch.setattr(theme, "configure", configure)
    result = guidance(small_project(tmp_path), "build")
    said = ["A link is odd."] * 2 + ["guidance: Aborted with 1 warnings in strict mode!"]
    assert (result.stdout, result.stderr.splitlines()) == ("", said)
    assert result.returncode == 1


def test_no_age_and_no_warning_breaks_a_build_and_the_page_says_what_to_do_instead(
    tmp_path: Path,
) -> None:
    project = small_project(tmp_path)
    with (project / "docs/en/respond/paid.md").open("a", encoding="utf-8") as source:
        source.write("\nThe app doesn't say so.\n")
    checked = guidance(project, "check", today=LATER)
    said = {line.split()[2] for line in checked.stdout.splitlines()}
    assert (said, checked.returncode) == ({"due-fact", "straight-quote"}, 0)
    result = guidance(project, "build", today=LATER)
    assert result.returncode == 0, result.stdout + result.stderr
    page = parse((project / "site/en/respond/paid/index.html").read_text("utf-8"))
    assert len(page.all("div", "facts-notice")) == 1
    dialled = [a["href"] for a in page.one("article").all("a", "fact-contact")]
    assert dialled == ["tel:110"]  # the emergency number stays
    home = parse((project / "site/en/index.html").read_text("utf-8"))
    assert "95188" not in home.one("article").text


# ------------------------------------------------------------------- the fork of MkDocs


def test_properdocs_builds_the_same_pages_as_mkdocs_and_no_foreign_file_is_published(
    tmp_path: Path,
) -> None:
    if not (BIN / "properdocs").exists():
        pytest.skip("properdocs is not installed: scripts/setup.sh test")
    built: dict[str, dict[str, str]] = {}
    for program in ("mkdocs", "properdocs"):
        project = small_project(tmp_path / program)
        for path in ("overrides/pay.txt", "docs/zh/pay.pdf", "docs/CNAME"):
            (project / path).write_text("95199", "utf-8")
        # In another order and on another clock too: neither is seen in the pages.
        seed = str(len(built))
        with patch.dict(os.environ, {"PYTHONHASHSEED": seed, "TZ": f"X{'+-'[len(built)]}12"}):
            result = run(project, program, "build", "--strict", "-f", "mkdocs.yml")
        assert result.returncode == 0, result.stderr
        assert [
            path
            for path in (project / "site").rglob("*")
            if path.suffix in (".txt", ".pdf", "") and path.is_file()
        ] == []
        built[program] = pages(project / "site")
    assert "en/respond/paid/index.html" in built["mkdocs"]
    assert built["properdocs"] == built["mkdocs"]


@pytest.mark.parametrize(
    "project",
    [small_project, pytest.param(copy_project, id="the guide", marks=pytest.mark.all_looks)],
)
def test_without_material_every_file_is_the_same(
    tmp_path: Path, project: Callable[[Path], Path]
) -> None:
    built = []
    for name in ("material", "mkdocs"):
        folder = project(tmp_path / name)
        text = (folder / "mkdocs.yml").read_text("utf-8")
        own = re.sub(r"^  (?:font|features): .*\n", "", text, flags=re.M)
        changed = text if name == "material" else own.replace("name: material", f"name: {name}")
        (folder / "mkdocs.yml").write_text(changed, "utf-8")
        site = build(folder)
        built.append({path.relative_to(site): path.read_bytes() for path in files(site)})
    assert "name: mkdocs" in changed
    assert built[0] == built[1]


def files(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*")) if path.is_file()]


def pages(site: Path) -> dict[str, str]:
    """HTML by path, without the name of its generator."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        text = re.sub(r'\s*<meta name="generator".*?>', "", path.read_text("utf-8"))
        found[os.fspath(path.relative_to(site))] = text
    return found
