"""A language that the generator does not speak: an edition from a folder and configuration alone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from guidance.config import read_config
from guidance.pack.sheets import part_sheet
from guidance.pack.source import Source

from tests.helpers import html
from tests.helpers.another_edition import add_edition, traditional
from tests.helpers.project import TODAY, build, copy_project, guidance
from tests.test_starter import begun

HANT = "zh-Hant"


def hant(project: Path) -> Path:
    """The guide in Traditional characters, a draft that a library wrote."""
    add_edition(project, HANT, "繁體草稿", "zh", traditional, characters={"han": "big5hkscs"})
    settings = project / "mkdocs.yml"  # MkDocs' own theme knows no language by its script
    settings.write_text(settings.read_text("utf-8").replace("name: mkdocs\n", "name: material\n"))
    return project


def checked(project: Path) -> Path:
    """The project, of which the check finds nothing but that nobody has compared its editions."""
    result = guidance(project, "check", "--rule", "invalid-guide")
    assert (result.returncode, result.stdout) == (0, "")
    result = guidance(project, "check")
    assert result.returncode == 0, result.stdout
    assert {line.split(" ")[2] for line in result.stdout.splitlines()} <= {"stale-section"}
    return project


@pytest.mark.parametrize(
    ("begin", "question"),
    [
        (lambda folder: begun(folder, "租房押金", "zh,en"), "第一步"),
        pytest.param(
            lambda folder: copy_project(folder / "guide"),
            "這條短信是真的嗎",
            marks=pytest.mark.all_looks,
        ),
    ],
    ids=["a small guide", "the guide"],
)
def test_traditional_chinese_checks_builds_switches_searches_and_prints(
    tmp_path: Path, begin: Callable[[Path], Path], question: str
) -> None:
    project = checked(hant(begin(tmp_path)))
    site = build(project)
    home = html.read(site / HANT / "index.html")
    assert home.one("html")["lang"] == HANT
    assert [one["lang"] for one in home.all("a", class_="language")] == ["zh-Hans", "en"]
    index = json.loads((site / f"search/{HANT}.json").read_text("utf-8"))
    titles = [title for page in index["pages"] for _, title, *_ in page[3]]
    assert any(traditional(title) == title for title in titles)
    assert question in json.dumps(index, ensure_ascii=False)
    source = Source(read_config(project / "mkdocs.yml"), TODAY)
    parts = (part for page in source.site.edition(HANT).values() for part in source.parts(page))
    sheet = part_sheet(source, next(part for part in parts if part.kind == "checklist"))
    assert len(sheet.pages) == 1


def test_what_a_language_lacks_is_told_with_the_words_to_translate(tmp_path: Path) -> None:
    project = hant(begun(tmp_path, "租房押金", "zh,en"))
    file = project / "docs/_guide/guide.yml"
    own = yaml.safe_load(file.read_text("utf-8"))
    del own["words"][HANT]["home"]
    file.write_text(yaml.safe_dump(own, allow_unicode=True, sort_keys=False), "utf-8")
    result = guidance(project, "check", "--rule", "invalid-guide")
    assert result.returncode == 1
    (line,) = result.stdout.splitlines()
    assert line.endswith(
        " invalid-guide the edition 'zh-Hant' lacks home — the generator has no words of this "
        "language: translate those of 'en'"
    )


def test_a_language_is_named_whose_words_nothing_judges(tmp_path: Path) -> None:
    project = begun(tmp_path, "Rent arrears", "en")
    assert "not judged" not in guidance(project, "check").stderr
    add_edition(project, "vi", "Tiếng Việt", "en", str)
    result = guidance(project, "check")
    assert "the words of vi are not judged" in result.stderr


def test_a_number_hides_in_no_signs_that_a_guide_adds(tmp_path: Path) -> None:
    project = begun(tmp_path, "Rent arrears", "en")
    file = project / "docs/_guide/guide.yml"
    file.write_text(file.read_text("utf-8") + "characters: {signs: ٣ ع}\n", "utf-8")
    result = guidance(project, "check")
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "docs/_guide/guide.yml:4:14 invalid-guide signs: ٣ is a number, and one to call could hide — "
        "write numbers 0 to 9"
    ]
