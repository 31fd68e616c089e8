"""Sheets and pictures: whole, readable by people and machines, and nothing promised in vain.

``public`` is a small part of the pack; ``make test-all`` asks the same of every file of it.
"""

import io
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pypdfium2  # type: ignore[import-untyped]
import pytest
import weasyprint
import zxingcpp
from guidance.config import read_config, settings_from
from guidance.model import Page
from guidance.pack import book as books
from guidance.pack import chapters, pictures, system
from guidance.pack.codes import code_of
from guidance.pack.command import pack
from guidance.pack.index import FOLDER, Entry, read_index, source_digest, write_index
from guidance.pack.paper import for_paper
from guidance.pack.qr import inline_svg
from page import SafetyLimits, validate_pdf_bytes
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import StreamObject

from tests.helpers.project import LOCALES, ROOT, TODAY, interface, run, small_project
from tests.pack.conftest import NOT_IN_THE_BOOK, PUBLIC, Made
from tests.pack.reading import blocks, missing, squeezed

A4 = (595, 842)
LANGUAGES = {"zh": "zh-Hans", "en": "en", "zh-en": "zh-Hans"}
#: Bytes that a phone loads in a few seconds, and those of a book of two hundred sheets.
HEAVIEST, HEAVIEST_BOOK = 155_000, 2_500_000


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


def address_of(entry: Entry) -> str:
    """Where the page of a file is, or the edition of a book."""
    edition = PUBLIC + ("" if entry.locale.startswith("zh") else f"{entry.locale}/")
    page = f"{entry.page}/" if entry.page != "index" else ""
    return edition if entry.kind == "guide" else f"{edition}{page}#{entry.name}"


# ------------------------------------------------------------------- whose it is


def test_every_sheet_and_picture_bears_the_code_of_its_words(public: Made) -> None:
    """A picture has no text to read: what it is made of has."""
    for page in public.source.site.pages:
        for part in public.source.parts(page) if page.listed else ():
            code = code_of(public.source.site, page.name, part.id, TODAY)
            made = [one for one in public.entries if one.name == part.id]
            assert all(code in public.text(one) for one in made if one.format == "pdf")
            if made and part.kind == "checklist":
                shares = [[item.id for item in pictures._checklist(part).items]]
                drawn = pictures._document(public.source, part, "", shares, [pictures.Spare()])
                assert code in "".join(drawn.itertext())


# ------------------------------------------------------------------- what there is


def test_no_list_tree_pair_letter_or_book_is_missing_and_none_is_too_many(public: Made) -> None:
    formats = ["pdf", *(["html", "epub"] if public.parts is None else [])]
    wanted = [("guide", "guide", locale, one) for locale in public.chapters for one in formats]
    for page in public.source.site.pages:
        found = [("checklist", one.id) for one in page.checklists]
        found += [("tree", one.id) for one in page.trees]
        found += [("letter", one.id) for one in page.headings if "letter" in one.classes]
        for kind, name in found if page.listed else ():
            if public.asked(page, name):
                wanted.append((kind, name, page.locale, "pdf"))
                if kind != "letter":
                    wanted.append((kind, name, page.locale, "png"))
                if kind == "checklist" and page.locale == "zh":
                    wanted.append(("pair", name, "zh-en", "pdf"))
    entries = public.entries
    firsts = [(one.kind, one.name, one.locale, one.format) for one in entries if one.part == 1]
    assert Counter(firsts) == Counter(wanted)
    assert {kind for kind, *_ in wanted} == {"checklist", "tree", "pair", "letter", "guide"}
    pictures = Counter((one.name, one.locale) for one in public.pictures)
    for one in public.pictures:
        assert pictures[one.name, one.locale] == one.parts >= one.part
    files = [path for path in public.folder.rglob("*") if path.is_file()]
    assert Counter(one.file for one in entries) == Counter(
        path.relative_to(public.folder).as_posix() for path in files
    )


# ------------------------------------------------------------------- sheets


def stands_alone(entry: Entry, page: Page) -> bool:
    """Read from an armchair: a sheet with no room for what the list itself does not say."""
    found = page.heading_ids.get(entry.name)
    return entry.kind != "pair" and found is not None and "large-print" in found.classes


def test_a_pdf_bears_every_word_of_its_pages(public: Made) -> None:
    for entry in public.pdfs:
        pages = public.pages(entry)
        wanted = [squeezed(page.title) for page in pages if not stands_alone(entry, page)]
        for page in pages:
            parts = [part.content for part in public.source.parts(page) if part.id == entry.name]
            if entry.kind == "guide":
                parts = [public.source.article(page)]
                for box in parts[0].findall("section[@class='sources']"):
                    parts[0].remove(box)  # sources are listed once, at the end of the book
            assert parts, entry.file
            wanted += [words for part in parts for words in blocks(part)]
        assert missing(wanted, public.sheets(entry)) == [], entry.file


@pytest.mark.usefixtures("_tools")
@pytest.mark.parametrize("size", [100, 300_000])
def test_a_font_of_any_size_comes_out_as_it_went_in(size: int) -> None:
    import pydyf  # type: ignore[import-untyped]
    from guidance.pack.write import _squeeze_fonts

    font, pdf, file = random.Random(0).randbytes(size), pydyf.PDF(), io.BytesIO()
    pdf.add_object(pydyf.Stream([font], {"Subtype": "/OpenType"}))
    _squeeze_fonts(pdf)
    pdf.write(file)
    written = PdfReader(file).get_object(pdf.objects[-1].number)
    assert isinstance(written, StreamObject)
    assert written.get_data()[:size] == font


def test_a_checklist_is_one_a4_sheet(public: Made, private: Made) -> None:
    for made in (public, private):
        for entry in made.of("checklist", "pair"):
            sheets = made.pdf(entry).pages
            assert len(sheets) == entry.sheets == 1, entry.file
            assert (round(sheets[0].mediabox.width), round(sheets[0].mediabox.height)) == A4


def without_names(made: Made, text: str, locale: str) -> str:
    """The text of a sheet as its page has it, where no number says whose it is."""
    for contact in made.source.site.registry.contacts.values():
        said = interface(locale)["fact_named"].format(name=contact.name[locale])
        text = text.replace(squeezed(said), "")
    return text


def test_a_checklist_bears_every_item_of_its_page_and_whom_to_call(public: Made) -> None:
    for entry in public.of("checklist"):
        page = public.source.site.edition(entry.locale)[entry.page]
        checklist = next(one for one in page.checklists if one.id == entry.name)
        part = next(one for one in public.source.parts(page) if one.id == entry.name)
        text = public.text(entry)
        unnamed = without_names(public, text, entry.locale)
        for item in checklist.items:
            assert squeezed(item.text) in unnamed, item.id
        for contact in public.source.contacts(part):
            name = "" if stands_alone(entry, page) else squeezed(contact.name[entry.locale])
            assert name + contact.number in text


def test_a_tree_bears_every_step_and_every_answer(public: Made) -> None:
    for entry in public.of("tree"):
        page = public.source.site.edition(entry.locale)[entry.page]
        tree = next(one for one in page.trees if one.id == entry.name)
        text = public.text(entry)
        for node in tree.nodes:
            assert squeezed(node.title) in text
            for answer in node.answers:
                number = tree.steps().get(answer.step or "", "")
                assert squeezed(answer.text) + f"→{number}" in text, answer.text


def test_two_language_sheets_pair_every_item(public: Made) -> None:
    for entry in public.of("pair"):
        editions = [public.source.site.edition(locale)[entry.page] for locale in LOCALES]
        lists = [next(c for c in page.checklists if c.id == entry.name) for page in editions]
        text = public.text(entry)
        for locale in LOCALES:
            text = without_names(public, text, locale)
        for chinese, english in zip(*(one.items for one in lists), strict=True):
            assert chinese.id == english.id
            assert squeezed(chinese.text) in text
            assert squeezed(english.text) in text


def test_a_two_language_sheet_names_the_language_of_each_cell(public: Made) -> None:
    from guidance.pack import sheets

    pairs = sheets.checklists_in_two(public.source.site)
    pair = next(one for one in pairs if one.mine.page.name == "respond/paid")
    html = sheets._pair(public.source, pair, "", sheets.Spare())
    rows = [row for row in html.iter("div") if "both-item" in row.get("class", "")]
    assert len(rows) == len(pair.mine.page.checklists[0].items)
    for row in rows:
        assert [cell.get("lang") for cell in row] == ["zh-Hans", "en"]


def unmet(pdf: bytes) -> list[str]:
    """What a PDF lacks of PDF/UA-1."""
    report = validate_pdf_bytes(pdf, profile="ua1", limits=SafetyLimits.unlimited())
    return sorted({f"{failure.rule_id} {failure.message}" for failure in report.failures})


def test_every_pdf_keeps_the_rules_of_pdf_ua(public: Made) -> None:
    assert public.pdfs
    found = {one.file: unmet((public.folder / one.file).read_bytes()) for one in public.pdfs}
    assert {file: lacks for file, lacks in found.items() if lacks} == {}


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<h1>One</h1><h3>Three</h3>", "HEADING-NESTING"),
        ('<p><a href="https://example.org"><b>Bold</b></a></p>', "LINK-LINK-TAG"),
        (
            '<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"/>',
            "FIGURE-ALTERNATIVE-TEXT",
        ),
    ],
)
def test_a_pdf_that_breaks_a_rule_of_pdf_ua_is_told(body: str, rule: str) -> None:
    html = f'<html lang="en"><head><title>A</title></head><body>{body}</body></html>'
    pdf = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    assert rule in " ".join(unmet(pdf))


def test_words_of_another_language_in_a_link_keep_their_mark_where_pdf_does_not_forbid_it() -> None:
    content = fromstring('<p><a href="#say"><span lang="zh-Hans">我</span></a></p>')
    assert for_paper(content, str).find("a/span[@lang='zh-Hans']") is not None


def test_pdfs_are_titled_and_in_their_language(public: Made) -> None:
    for entry in public.pdfs:
        pdf = public.pdf(entry)
        root: Any = pdf.root_object
        assert root["/Lang"] == LANGUAGES[entry.locale]
        assert pdf.metadata is not None
        name = public.source.name(entry.locale.split("-")[0])
        title = entry.title if entry.kind == "guide" else f"{entry.title} · {name}"
        assert pdf.metadata.title == title


def test_fonts_are_embedded_as_small_subsets(public: Made) -> None:
    for entry in public.pdfs:
        fonts = fonts_of(public.pdf(entry))
        assert any("CJK" in name for name in fonts), fonts
        for name, description in fonts.items():
            assert name[7] == "+", name  # six letters: a subset
            assert {"/FontFile2", "/FontFile3"} & set(description), name
        assert entry.bytes < (HEAVIEST_BOOK if entry.kind == "guide" else HEAVIEST), entry


def test_a_dialled_number_dials_from_the_pdf_too(public: Made) -> None:
    entry = next(one for one in public.of("checklist") if one.name == "first-minutes")
    notes: Any = public.pdf(entry).pages[0]["/Annots"]
    links = [note.get_object() for note in notes]
    assert "tel:110" in [link["/A"]["/URI"] for link in links if "/URI" in link.get("/A", {})]


def links_tagged(tag: Any, within: bool = False) -> Iterator[bool]:
    """For each link of the structure, whether it lies within another."""
    is_link = tag.get("/S") == "/Link"
    if is_link:
        yield within
    for kid in tag.get("/K", ()):
        if isinstance(kid := kid.get_object(), dict):
            yield from links_tagged(kid, within or is_link)


def test_a_link_is_told_once_and_words_that_lead_nowhere_are_none(public: Made) -> None:
    """A whole answer can be tapped, and a voice says one link."""
    pdf = public.pdf(next(one for one in public.of("tree") if one.name == "trust"))
    root: Any = pdf.root_object
    links = list(links_tagged(root["/StructTreeRoot"]))
    assert len(links) == sum(len(page.get("/Annots", ())) for page in pdf.pages) > 0
    assert not any(links)


# ------------------------------------------------------------------- QR codes


def test_every_qr_code_leads_to_the_part_it_stands_beside(public: Made) -> None:
    for entry in (one for one in public.entries if one.format in ("pdf", "png")):
        images = pages_of(public.folder / entry.file, 2)
        assert [code for image in images for code in codes(image)] == [address_of(entry)], entry


def test_no_address_no_qr_code(private: Made) -> None:
    for entry in private.entries:
        images = pages_of(private.folder / entry.file)
        assert [code for image in images for code in codes(image)] == []
    for entry in private.of("checklist"):
        assert "://" not in private.text(entry)


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


def test_no_item_is_lost_where_pictures_hold_unequal_numbers() -> None:
    from guidance.pack.pictures import _shares

    assert _shares(list("abcdefg"), 3) == [list("abc"), list("de"), list("fg")]


def test_the_picture_of_a_tree_is_one_long_picture(public: Made) -> None:
    for entry in public.of("tree", format="png"):
        with Image.open(public.folder / entry.file) as image:
            assert image.width == 1080
            assert image.height > 1440


# ------------------------------------------------------------------- the whole guide


#: A line of the contents: title, dots, page.
LINE = re.compile(r"^(.+?) ?\.{4,} ?(\d+)$", re.MULTILINE)


def test_the_contents_name_every_chapter_and_the_page_on_which_its_title_stands(
    public: Made,
) -> None:
    for entry in public.of("guide"):
        pdf, sheets, locale = public.pdf(entry), public.sheets(entry), entry.locale
        titles = [page.title for page in public.pages(entry)]
        titles.append(public.source.words(locale)["sources"])
        marks = {
            str(mark.title): pdf.get_destination_page_number(mark)
            for mark in pdf.outline
            if not isinstance(mark, list)
        }
        contents = "\n".join(sheet.extract_text() for sheet in pdf.pages[1 : marks[titles[0]]])
        printed = {title: int(number) for title, number in LINE.findall(contents)}
        assert list(printed) == titles
        for title, number in printed.items():
            assert marks[title] == number - 1
            words = squeezed(title)
            assert words in sheets[number - 1][:120]
            # What the foot of that sheet says, and not yet that of the one before.
            assert sheets[number - 1].endswith(f"{words}{number}")
            assert not sheets[number - 2].endswith(f"{words}{number - 1}")


def test_the_guide_holds_every_page_but_generated_lists(public: Made) -> None:
    for locale in LOCALES:
        names = [one.page.name for one in chapters.chapters_of(public.source, locale)]
        assert len(names) == len(set(names))
        pages = {n for n, page in public.source.site.edition(locale).items() if page.listed}
        assert pages - set(names) <= NOT_IN_THE_BOOK
        assert set(names) <= pages


def test_a_link_to_a_page_that_the_book_leaves_out_bears_no_page_number(public: Made) -> None:
    source = public.source
    about = chapters.Chapter(source.site.edition("en")["reference/about"], "")
    body = Element("body")
    books._chapter(body, source, about, {"reference/about", "reference/contacts"}, {})
    elsewhere = [link for link in body.iter() if "elsewhere" in link.get("class", "").split()]
    assert {link.get("href") for link in elsewhere} == {"#reference-contacts"}
    assert all(books.NUMBER in link.attrib for link in elsewhere)


def test_links_of_the_book_stay_in_it_dial_or_have_a_whole_address(
    public: Made, private: Made
) -> None:
    body = Element("body")
    for source in (public.source, private.source):
        both = chapters.Chapter(source.site.edition("en")["tools/both"], "")
        books._chapter(body, source, both, {"tools/both"}, {})
    hrefs = [href for link in body.iter() if (href := link.get("href"))]
    assert f"{PUBLIC}en/tools/both/first-minutes/" in hrefs
    assert [href for href in hrefs if not href.startswith(("#", "tel:", "https://"))] == []


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
        if entry.format == "pdf":
            assert len(public.pdf(entry).pages) == entry.sheets
    assert json.dumps(public.entries[0].title)


@pytest.fixture
def packed_before(_tools: None, tmp_path: Path) -> Path:
    """The small guide with a file of its last pack."""
    project = small_project(tmp_path)
    last = project / "site" / FOLDER / "last.pdf"
    last.parent.mkdir(parents=True)
    last.write_bytes(b"%PDF")
    return project


@pytest.mark.all_looks
def test_a_new_pack_takes_the_place_of_the_last(packed_before: Path) -> None:
    """By the program: a process that has drawn text already must not fork, or Pango may wait."""
    said = run(packed_before, "guidance", "pack", address=PUBLIC)
    assert said.returncode == 0, said.stderr
    folder = packed_before / "site" / FOLDER
    settings = settings_from(read_config(packed_before / "mkdocs.yml", site_url=PUBLIC))
    entries = read_index(folder, settings)
    assert said.stdout.startswith(f"{len(entries)} files")
    assert {entry.kind for entry in entries} == {"checklist", "tree", "pair", "guide"}
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {"index.json", *(entry.file for entry in entries)}
    assert list(packed_before.glob(".site*")) == []


def test_a_pack_that_fails_leaves_the_last_one(
    packed_before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from guidance.pack import make

    def fails(folder: Path) -> list[Entry]:
        (folder / "half.pdf").write_bytes(b"")
        raise RuntimeError("no font")

    monkeypatch.setattr(make, "jobs_of", lambda _: [fails])
    with pytest.raises(RuntimeError, match="no font"):
        make.make_pack(read_config(packed_before / "mkdocs.yml"), TODAY)
    left = list((packed_before / "site").rglob("*.pdf"))
    assert left == [packed_before / "site" / FOLDER / "last.pdf"]
    assert list(packed_before.glob(".site*")) == []


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
