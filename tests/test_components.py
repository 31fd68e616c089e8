"""The page for contributors that shows every part once, and which tests use as their sample."""

import json
from pathlib import Path

import yaml
from guidance.component import components, kinds
from guidance.model import TONES, Site

from tests.helpers import html
from tests.helpers.every import for_each
from tests.helpers.html import Document
from tests.helpers.project import LOCALES, PAGES, ROOT, Address

EDITIONS = for_each("locale", LOCALES)
NAME = "reference/components"
#: Kinds of section that fill a page of their own, and are tried there; this page shows the others.
OF_THEIR_OWN_PAGE = {
    "corrections",
    "deadline",
    "facts",
    "laws",
    "message-checker",
    "planner",
    "sheet-codes",
    "sheets",
    "terms",
    "two-languages",
}
PARTS = {
    "stop card": ("div", "stop-card"),
    "call-out": ("p", "admonition-title"),
    "fold": ("details", "info"),
    "question": ("div", "question"),
    "answers": ("ul", "answers"),
    "checklist": ("ul", "checklist-items"),
    "letter": ("div", "letter-text"),
    "bubble": ("blockquote", "bubble"),
    "number": ("a", "fact-contact"),
    "claim": ("a", "source-mark"),
    "term": ("a", "fact-term"),
    "stages": ("ol", "stages"),
    "boxes": ("ul", "box-grid"),
    "number card": ("li", "contact-row"),
    "checked on": ("p", "checked"),
    "picture of a tree": ("details", "tree-picture"),
    "sources": ("section", "sources"),
}


def sample(site: Path, locale: str) -> Document:
    return html.read(site / Address(locale, NAME).file)


@EDITIONS
@for_each("part", PARTS)
def test_the_page_shows_the_part(built_site: Path, locale: str, part: str) -> None:
    tag, name = PARTS[part]
    assert sample(built_site, locale).one("article").all(tag, name)


@EDITIONS
def test_the_page_shows_every_tone_as_a_call_out_and_as_an_outcome(
    built_site: Path, locale: str
) -> None:
    boxes = sample(built_site, locale).one("article").all("div", "admonition")
    for outcome in (False, True):
        kinds = [box.classes for box in boxes if ("outcome" in box.classes) is outcome]
        assert {tone for tone in TONES for kind in kinds if tone in kind} == set(TONES)


@EDITIONS
def test_every_kind_of_section_is_tried_out_here_or_has_its_own_page(
    guide: Site, locale: str
) -> None:
    used = {
        name: {kind for heading in page.headings for kind in heading.classes}
        for name, page in guide.edition(locale).items()
    }
    assert set(kinds()) - used.pop(NAME) == OF_THEIR_OWN_PAGE
    assert set().union(*used.values()) >= OF_THEIR_OWN_PAGE


def test_every_room_of_styles_scripts_and_templates_is_that_of_a_component() -> None:
    assert {room.name for room in (ROOT / "overrides/components").iterdir()} <= set(components())


def test_every_word_stands_in_one_file_and_in_every_edition() -> None:
    code = ROOT / "scripts/guidance"
    keys = {
        locale: [
            key
            for file in (
                code / f"languages/{locale}/words.yml",
                *code.glob(f"components/*/words/{locale}.yml"),
            )
            for key in yaml.safe_load(file.read_text("utf-8"))
        ]
        for locale in LOCALES
    }
    first = keys[LOCALES[0]]
    assert sorted(first) == sorted(set(first))  # a second would silently win
    assert {locale: sorted(found) for locale, found in keys.items()} == dict.fromkeys(
        LOCALES, sorted(first)
    )


@EDITIONS
def test_a_link_to_a_letter_takes_the_focus_there(
    built_site: Path, guide: Site, locale: str
) -> None:
    (letter,) = guide.edition(locale)[NAME].letters
    assert sample(built_site, locale).ids[letter.id]["tabindex"] == "-1"


@EDITIONS
def test_no_reader_comes_upon_the_page(built_site: Path, locale: str) -> None:
    page = Address(locale, NAME)
    document = sample(built_site, locale)
    assert document.one("meta", name="robots")["content"] == "noindex"
    index = json.loads((built_site / f"search/{locale}.json").read_text("utf-8"))
    assert page.url not in {url for url, *_ in index["pages"]}
    links = [
        str(address)
        for address in PAGES
        for link in html.read(built_site / address.file).all("a")
        if NAME.rpartition("/")[2] in link["href"] and address.name != NAME
    ]
    assert set(links) <= {f"{one}/reference/about" for one in LOCALES}


@EDITIONS
def test_the_page_first_says_whom_it_is_for_and_leads_a_reader_home(
    built_site: Path, locale: str
) -> None:
    first = sample(built_site, locale).one("article").all("p")[0]
    assert [link["href"].rpartition("#")[2] for link in first.all("a")] == ["triage"]
