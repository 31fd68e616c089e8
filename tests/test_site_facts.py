"""Facts in the built site: each cited one has its source, each list holds the whole registry."""

from pathlib import Path
from urllib.parse import urljoin

from guidance.model import Site
from guidance.registry import Sourced
from guidance.render.provenance import oldest_check
from guidance.strings import load

from tests.helpers import html
from tests.helpers.every import for_each
from tests.helpers.project import LOCALES, PAGES, Address

EVERY_PAGE = for_each("address", PAGES)
EDITIONS = for_each("locale", LOCALES)


@EVERY_PAGE
def test_every_fact_of_a_page_has_its_source_below(
    built_site: Path, guide: Site, address: Address
) -> None:
    cited = guide.edition(address.locale)[address.name].facts("contact", "law", "fact")
    page = html.read(built_site / address.file)
    shown = page.all("section", "sources")
    signs = [guide.registry.signs[entry["data-sign"]] for entry in page.all("li", "sign")]
    wanted = {
        f"source-{link.fact_id}"
        if link.scheme == "fact"
        else f"source-{link.scheme}-{link.fact_id}"
        for link in cited
    } | {f"source-{sign.fact}" for sign in signs if sign.fact}
    assert len(shown) == (1 if wanted else 0)
    assert {entry["id"] for box in shown for entry in box.all("li")} == wanted


@EVERY_PAGE
def test_the_sources_come_last(built_site: Path, address: Address) -> None:
    article = html.read(built_site / address.file).one("article")
    boxes = article.all("section", "sources")
    *_, last, foot = article.elements
    assert boxes in ([], [last])
    assert foot.classes == ["paper-foot"]  # which paper alone shows


@EVERY_PAGE
def test_a_source_says_who_says_so_how_we_know_and_since_when(
    built_site: Path, guide: Site, address: Address
) -> None:
    words = load(address.locale)
    dates = {
        record.checked.isoformat()
        for scheme in ("contact", "law", "fact")
        for record in guide.registry.of(scheme).values()
        if isinstance(record, Sourced)
    }
    ways = [value for key, value in words.items() if key.startswith("how_")]
    page = html.read(built_site / address.file)
    for box in page.all("section", "sources"):
        for entry in box.all("li"):
            assert [e for e in entry.walk() if "source-title" in e.classes], entry["id"]
            how = entry.one("span", "source-how").text
            assert any(day in how for day in dates), entry["id"]
            assert any(way in how for way in ways), entry["id"]


@EVERY_PAGE
def test_a_fact_in_a_sentence_leads_to_its_entry(built_site: Path, address: Address) -> None:
    terms = f"/{Address(address.locale, 'reference/terms').url}#"
    article = html.read(built_site / address.file).one("article")
    for link in article.all("a", "fact-term"):
        assert urljoin(f"/{address.url}", link["href"]).startswith(terms)
    entries = [
        f"#{entry['id']}" for box in article.all("section", "sources") for entry in box.all("li")
    ]
    for mark in article.all("a", "source-mark"):
        assert entries[int(mark.text.lstrip("\u2060")) - 1] == mark["href"]


@EVERY_PAGE
def test_the_numbers_of_sources_rise_as_one_reads(built_site: Path, address: Address) -> None:
    marks = html.read(built_site / address.file).one("article").all("a", "source-mark")
    seen = list(dict.fromkeys(int(mark.text.lstrip("\u2060")) for mark in marks))
    assert seen == sorted(seen)


@EVERY_PAGE
def test_words_to_say_and_home_bear_no_marks(built_site: Path, address: Address) -> None:
    article = html.read(built_site / address.file).one("article")
    spoken = [article] if address.name == "index" else article.all("div", "letter-text")
    for part in [*spoken, *article.all("blockquote")]:
        assert part.all("a", "source-mark") == []


@EDITIONS
def test_the_contacts_page_has_a_card_for_everybody_in_the_registry(
    built_site: Path, guide: Site, locale: str
) -> None:
    page = html.read(built_site / Address(locale, "reference/contacts").file)
    cards = page.one("section", "contacts").all("li", "contact-row")
    heads = [next(e for e in card.walk() if e.tag in ("h3", "h4")) for card in cards]
    by_id = {head["id"]: (head, card) for head, card in zip(heads, cards, strict=True)}
    assert set(by_id) == set(guide.registry.contacts)
    for name, (head, card) in by_id.items():
        contact = guide.registry.contacts[name]
        assert head.text == contact.name[locale]
        assert contact.when[locale] in card.text
        assert contact.cannot[locale] in card.text
        assert load(locale)["contact_cannot"] in card.text
        if contact.number and contact.languages:
            assert contact.languages[locale] in card.text
        elif contact.number and locale == "en":
            assert load(locale)["contact_languages_unknown"] in card.text


#: Lines of which the registry says what they answer in, and the fact that says it.
ANSWER = {
    "police": "foreigner-get-help",
    "alipay": "foreigner-alipay-english-support",
    "crisis": "crisis-line-english-not-verified",
    "immigration": "foreigner-get-help",
}


def test_a_card_says_no_more_of_its_languages_than_a_fact_does(guide: Site) -> None:
    contacts = guide.registry.contacts.values()
    assert {one.id for one in contacts if one.languages} == ANSWER.keys()
    for name, fact in ANSWER.items():
        number = guide.registry.contacts[name].number
        assert number is not None
        assert number in guide.registry.claims[fact].claim["en"]


@EDITIONS
def test_everybody_can_be_dialled_or_opened_from_the_card(
    built_site: Path, guide: Site, locale: str
) -> None:
    page = html.read(built_site / Address(locale, "reference/contacts").file)
    shown = {reach["href"] or reach.text for reach in page.all(class_="contact-reach")}
    contacts = guide.registry.contacts.values()
    assert shown == {
        one.site if not one.number else one.number if one.incoming else f"tel:{one.number}"
        for one in contacts
    }


@EDITIONS
def test_nobody_is_offered_to_dial_a_number_that_only_texts(
    built_site: Path, guide: Site, locale: str
) -> None:
    silent = {f"tel:{one.number}" for one in guide.registry.contacts.values() if one.incoming}
    assert silent
    for name in ("understand/what", "reference/contacts"):
        page = html.read(built_site / Address(locale, name).file)
        assert silent.isdisjoint(a["href"] for a in page.all("a"))


@EDITIONS
def test_the_most_urgent_numbers_come_first_in_the_list(
    built_site: Path, guide: Site, locale: str
) -> None:
    page = html.read(built_site / Address(locale, "reference/contacts").file)
    groups = [h["id"] for h in page.one("section", "contacts").all("h3")]
    assert next(group for group in groups if group.startswith("group-")) == "group-emergency"
    assert guide.registry.contacts["police"].is_emergency


@EDITIONS
def test_the_laws_page_has_every_law_with_its_articles(
    built_site: Path, guide: Site, locale: str
) -> None:
    page = html.read(built_site / Address(locale, "reference/laws").file)
    entries = {entry.one("h3")["id"]: entry for entry in page.all("div", "law")}
    assert set(entries) == set(guide.registry.laws)
    for name, entry in entries.items():
        law = guide.registry.laws[name]
        assert entry.one("h3").text == law.title[locale]
        assert len(entry.all("dt")) == len(law.articles)
        assert all(gist[locale] in entry.text for gist in law.articles.values())


@EDITIONS
def test_the_terms_page_explains_every_term_and_gives_the_chinese_word(
    built_site: Path, guide: Site, locale: str
) -> None:
    page = html.read(built_site / Address(locale, "reference/terms").file)
    entries = {entry.one("h3")["id"]: entry for entry in page.all("div", "term")}
    assert set(entries) == set(guide.registry.terms)
    for name, entry in entries.items():
        term = guide.registry.terms[name]
        assert term.text[locale][0] in entry.one("h3").text
        assert term.text["zh"][0] in entry.one("h3").text
        assert term.meaning[locale] in entry.text


@EDITIONS
def test_the_records_page_has_every_sourced_record(
    built_site: Path, guide: Site, locale: str
) -> None:
    page = html.read(built_site / Address(locale, "reference/current").file)
    rows = page.all("p", "fact-name")
    registry = guide.registry
    assert len(rows) == len(registry.contacts) + len(registry.laws) + len(registry.claims)


def test_a_sheet_is_as_old_as_its_oldest_fact(guide: Site) -> None:
    checks = {
        page.path: {
            record.checked
            for link in page.facts("contact", "law", "fact")
            if isinstance(record := guide.registry.get(link.scheme, link.key), Sourced)
        }
        for page in guide.pages
    }
    assert any(len(days) > 1 for days in checks.values())
    for page in guide.pages:
        assert oldest_check(page, guide.registry) == min(checks[page.path], default=None)
