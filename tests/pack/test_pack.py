"""Sheets and pictures: whole, readable by people and machines, and nothing promised in vain."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from guidance.pack import book as books
from guidance.pack import system
from guidance.pack.command import pack
from guidance.pack.index import Entry, read_index, source_digest, write_index
from guidance.pack.qr import inline_svg
from PIL import Image
from pypdf import PdfReader

from tests.helpers.project import LOCALES, ROOT
from tests.pack.conftest import PUBLIC, Made

A4 = (595, 842)
LANGUAGES = {"zh": "zh-Hans", "en": "en", "zh-en": "zh-Hans"}


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_of(pdf: PdfReader) -> str:
    return squeezed("".join(sheet.extract_text() for sheet in pdf.pages))


def pages_of(path: Path, scale: float = 3) -> Iterator[Image.Image]:
    if path.suffix == ".png":
        yield Image.open(path).convert("RGB")
        return
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            yield page.render(scale=scale).to_pil().convert("RGB")


def codes(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


def fonts_of(pdf: PdfReader) -> dict[str, Any]:
    found = {}
    for sheet in pdf.pages:
        resources: Any = sheet["/Resources"]
        for font in resources.get("/Font", {}).values():
            font = font.get_object()
            below = font["/DescendantFonts"][0].get_object()
            found[font["/BaseFont"]] = below["/FontDescriptor"].get_object()
    return found


def address_of(made: Made, entry: Entry) -> str:
    locale = entry.locale.split("-")[0]
    page = made.source.site.edition(locale)[entry.page]
    return str(made.source.address(page, entry.name))


# ------------------------------------------------------------------- sheets


def test_a_checklist_is_one_a4_sheet(public: Made, private: Made) -> None:
    for made in (public, private):
        for entry in made.of("checklist", "pair"):
            sheets = made.pdf(entry).pages
            assert len(sheets) == entry.sheets == 1, entry.file
            assert (round(sheets[0].mediabox.width), round(sheets[0].mediabox.height)) == A4


def test_a_checklist_bears_every_item_of_its_page_and_whom_to_call(public: Made) -> None:
    for entry in public.of("checklist"):
        page = public.source.site.edition(entry.locale)[entry.page]
        checklist = next(one for one in page.checklists if one.id == entry.name)
        part = next(one for one in public.source.parts(page) if one.id == entry.name)
        text = text_of(public.pdf(entry))
        for item in checklist.items:
            assert squeezed(item.text) in text, item.id
        for contact in public.source.contacts(part):
            assert squeezed(contact.name[entry.locale]) + contact.number in text


def test_a_tree_bears_every_step_and_every_answer(public: Made) -> None:
    for entry in public.of("tree"):
        page = public.source.site.edition(entry.locale)[entry.page]
        tree = next(one for one in page.trees if one.id == entry.name)
        text = text_of(public.pdf(entry))
        for node in tree.nodes:
            assert squeezed(node.title) in text
            for answer in node.answers:
                number = tree.steps().get(answer.target.removeprefix("#"), "")
                assert squeezed(answer.text) + f"→{number}" in text, answer.text


def test_two_language_sheets_pair_every_item(public: Made) -> None:
    for entry in public.of("pair"):
        editions = [public.source.site.edition(locale)[entry.page] for locale in LOCALES]
        lists = [next(c for c in page.checklists if c.id == entry.name) for page in editions]
        text = text_of(public.pdf(entry))
        for chinese, english in zip(*(one.items for one in lists), strict=True):
            assert chinese.id == english.id
            assert squeezed(chinese.text) in text
            assert squeezed(english.text) in text


def test_a_two_language_sheet_names_the_language_of_each_cell(public: Made) -> None:
    from guidance.pack import sheets

    source = public.source
    both = [next(iter(source.parts(source.site.edition(one)["respond/paid"]))) for one in LOCALES]
    html = sheets._pair(source, both[0], both[1], "", sheets.Spare())
    rows = [row for row in html.iter("tr") if row.get("id")]
    assert [row.get("id") for row in rows] == [i.id for i in both[0].page.checklists[0].items]
    for row in rows:
        assert [cell.get("lang") for cell in row] == ["zh-Hans", "en"]
        assert len(row[0].findall(".//span[@class='box']")) == 1
        assert row[1].find(".//span[@class='box']") is None


def test_pdfs_are_tagged_titled_and_in_their_language(public: Made) -> None:
    for entry in public.of("checklist", "tree", "pair"):
        pdf = public.pdf(entry)
        root: Any = pdf.root_object
        assert root["/Lang"] == LANGUAGES[entry.locale]
        assert root["/MarkInfo"]["/Marked"].value is True
        assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
        assert root["/StructTreeRoot"]["/K"], entry.file
        assert pdf.metadata is not None
        assert entry.title in str(pdf.metadata.title)
        assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_fonts_are_embedded_as_small_subsets(public: Made) -> None:
    for entry in public.of("checklist", "tree", "pair"):
        fonts = fonts_of(public.pdf(entry))
        assert any("CJK" in name for name in fonts), fonts
        for name, description in fonts.items():
            assert name[7] == "+", name  # six letters: a subset
            assert {"/FontFile2", "/FontFile3"} & set(description), name
        assert entry.bytes < 150_000, entry


def test_a_dialled_number_dials_from_the_pdf_too(public: Made) -> None:
    entry = next(one for one in public.of("checklist") if one.name == "first-minutes")
    notes: Any = public.pdf(entry).pages[0]["/Annots"]
    links = [note.get_object() for note in notes]
    assert "tel:110" in [link["/A"]["/URI"] for link in links if "/URI" in link.get("/A", {})]


# ------------------------------------------------------------------- QR codes


def test_every_qr_code_leads_to_the_part_it_stands_beside(public: Made) -> None:
    for entry in public.entries:
        found = [code for image in pages_of(public.folder / entry.file) for code in codes(image)]
        assert found == [address_of(public, entry)], entry.file
        assert found[0].startswith(PUBLIC)


def test_no_address_no_qr_code(private: Made) -> None:
    for entry in private.entries:
        images = pages_of(private.folder / entry.file)
        assert [code for image in images for code in codes(image)] == []
    for entry in private.of("checklist"):
        assert "://" not in text_of(private.pdf(entry))


def test_the_code_on_a_printed_page_can_be_read() -> None:
    weasyprint = pytest.importorskip("weasyprint")
    html = f"<style>@page {{ size: 40mm; margin: 0 }} svg {{ width: 25mm }}</style>{inline_svg(PUBLIC)}"
    with pypdfium2.PdfDocument(weasyprint.HTML(string=html).write_pdf()) as document:
        assert codes(document[0].render(scale=4).to_pil().convert("RGB")) == [PUBLIC]


# ------------------------------------------------------------------- pictures


def test_pictures_of_checklists_have_the_size_of_a_phone(public: Made, private: Made) -> None:
    for made in (public, private):
        for entry in made.pictures:
            with Image.open(made.folder / entry.file) as image:
                assert image.size == (1080, 1440), entry.file
            assert entry.bytes < 120_000, entry


def test_a_long_list_is_several_pictures_that_hold_every_item_once(public: Made) -> None:
    from guidance.pack.pictures import pictures

    source = public.source
    part = next(iter(source.parts(source.site.edition("zh")["respond/paid"])))
    pdf = PdfReader(io.BytesIO(pictures(source, part).write_pdf()))
    pages = [squeezed(page.extract_text()) for page in pdf.pages]
    parts = [one for one in public.pictures if (one.locale, one.name) == ("zh", part.id)]
    assert [(one.part, one.parts) for one in parts] == [(1, 2), (2, 2)]
    assert len(pages) == 2
    for item in part.page.checklists[0].items:
        assert sum(squeezed(item.text) in page for page in pages) == 1, item.id
    for number, page in enumerate(pages, 1):
        assert squeezed(part.title) in page
        assert f"{number}/2" in page
        assert "报警110" in page


def test_the_picture_of_a_tree_is_one_long_picture(public: Made) -> None:
    for entry in public.of("tree", format="png"):
        with Image.open(public.folder / entry.file) as image:
            assert image.width == 1080
            assert image.height > 1440


# ------------------------------------------------------------------- the whole guide


def test_the_guide_has_contents_with_the_right_page_numbers(
    public: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    from guidance.pack.write import to_pdf

    few = list(books.chapters_of(public.source, "en"))[1:4]
    monkeypatch.setattr(books, "chapters_of", lambda *_: iter(few))
    pdf = PdfReader(io.BytesIO(to_pdf(books.book(public.source, "en"))))
    texts = [squeezed(page.extract_text()) for page in pdf.pages]
    marks = {
        str(mark.title): pdf.get_destination_page_number(mark)
        for mark in pdf.outline
        if not isinstance(mark, list)
    }
    for chapter in few:
        number = marks[chapter.page.title]
        assert number is not None
        assert squeezed(chapter.page.title) in texts[number]
        printed = re.search(re.escape(squeezed(chapter.page.title)) + r"\.+(\d+)", texts[1])
        assert printed, texts[1]
        assert printed[1].startswith(str(number + 1))
    assert str(pdf.root_object["/Lang"]) == "en"


def test_the_guide_holds_every_page_but_generated_lists(public: Made) -> None:
    for locale in LOCALES:
        names = [one.page.name for one in books.chapters_of(public.source, locale)]
        assert len(names) == len(set(names))
        pages = {n for n, page in public.source.site.edition(locale).items() if page.listed}
        assert pages - set(names) <= {"reference/current"}
        assert set(names) <= pages


# ------------------------------------------------------------------- the index and the command


def test_a_pack_of_other_sources_is_not_offered(public: Made, tmp_path: Path) -> None:
    settings = public.source.settings
    write_index(tmp_path, public.entries, source_digest(settings), "2026-11-24")
    assert read_index(tmp_path, settings) == public.entries
    write_index(tmp_path, public.entries, "another", "2026-11-24")
    assert read_index(tmp_path, settings) == []
    assert read_index(tmp_path / "nowhere", settings) == []


def test_the_index_tells_the_true_sizes(public: Made) -> None:
    for entry in public.entries:
        assert (public.folder / entry.file).stat().st_size == entry.bytes
    assert json.dumps(public.entries[0].title)


def test_missing_system_packages_are_named_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "LIBRARIES", {"libpango-1.0-0": ("libnowhere.so.0",)})
    monkeypatch.setattr(system, "_has_chinese_font", lambda: False)
    assert pack(str(ROOT / "mkdocs.yml")) == 1
    assert capsys.readouterr().err == (
        "guidance: the print pack needs libpango-1.0-0 fonts-noto-cjk; "
        "on Debian and Ubuntu: apt-get install libpango-1.0-0 fonts-noto-cjk\n"
    )
