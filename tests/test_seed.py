"""The article this guide grew from: every section answered, no sentence taken."""

from pathlib import Path

import yaml
from guidance.model import Site

from tests.helpers import html
from tests.helpers.every import for_each
from tests.helpers.project import LOCALES, ROOT, Address
from tests.helpers.shingles import LENGTH, fingerprint, shingles

HERE = Path(__file__).parent
SECTIONS = yaml.safe_load((HERE / "seed-sections.yml").read_text("utf-8"))
#: Made once by ``python -m tests.helpers.shingles``; the article itself is not ours to publish.
ARTICLE = set((HERE / "seed-shingles.txt").read_text("ascii").split())
CHINESE = [
    *sorted(ROOT.glob("docs/**/*.md")),
    *sorted(ROOT.glob("docs/_facts/*.yml")),
    *sorted(ROOT.glob("README*.md")),
    ROOT / "scripts/guidance/languages/zh/words.yml",
    *sorted(ROOT.glob("scripts/guidance/components/*/words/zh.yml")),
]


def test_the_article_has_eleven_sections() -> None:
    numbers = ["2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "3.4", "3.5", "4.1", "4.2", "4.3"]
    assert list(SECTIONS) == numbers
    assert len({section["topic"] for section in SECTIONS.values()}) == len(numbers)


@for_each("locale", LOCALES)
@for_each("number", SECTIONS)
def test_a_section_of_the_article_is_answered_where_the_map_says(
    guide: Site, built_site: Path, number: str, locale: str
) -> None:
    page, heading = SECTIONS[number]["page"], SECTIONS[number]["heading"]
    assert heading in guide.edition(locale)[page].heading_ids
    shown = html.read(built_site / Address(locale, page).file).ids[heading]
    assert shown.tag == "h2"
    assert shown.text == guide.edition(locale)[page].heading_ids[heading].title


@for_each("path", CHINESE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_wording_comes_from_the_article(path: Path) -> None:
    assert copied(path.read_text("utf-8")) == []


def copied(text: str, article: set[str] = ARTICLE) -> list[str]:
    return [shingle for shingle in shingles(text) if fingerprint(shingle) in article]


def test_copied_wording_is_found_whatever_its_marks_and_spaces() -> None:
    article = {fingerprint(shingle) for shingle in shingles("先打开自己的支付宝应用看一眼账单再说")}
    assert copied("她说：先打开 **自己的** 支付宝，应用看一眼…", article)
    assert not copied("先打开自己的支付宝，再看账单", article)
    assert all(
        len(shingle) == LENGTH for shingle in shingles("先打开自己的支付宝应用看一眼账单再说")
    )
