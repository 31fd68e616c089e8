"""Markdown of tests/render/ beside the HTML that a reader's browser gets.

Interface words stand as ‹their name›: a better word in languages/ changes no expectation. The pages
cite the small registry of tests/site/small. Links to ``.md`` files stay as they are: MkDocs resolves them
later. ``make pytest ARGS='-k render --write-golden'`` writes the HTML anew.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from guidance.render.context import Edition
from guidance.strings import load

from tests.helpers import rendering
from tests.helpers.project import TODAY

HERE = Path(__file__).with_name("render")
CASES = sorted(HERE.rglob("*.md"))
#: Cases that look at the same facts later.
DAYS = {"unconfirmed": date(2027, 6, 1), "withheld": date(2028, 1, 1)}
#: Where a line of HTML may end without changing what a reader sees.
AFTER = re.compile(r"(</(?:h\d|p|li|ul|ol|dt|dd|dl|div|section|details|summary|label)>)(?=<)")
BEFORE = re.compile(r"(<(?:ul|ol|dl|div|section|details|li|label)\b[^>]*>)(?=<)")


def named(words: Mapping[str, str]) -> dict[str, str]:
    """Each word replaced by its name, with the values it is filled with."""
    return {
        name: "‹" + " ".join([name, *re.findall(r"\{\w+\}", word)]) + "›"
        for name, word in words.items()
    }


@pytest.fixture(autouse=True)
def _words_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Edition, "words", property(lambda edition: named(load(edition.locale))))


def rendered(path: Path) -> str:
    """What the guide makes of a page, one element a line."""
    today = DAYS.get(path.stem, TODAY)
    html = rendering.rendered(
        path.parent.name,
        f"respond/{path.stem}",
        path.read_text("utf-8"),
        rendering.small_guide(today),
        today=today,
    )
    return BEFORE.sub(r"\1\n", AFTER.sub(r"\1\n", html)) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_a_page_becomes_exactly_the_html_beside_it(path: Path, pytestconfig: pytest.Config) -> None:
    golden = path.with_suffix(".html")
    html = rendered(path)
    if pytestconfig.getoption("--write-golden"):
        golden.write_text(html, "utf-8")
    assert html == golden.read_text("utf-8")


@pytest.mark.parametrize("golden", sorted(HERE.rglob("*.html")), ids=lambda path: path.stem)
def test_no_expected_page_has_lost_its_source(golden: Path) -> None:
    assert golden.with_suffix(".md") in CASES
