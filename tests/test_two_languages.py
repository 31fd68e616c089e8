"""Every checklist, tree and letter in two languages, pair by pair, and the list that leads there."""

import os
import re
from pathlib import Path

import pytest
from guidance.pack.index import Entry
from guidance.strings import load

from tests.helpers import html
from tests.helpers.every import for_each
from tests.helpers.project import LOCALES, PARTS_OF, ROOT, SHEETS, Address
from tests.helpers.rendering import rendered, small_guide

LIST = "tools/both"
TWIN = {"zh": "en", "en": "zh"}
#: Of a page, what is no word of a line: a sheet numbers and marks its lines itself.
NOT_SAID = {"source-mark", "tree-picture"}
HAN = re.compile(r"[\u3400-\u9fff]")
EVERY_SHEET = for_each("address", SHEETS)


def said(element: html.Element, *left_out: str) -> str:
    """The words of an element without spaces, children of these classes left out."""
    if {*element.classes} & {*NOT_SAID, *left_out} or element.tag in ("template", "button"):
        return ""
    words = (c if isinstance(c, str) else said(c, *left_out) for c in element.children)
    return re.sub(r"\s", "", "".join(words))


def lines(document: html.Document, part: str) -> dict[str, str]:
    """What a page says in a part, by the ids of its lines."""
    names = ("data-list", "data-tree", "data-letter")
    (section,) = (e for e in document.walk() if part in map(e.__getitem__, names))
    if section["data-letter"]:
        (text,) = section.all("div", class_="letter-text")
        folds = section.all("details")
        return {"letter": said(folds[0] if folds else text, "field")}
    found = [e for e in section.walk() if e["data-item"] or e["data-node"]]
    return {e["data-item"] or e["data-node"]: said(e) for e in found}


def column(sheet: html.Document, number: int) -> dict[str, str]:
    """The pairs as a column shows them; blanks are named in both languages."""
    rows = [row for row in sheet.all("div", class_="both-pair") if row["data-pair"]]
    return {row["data-pair"]: said(row.elements[number], "both-blank") for row in rows}


def target(site: Path, address: Address, href: str) -> Path:
    """The file that a link of a page leads to."""
    folder = (site / address.file).parent / href.partition("#")[0]
    return Path(os.path.normpath(folder)) / "index.html"


@EVERY_SHEET
def test_every_part_stands_in_both_languages_line_by_line(
    built_site: Path, address: Address
) -> None:
    part = Path(address.name).name
    page = next(name for name, parts in PARTS_OF.items() if part in parts)
    sheet = html.read(built_site / address.file)
    both = [column(sheet, number) for number in (0, 1)]
    assert list(both[0]) == list(both[1])
    for shown, locale in zip(both, (address.locale, TWIN[address.locale]), strict=True):
        around = {"intro", "rest"}
        published = lines(html.read(built_site / Address(locale, page).file), part)
        assert {k: v for k, v in shown.items() if k not in around} == published
        assert all(published.values())


@EVERY_SHEET
def test_each_column_says_its_language_and_the_readers_comes_first(
    built_site: Path, address: Address
) -> None:
    sheet = html.read(built_site / address.file)
    langs = [load(one)["language"] for one in (address.locale, TWIN[address.locale])]
    rows = sheet.all("div", class_="both-pair")
    assert [[cell["lang"] for cell in row.elements] for row in rows] == [langs] * len(rows)
    english = [cell for row in rows for cell in row.elements if cell["lang"] == "en"]
    for element in (e for cell in english for e in cell.walk()):
        own = "".join(child for child in element.children if isinstance(child, str))
        if HAN.search(own):
            around = element
            while not around["lang"] and around.parent:
                around = around.parent
            assert around["lang"].startswith("zh"), own


@EVERY_SHEET
def test_a_sheet_has_only_words_and_links_into_each_edition(
    built_site: Path, address: Address
) -> None:
    sheet = html.read(built_site / address.file)
    body = sheet.one("div", class_="both-body")
    tags = {element.tag for element in body.walk()}
    assert not tags & {"input", "textarea", "button", "script", "img", "svg", "label", "details"}
    for row in sheet.all("div", class_="both-pair"):
        for cell, locale in zip(row.elements, (address.locale, TWIN[address.locale]), strict=True):
            inside = [a["href"] for a in cell.all("a") if a["href"].startswith("..")]
            for href in inside:
                parts = target(built_site, address, href).relative_to(built_site).parts
                assert (parts[0] == "en") == (locale == "en"), href


@EVERY_SHEET
def test_a_sheet_leads_to_its_twin_to_the_list_and_is_no_result_of_a_search(
    built_site: Path, address: Address
) -> None:
    sheet = html.read(built_site / address.file)
    twin = Address(TWIN[address.locale], address.name)
    switch = sheet.one("a", class_="language")["href"]
    assert target(built_site, address, switch) == built_site / twin.file
    assert sheet.one("a", class_="both-other")["href"] == "../"
    assert sheet.one("meta", name="robots")["content"] == "noindex"


@for_each("locale", LOCALES)
def test_the_lists_have_every_part_once_and_lead_to_its_sheet(
    built_site: Path, locale: str
) -> None:
    every = sorted(part for parts in PARTS_OF.values() for part in parts)
    page = html.read(built_site / Address(locale, LIST).file)
    rows = [row for row in page.one("section", class_="two-languages").all("li") if row["id"]]
    assert sorted(row["id"] for row in rows) == every
    for row in rows:
        link = row.all("a")[0]
        sheet = Address(locale, f"{LIST}/{row['id']}")
        assert target(built_site, Address(locale, LIST), link["href"]) == built_site / sheet.file
        title, twin = link.children[0], link.one("span")
        assert title
        assert twin.text
        assert twin["lang"] == load(TWIN[locale])["language"]
    sheets = html.read(built_site / Address(locale, "tools/sheets").file)
    beside = [a["href"] for a in sheets.one("section", class_="sheets").all("a", "print-now")]
    found = sorted(href.rpartition("tools/both/")[2] for href in beside if "/both/" in href)
    assert found == [f"{part}/" for part in every]


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
