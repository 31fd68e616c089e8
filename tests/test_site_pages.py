"""Promises that every page of the built site keeps."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from bench.plain import Loose
from guidance.model import Letter, Page, Site

from tests.conftest import PUBLIC
from tests.helpers import html
from tests.helpers.every import for_each
from tests.helpers.html import Document, Element
from tests.helpers.project import LOCALES, NAMES, PAGES, ROOT, SHEETS, Address, interface

EVERY_PAGE = for_each("address", PAGES)
#: What may fetch something, or run, and the attribute that says what.
FETCHING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "form": "action",
    "input": "formaction",
    "base": "href",
}
#: Links that name the page and fetch nothing.
NAMED = ("canonical", "alternate")
#: Sections whose pages get a larger script.
TOOLS = ("letter", "deadline", "planner", "message-checker", "two-languages", "sheet-codes")
LAWS = Address("zh", "reference/laws")  # a page without a tool
HAN = re.compile(r"[\u3400-\u9fff]")

Read = Callable[[Address], Document]


@pytest.fixture(scope="module")
def page(built_site: Path) -> Read:
    return lambda address: html.read(built_site / address.file)


def article(document: Document) -> Element:
    return document.one("article")


def test_the_site_has_exactly_the_pages_of_both_editions(built_site: Path) -> None:
    found = {p.relative_to(built_site).as_posix() for p in built_site.rglob("*.html")}
    assert found == {one.file for one in PAGES + SHEETS} | {"404.html", "en/404.html"}


def test_nothing_but_pages_and_what_they_need_is_published(built_site: Path) -> None:
    rest = [p for p in built_site.rglob("*") if p.is_file() and p.suffix != ".html"]
    kinds = {(p.relative_to(built_site).parts[0], p.suffix) for p in rest}
    assert kinds == {
        ("assets", ".css"),
        ("assets", ".js"),
        ("assets", ".png"),
        ("assets", ".webmanifest"),
        ("assets", ".svg"),
        ("search", ".json"),
        ("manifest.sha256", ".sha256"),
        ("sitemap.xml", ".xml"),
        ("sitemap.xml.gz", ".gz"),
    }


@EVERY_PAGE
def test_a_page_says_its_language(page: Read, address: Address) -> None:
    assert page(address).one("html")["lang"] == {"zh": "zh-Hans", "en": "en"}[address.locale]


@EVERY_PAGE
def test_title_and_summary_are_those_of_the_front_matter(
    page: Read, guide: Site, address: Address
) -> None:
    source = guide.edition(address.locale)[address.name]
    home = guide.edition(address.locale)["index"]
    title = home.title if source is home else f"{source.title} - {home.title}"
    assert page(address).one("head").one("title").text == title
    assert page(address).one("meta", name="description")["content"] == source.description
    assert page(address).one("h1").text == source.title


@for_each("locale", LOCALES)
@for_each("what", ["title", "description"])
def test_no_two_pages_are_called_the_same(guide: Site, locale: str, what: str) -> None:
    said = [getattr(one, what) for one in guide.edition(locale).values()]
    assert [words for words in said if said.count(words) > 1] == []


@EVERY_PAGE
def test_every_heading_of_the_source_is_in_the_page_in_order(
    page: Read, guide: Site, address: Address
) -> None:
    wanted = [(f"h{h.level}", h.id) for h in guide.edition(address.locale)[address.name].headings]
    ids = {identifier for _, identifier in wanted}
    shown = [
        (element.tag, element["id"])
        for element in article(page(address)).walk()
        if element["id"] in ids and re.fullmatch("h[1-6]", element.tag)
    ]
    assert shown == wanted


@for_each("name", NAMES)
def test_both_editions_of_a_page_have_the_same_addresses_to_link_to(page: Read, name: str) -> None:
    ids = [list(page(Address(locale, name)).ids) for locale in LOCALES]
    assert ids[0] == ids[1]


def test_a_letter_says_the_same_in_both_editions(guide: Site) -> None:
    """Who cannot read the Chinese sends it all the same."""
    for name, page in guide.edition("en").items():
        source = guide.edition("zh")[name]
        for letter, twin in zip(page.letters, source.letters, strict=True):
            assert wording(page, letter) == wording(source, twin), (name, letter.id)


def wording(page: Page, letter: Letter) -> str:
    """What is sent: the source below the introduction, without the labels of blanks."""
    below = "\n".join(page.lines[letter.at.line :])
    section = re.split(r"^(?:#|[?!]{3})", below, maxsplit=1, flags=re.M)[0]
    return re.sub(r"\[[^]]*\]\(field:", "[](field:", section.strip().partition("\n\n")[2]).strip()


@EVERY_PAGE
def test_one_tap_from_every_page_to_the_first_minutes_and_to_whom_to_call(
    page: Read, address: Address
) -> None:
    words = interface(address.locale)
    urgent = page(address).one("header").one("nav", "urgent").all("a")
    home = Address(address.locale, "index").url
    paid = (words["urgent_danger"], f"/{home}respond/paid/#first-minutes")
    contacts = (words["urgent_contacts"], f"/{home}reference/contacts/#now")
    # Who has paid is there; who cannot go on is not asked.
    is_asked = address.name not in ("respond/paid", "situations/distress")
    assert [(a.text, urljoin(f"/{address.url}", a["href"])) for a in urgent] == [
        *([paid] if is_asked else []),
        contacts,
    ]


@EVERY_PAGE
def test_the_foot_says_that_this_is_not_alipay_and_no_legal_advice(
    page: Read, address: Address
) -> None:
    words, foot = interface(address.locale), page(address).one("footer")
    assert words["footer_limits"] in foot.text
    assert words["footer_not_legal_advice"] in foot.text
    about = Address(address.locale, "reference/about").url
    assert f"/{about}" in [urljoin(f"/{address.url}", a["href"]) for a in foot.all("a")]


@EVERY_PAGE
def test_the_language_switch_leads_to_the_same_page(page: Read, address: Address) -> None:
    other = next(locale for locale in LOCALES if locale != address.locale)
    switch = page(address).one("a", "language")
    assert urljoin(f"/{address.url}", switch["href"]) == f"/{Address(other, address.name).url}"
    lang = page(Address(other, address.name)).one("html")["lang"]
    assert switch["lang"] == switch["hreflang"] == lang


def parts(locale: str) -> list[list[str]]:
    """Addresses in the menu, as ``nav`` has them: of Home, then of the pages of each part."""
    nav = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loose)["nav"]
    grouped = [[item] if isinstance(item, str) else next(iter(item.values())) for item in nav]
    return [[f"/{Address(locale, name[:-3]).url}" for name in names] for names in grouped]


@EVERY_PAGE
def test_the_menu_lists_the_pages_beside_this_one_and_leads_to_each_other_part(
    page: Read, address: Address
) -> None:
    """And no more: a page does not grow with the guide."""
    home, *others = parts(address.locale)
    here, every = f"/{address.url}", f"/{Address(address.locale, 'reference/pages').url}"
    wanted = home + [
        url
        for number, urls in enumerate(others, 2)
        for url in [f"{every}#part-{number}", *(urls if here in urls else [])]
    ]
    menu = page(address).one("details", "menu")
    links = [(urljoin(here, a["href"]), a["aria-current"]) for a in menu.all("a")]
    assert [url for url, _ in links] == wanted
    assert [url for url, current in links if current] == [here] * (here in wanted)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_of_all_pages_lists_each_under_its_part(page: Read, locale: str) -> None:
    address = Address(locale, "reference/pages")
    box = page(address).one("article").one("ul", "site-nav")
    home, *others = parts(locale)
    entries = [item for item in box.elements if item.tag == "li"]
    found = [[urljoin(f"/{address.url}", a["href"]) for a in item.all("a")] for item in entries]
    assert found == [home, *others]
    numbered = [f"part-{number}" for number in range(2, len(found) + 1)]
    assert [heading["id"] for heading in box.all("h2")] == numbered


@EVERY_PAGE
def test_beside_the_text_are_the_pages_of_its_part_and_its_sections_without_steps_of_trees(
    page: Read, guide: Site, address: Address
) -> None:
    here = f"/{address.url}"
    listed = [a["href"] for nav in page(address).all("nav", "side-nav") for a in nav.all("a")]
    source = guide.edition(address.locale)[address.name]
    sections = [urljoin(here, f"#{h.id}") for h in source.headings if h.level == 2]
    near = next((urls for urls in parts(address.locale) if here in urls), [here])
    wanted = [link for url in near for link in (url, *(sections if url == here else []))]
    assert [urljoin(here, url) for url in listed] == (wanted if address.name != "index" else [])


@EVERY_PAGE
def test_a_page_asks_nobody_else_for_anything(page: Read, address: Address) -> None:
    asked = [
        (e.tag, e[FETCHING[e.tag]]) for e in page(address).walk() if e[FETCHING.get(e.tag, "")]
    ]
    asked += [
        ("link", e["href"]) for e in page(address).all("link") if e["rel"].strip() not in NAMED
    ]
    asked += [("srcset", e["srcset"]) for e in page(address).walk() if e["srcset"]]
    abroad = [one for one in asked if re.match(r"(?!data:)([a-z]+:|//)", one[1])]
    assert abroad == []


@EVERY_PAGE
def test_no_script_and_no_style_hides_in_the_text(page: Read, address: Address) -> None:
    found = [
        f"<{element.tag} {name}>"
        for element in page(address).walk()
        for name, value in element.attrs.items()
        if name.startswith("on")
        or name == "style"
        or value.strip().lower().startswith("javascript:")
    ]
    found += [f"<{e.tag}>" for e in page(address).walk() if e.tag in ("iframe", "object")]
    found += [f"<{e.tag}>" for e in page(address).one("body").walk() if e.tag == "style"]
    assert found == []


@EVERY_PAGE
def test_the_one_linked_script_is_ours_and_has_a_tool_only_for_a_page_with_one(
    page: Read, address: Address
) -> None:
    """Within the page stands at most one line, which stops a restored tree from jumping."""
    (linked,), inside = _scripts(page(address), address)
    (everywhere,), _ = _scripts(page(LAWS), LAWS)
    tools = [box for name in TOOLS for box in article(page(address)).all(class_=name)]
    assert re.fullmatch(r"/assets/guidance\.[0-9a-f]{8}\.js", linked)
    assert (linked != everywhere) == bool(tools)
    assert all("has-answers" in text and len(text) < 200 for text in inside)


def _scripts(document: Document, address: Address) -> tuple[list[str], list[str]]:
    """Addresses of linked scripts, and the words of those within the page."""
    linked, inside = [], []
    for script in document.all("script"):
        if script["src"]:
            linked.append(urljoin(f"/{address.url}", script["src"]))
        elif script["type"] != "application/json":
            inside.append(script.text)
    return linked, inside


@EVERY_PAGE
def test_no_markdown_is_left_in_the_text(page: Read, address: Address) -> None:
    """What a reader sees when a mark is mistyped, or when our own marks are not taken out."""
    raw = r"\{ ?#|\]\(|^!!! |^\?\?\? |(contact|law|fact|term):[a-z]|- \[ \]|[\ue000-\uf8ff\ufffc]|\*\*"
    left = []
    for element in article(page(address)).walk():
        if not any(parent in ("code", "pre") for parent in _tags_around(element)):
            left += [c for c in element.children if isinstance(c, str) and re.search(raw, c)]
    assert left == []


def _tags_around(element: Element) -> list[str]:
    return [element.tag] + (_tags_around(element.parent) if element.parent else [])


@for_each("name", NAMES)
def test_chinese_on_an_english_page_is_marked_as_chinese(page: Read, name: str) -> None:
    """A screen reader spells it out in English otherwise, and fonts pick Japanese shapes."""
    unmarked = [
        child
        for element in page(Address("en", name)).one("body").walk()
        for child in element.children
        if isinstance(child, str)
        and HAN.search(child)
        and element.tag not in ("code", "pre", "script")
        and _language(element) != "zh-Hans"
    ]
    assert unmarked == []


def _language(element: Element) -> str:
    return element["lang"] or (_language(element.parent) if element.parent else "")


@for_each("locale", LOCALES)
def test_the_search_knows_every_page_and_no_empty_place(
    built_site: Path, guide: Site, locale: str
) -> None:
    index = json.loads((built_site / f"search/{locale}.json").read_text("utf-8"))
    asked, text = (
        json.loads((built_site / "search" / one).read_text("utf-8")) for one in index["more"]
    )
    assert len(asked["asked"]) == len(index["pages"])
    pages = [one for one in guide.edition(locale).values() if one.listed]
    assert {Address(locale, one.name).url for one in pages} == {url for url, *_ in index["pages"]}
    assert [
        (url, place)
        for (url, _, _, places), texts in zip(index["pages"], text["texts"], strict=True)
        for place, words in zip(places, texts, strict=True)
        if not (place[1] and (words or len(place) > 2 or place[0]))
    ] == []


@for_each("locale", LOCALES)
def test_home_holds_the_stop_card_the_triage_and_the_sources_and_nothing_else(
    page: Read, locale: str
) -> None:
    parts = [
        " ".join([element.tag, *element.classes])
        for element in article(page(Address(locale, "index"))).elements
    ]
    assert parts == [
        "h1",
        "div admonition danger stop-card",
        "div admonition decision-tree",
        "section sources",
        "div paper-foot",  # which paper alone shows
    ]


@EVERY_PAGE
def test_a_page_ends_with_what_to_do_next(page: Read, guide: Site, address: Address) -> None:
    if address.name in ("index", "reference/pages"):  # which lead everywhere
        return
    last = [h for h in guide.edition(address.locale)[address.name].headings if h.level == 2][-1]
    links = [x for x in guide.edition(address.locale)[address.name].links if x.section == "next"]
    assert last.id == "next"
    assert 1 <= len([link for link in links if not link.is_fact]) <= 4


def test_the_404_page_of_the_root_speaks_both_languages(built_site: Path) -> None:
    lost = html.read(built_site / "404.html")
    sections = lost.one("main").all("section")
    assert [section["lang"] for section in sections] == ["zh-Hans", "en"]
    for section, locale in zip(sections, LOCALES, strict=True):
        assert interface(locale)["not_found_title"] in section.text


def test_the_english_404_page_is_english(built_site: Path) -> None:
    lost = html.read(built_site / "en/404.html")
    assert lost.one("html")["lang"] == "en"
    assert not HAN.search(lost.one("main").text)


@for_each("name", ["404.html", "en/404.html"])
def test_a_404_page_leads_home_to_the_first_minutes_and_to_whom_to_call(
    built_site: Path, name: str
) -> None:
    root = urlsplit(PUBLIC).path
    for section in html.read(built_site / name).one("main").all("section"):
        home = root if section["lang"] == "zh-Hans" else f"{root}en/"
        assert [urljoin("/", a["href"]) for a in section.all("a")] == [
            home,
            f"{home}respond/paid/#first-minutes",
            f"{home}reference/contacts/#now",
        ]
