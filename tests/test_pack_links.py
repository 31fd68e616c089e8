"""The list of sheets: each part beside its files with their sizes, and no trace of files without a pack."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from guidance.config import read_config, settings_from
from guidance.model import Page, Site
from guidance.pack.index import FOLDER, Entry, read_index, source_digest, write_index
from guidance.render.addresses import SITE

from tests.helpers.html import Document, Element, parse
from tests.helpers.project import LOCALES, ROOT, TODAY, Address, build, small_project
from tests.helpers.rendering import rendered

#: How a reader tells a file to print from one to pass on.
SAID = {"zh": {"pdf": "PDF", "png": "图片"}, "en": {"pdf": "PDF", "png": "picture"}}
SHEETS = "tools/sheets"


def names_of(page: Page) -> dict[str, list[str]]:
    """Ids of what a page has to print, by kind."""
    if not page.listed:
        return {}
    return {
        "checklist": [one.id for one in page.checklists],
        "tree": [one.id for one in page.trees],
        "letter": [one.id for one in page.headings if "letter" in one.classes],
    }


def pdf(kind: str, name: str, locale: str) -> Entry:
    return Entry(kind, name, locale, "", f"{locale}/{name}.pdf", "pdf", 4)


def pack_of(site: Site) -> list[Entry]:
    """What a pack of this guide holds, no two files of one size; each list is two pictures."""
    pack = [pdf("guide", "guide", locale) for locale in LOCALES]
    for page in site.pages:
        for kind, names in names_of(page).items():
            for name in names:
                sheet = pdf(kind, name, page.locale)
                pack.append(sheet)
                if kind == "checklist" and page.locale == "zh":
                    pack.append(pdf("pair", name, "zh-en"))
                parts = {"checklist": 2, "tree": 1, "letter": 0}[kind]
                for part in range(1, parts + 1):
                    file = sheet.file.replace(".pdf", f"-{part}.png")
                    pack.append(replace(sheet, file=file, format="png", part=part, parts=parts))
    return [replace(entry, bytes=1000 * number) for number, entry in enumerate(pack, 800)]


def sheets(locale: str, site: Site, pack: Iterable[Entry]) -> Document:
    text = (ROOT / f"docs/{locale}/{SHEETS}.md").read_text("utf-8")
    return parse(rendered(locale, SHEETS, text, site, pack=list(pack)))


def offers(element: Element) -> list[tuple[str, str]]:
    """File and words of each link into the pack."""
    links = ((link["href"].partition(f"../{FOLDER}/")[2], link.text) for link in element.all("a"))
    return [(file, words) for file, words in links if file]


def row_of(page: Document, name: str) -> Element:
    rows = [
        row
        for row in page.all("li")
        if row.elements and row.elements[0]["href"].endswith(f"#{name}")
    ]
    assert len(rows) == 1, name
    return rows[0]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_list_tree_and_letter_is_offered_with_its_sizes(guide: Site, locale: str) -> None:
    pack = pack_of(guide)
    page = sheets(locale, guide, pack)
    mine = [entry for entry in pack if locale in entry.locale.split("-")]
    assert Counter(file for file, _ in offers(page)) == Counter(entry.file for entry in mine)
    for entry in mine:
        place = page if entry.kind == "guide" else row_of(page, entry.name)
        said = dict(offers(place))[entry.file]
        assert SAID[locale][entry.format] in said
        assert entry.size in said
        assert entry.parts == 1 or f"{entry.part}/{entry.parts}" in said
    assert {entry.kind for entry in mine} == {"guide", "pair", "checklist", "tree", "letter"}


@pytest.mark.parametrize(
    "pack",
    [
        [],
        [pdf("checklist", "first-minutes", "de")],
        [pdf("pair", "first-minutes", "de-fr")],
        [pdf("guide", "guide", "de")],
        [pdf("tree", "no-more", "zh"), pdf("tree", "no-more", "en")],
    ],
    ids=["no pack", "another edition", "two others", "another guide", "a tree that is no more"],
)
@pytest.mark.parametrize("locale", LOCALES)
def test_without_a_file_there_is_neither_link_nor_empty_row(
    guide: Site, locale: str, pack: list[Entry]
) -> None:
    page = sheets(locale, guide, pack)
    assert offers(page) == []
    assert page.all(class_="sheet-files") == []
    for element in page.one("section", class_="sheets").all():
        assert element.text or element.tag == "wbr", element
    for listed in guide.edition(locale).values():
        for names in names_of(listed).values():
            for name in names:
                assert row_of(page, name).elements[0].text


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 KB"), (44_900, "44 KB"), (999_999, "999 KB"), (1_000_000, "1.0 MB"), (1_455_480, "1.5 MB")],
)  # fmt: skip
def test_a_size_is_said_as_people_read_it(count: int, said: str) -> None:
    assert Entry("checklist", "one", "zh", "", "", "pdf", count).size == said


# ------------------------------------------------------------------- a built site


NAMES = {"zh": "清单", "en": "Lists"}
PAGE = """\
---
title: {name}
description: {name}
---

## {name} {{ #all-sheets .sheets }}
"""


def targets(site: Path) -> dict[str, list[Path]]:
    """Where the list of each edition leads into the pack."""
    found = {}
    for locale in LOCALES:
        address = Address(locale, SHEETS)
        page = parse((site / address.file).read_text("utf-8"))
        assert row_of(page, "first-minutes")
        hrefs = [urljoin(f"/{address.url}", link["href"]) for link in page.all("a")]
        found[locale] = [site / href[1:] for href in hrefs if href.startswith(f"/{FOLDER}/")]
        assert f'"{SITE}' not in (site / address.file).read_text("utf-8")
    return found


def test_a_site_offers_the_pack_of_its_own_sources_and_no_other(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    for locale in LOCALES:
        page = project / f"docs/{locale}/{SHEETS}.md"
        page.parent.mkdir()
        page.write_text(PAGE.format(name=NAMES[locale]), "utf-8")
        with (project / f"docs/{locale}/index.md").open("a", encoding="utf-8") as home:
            home.write(f"\n- [{NAMES[locale]}]({SHEETS}.md)\n")
    settings = settings_from(read_config(project / "mkdocs.yml", site_url=""))
    pack = [pdf("checklist", "first-minutes", locale) for locale in LOCALES]
    for entry in pack:
        file = project / "site" / FOLDER / entry.file
        file.parent.mkdir(parents=True)
        file.write_bytes(b"%PDF")
    write_index(project / "site" / FOLDER, pack, source_digest(settings), TODAY.isoformat())

    site = build(project)
    found = targets(site)
    assert found == {entry.locale: [site / FOLDER / entry.file] for entry in pack}
    assert all(file.read_bytes() == b"%PDF" for files in found.values() for file in files)

    facts = project / "docs/_facts/contacts.yml"
    before = facts.read_text("utf-8")
    facts.write_text(before + "\n", "utf-8")
    assert read_index(site / FOLDER, settings) == []
    facts.write_text(before, "utf-8")

    (project / f"docs/en/{SHEETS}.md").write_text(PAGE.format(name="Other lists"), "utf-8")
    site = build(project)
    assert targets(site) == {locale: [] for locale in LOCALES}
    assert not (site / FOLDER).exists()
