"""The list of two-language sheets: what stands in a row besides the two titles."""

from __future__ import annotations

import pytest
from guidance.pack.index import Entry

from tests.helpers.project import ROOT
from tests.helpers.rendering import rendered, small_guide


def pair(name: str, locale: str, kind: str = "pair") -> Entry:
    return Entry(kind, name, locale, "", f"{locale}/{name}.pdf", "pdf", 44_000)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], []),
        ([pair("first-minutes", "zh-en")], ["pack/zh-en/first-minutes.pdf"]),
        ([pair("first-minutes", "en-zh")], ["pack/en-zh/first-minutes.pdf"]),
        ([pair("first-minutes", "zh-de")], []),
        ([pair("first-minutes", "zh", "checklist")], []),
        ([pair("another-list", "zh-en")], []),
    ],
    ids=["no pack", "both", "both, the other first", "another language", "one language", "another"],
)
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_row_offers_the_packs_file_of_both_editions(
    entries: list[Entry], expected: list[str], locale: str
) -> None:
    text = (ROOT / f"tests/render/{locale}/two-languages.md").read_text("utf-8")
    html = rendered(locale, "tools/both", text, small_guide(), pack=entries)
    links = [part.partition('"')[0].lstrip("./") for part in html.split('href="')[1:]]
    assert [link for link in links if link.startswith("pack/")] == expected
