"""The list of two-language sheets: what stands in a row besides the two titles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from guidance.pack.index import Entry
from guidance.parse.extension import Guidance
from guidance.parse.site import begin_page, read_site
from guidance.render.extension import Edition, Rendering
from markdown import Markdown

from tests.helpers.project import TODAY
from tests.test_render import HERE, small


def pair(name: str, locale: str, kind: str = "pair") -> Entry:
    return Entry(kind, name, locale, "", f"{locale}/{name}.pdf", "pdf", 44_000)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], []),
        ([pair("first-minutes", "zh-en")], ["pack:zh-en/first-minutes.pdf"]),
        ([pair("first-minutes", "en-zh")], ["pack:en-zh/first-minutes.pdf"]),
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
    source = HERE / locale / "two-languages.md"
    page, body = begin_page(source.name, locale, "tools/both", source.read_text("utf-8"))
    site = read_site(small(), today=TODAY)
    site = replace(site, pages=(*site.pages, page), _cache={})
    guidance = Guidance(page)
    rendering = Rendering(guidance)
    rendering.edition = Edition(locale, site, TODAY, entries)
    markdown = Markdown(
        extensions=[*small().extensions, guidance, rendering],
        extension_configs=small().extension_configs,
    )
    html = markdown.convert(body)
    assert [part.partition('"')[0] for part in html.split('href="')[1:] if "pack:" in part[:5]] == (
        expected
    )
