"""Where the links of the built site lead; and what changes when it has a public address."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from tests.conftest import PUBLIC, Builder
from tests.helpers import html
from tests.helpers.every import for_each
from tests.helpers.html import Document, Element
from tests.helpers.project import NAMES, PAGES, SHEETS, Address, build, small_project

EVERY_PAGE = for_each("address", PAGES + SHEETS)
#: Links that name the page.
NAMED = ("canonical", "alternate")
LOST = ("404.html", "en/404.html")


def links(document: Document) -> list[tuple[Element, str]]:
    """Whatever has an address on a page."""
    found = [(e, e["href"]) for e in document.walk() if e["href"]]
    return found + [(e, e["src"]) for e in document.walk() if e["src"]]


def dead(site: Path, document: Document, at: str, root: str = "/") -> list[str]:
    """Links of a page at the address ``at`` that lead to no file or no id of the site."""
    wrong = []
    for element, href in links(document):
        if href.startswith("#") and href[1:] in document.ids:
            continue  # of a lost page, which stands at no address of its own
        parts = urlsplit(urljoin(f"http://here{at}", href))
        if parts.scheme != "http" or parts.netloc != "here":
            continue
        if not parts.path.startswith(root):
            wrong.append(f"{href} leaves the site")
            continue
        file = site / parts.path.removeprefix(root)
        file = file / "index.html" if parts.path.endswith("/") else file
        if not file.is_file():
            wrong.append(f"{href}: no such page")
        elif element.tag == "a" and parts.fragment and parts.fragment not in html.read(file).ids:
            wrong.append(f"{href}: no such place on the page")
    return wrong


@EVERY_PAGE
def test_every_link_of_a_page_leads_somewhere(built_site: Path, address: Address) -> None:
    assert dead(built_site, html.read(built_site / address.file), f"/{address.url}") == []


@EVERY_PAGE
def test_links_inside_the_site_work_at_any_path(built_site: Path, address: Address) -> None:
    absolute = [
        href
        for _, href in links(html.read(built_site / address.file))
        if href.startswith("/") or "//here" in href
    ]
    assert absolute == []


@EVERY_PAGE
def test_a_dialling_link_says_the_number_it_dials(built_site: Path, address: Address) -> None:
    for element, href in links(html.read(built_site / address.file)):
        if href.startswith("tel:"):
            assert re.sub(r"\D", "", element.text) == re.sub(r"\D", "", href)


@EVERY_PAGE
def test_nobody_outside_learns_where_a_reader_came_from(built_site: Path, address: Address) -> None:
    outside = [
        element
        for element, href in links(html.read(built_site / address.file))
        if re.match(r"https?:", href) and element["rel"].strip() not in NAMED
    ]
    assert [e["href"] for e in outside if e["rel"] != "noopener noreferrer" or e["target"]] == []


# ------------------------------------------------------------------- with a public address


@pytest.fixture(scope="module")
def small_public_site(once: Builder) -> Path:
    """The small guide with a public address."""
    return once("small-public", lambda folder: build(small_project(folder), address=PUBLIC))


def test_without_a_public_address_a_page_names_none(small_site: Path) -> None:
    for path in small_site.rglob("*.html"):
        head = html.read(path).one("head")
        named = [e for e in head.all("link") if e["rel"].strip() in NAMED]
        assert named == [], path


def test_without_a_public_address_there_is_no_sitemap(small_site: Path) -> None:
    assert not list(small_site.rglob("sitemap*"))


def test_without_a_public_address_a_lost_reader_comes_home_to_the_root(small_site: Path) -> None:
    for name in LOST:
        assert dead(small_site, html.read(small_site / name), "/a/lost/address/") == []


@EVERY_PAGE
def test_with_a_public_address_a_page_names_itself_and_its_editions(
    public_site: Path, address: Address
) -> None:
    head = html.read(public_site / address.file).one("head")
    assert head.one("link", rel="canonical")["href"] == PUBLIC + address.url
    named = {e["hreflang"]: e["href"] for e in head.all("link") if e["rel"].strip() == "alternate"}
    assert named == {
        "zh-Hans": PUBLIC + Address("zh", address.name).url,
        "en": PUBLIC + Address("en", address.name).url,
        "x-default": PUBLIC + Address("zh", address.name).url,
    }


@EVERY_PAGE
def test_with_a_public_address_a_link_passed_on_says_what_it_is(
    public_site: Path, address: Address
) -> None:
    head = html.read(public_site / address.file).one("head")
    said = {e["property"].removeprefix("og:"): e["content"] for e in head.all("meta")}
    picture = public_site / said["image"].removeprefix(PUBLIC)
    assert said["title"] in head.one("title").text
    assert said["description"] == head.one("meta", name="description")["content"]
    assert picture.is_file()
    assert picture.stem.endswith(address.locale)


def test_with_a_public_address_the_sitemap_lists_every_page_and_its_editions(
    public_site: Path,
) -> None:
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    link = "{http://www.w3.org/1999/xhtml}link"
    listed = {
        entry.findtext(f"{name}loc"): {e.get("hreflang"): e.get("href") for e in entry.iter(link)}
        for entry in ElementTree.parse(public_site / "sitemap.xml").getroot()
    }
    assert set(listed) == {PUBLIC + address.url for address in PAGES}
    for page in NAMES:
        chinese, english = (PUBLIC + Address(locale, page).url for locale in ("zh", "en"))
        for one in (chinese, english):
            assert listed[one] == {"zh-Hans": chinese, "en": english, "x-default": chinese}


@for_each("name", LOST)
def test_the_404_page_of_a_site_below_a_path_has_no_dead_link(public_site: Path, name: str) -> None:
    """It is shown at any lost address, so its links name the whole path."""
    lost = html.read(public_site / name)
    assert dead(public_site, lost, "/guide/a/lost/address/", root="/guide/") == []


def test_a_public_address_changes_nothing_on_the_screen(
    small_site: Path, small_public_site: Path
) -> None:
    pages = [path.relative_to(small_site) for path in small_site.rglob("index.html")]
    assert len(pages) == 8
    for page in pages:
        private, public = (html.read(site / page) for site in (small_site, small_public_site))
        assert on_screen(private) == on_screen(public), page
        shared = [href for element, href in links(private) if element.tag == "a"]
        assert shared == [href for element, href in links(public) if element.tag == "a"], page


@EVERY_PAGE
def test_with_a_public_address_paper_says_where_the_page_came_from(
    public_site: Path, address: Address
) -> None:
    foot = html.read(public_site / address.file).one("article").one("div", "paper-foot")
    assert PUBLIC + address.url in foot.text


def on_screen(document: Document) -> list[str]:
    """The words of a page, but for those that only paper shows."""
    paper = document.all("div", "paper-foot")
    return [
        child.strip()
        for element in document.one("body").walk()
        if not any(element.within(foot) for foot in paper)
        for child in element.children
        if isinstance(child, str) and child.strip()
    ]
