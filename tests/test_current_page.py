"""How current the guide is: every record with its check and its pages, and what was corrected."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from guidance.model import Site
from guidance.registry import Claim, Contact, Correction, Law, Registry, Sourced
from guidance.render.signs import with_reasons
from guidance.strings import load

from tests.helpers import html
from tests.helpers.every import for_each
from tests.helpers.project import LOCALES, TODAY, Address
from tests.helpers.rendering import rendered, small_guide

EDITIONS = for_each("locale", LOCALES)
NAME = "reference/current"
ALIPAY = "contact:alipay"


def said(record: Sourced, locale: str) -> str:
    if isinstance(record, Contact):
        return f"{record.name[locale]} {record.number or record.site}"
    if isinstance(record, Law):
        return record.title[locale]
    assert isinstance(record, Claim)
    return record.claim[locale]


def records(registry: Registry) -> list[tuple[str, Sourced]]:
    return [
        (scheme, record)
        for scheme in ("contact", "fact", "law")
        for record in registry.of(scheme).values()
        if isinstance(record, Sourced)
    ]


# ------------------------------------------------------------------- every record of the guide


@EDITIONS
def test_every_record_stands_with_its_source_its_check_and_its_pages(
    built_site: Path, guide: Site, locale: str
) -> None:
    words = load(locale)
    page = html.read(built_site / Address(locale, NAME).file)
    cited = {
        page.title: {
            (link.scheme, link.fact_id) for link in with_reasons(page, guide.registry).facts()
        }
        for page in guide.edition(locale).values()
        if page.listed
    }
    shown: dict[str, tuple[str, str]] = {}
    for row in page.one("section", "facts").all("li"):
        first, *pairs = row.elements
        for name, pages in zip(pairs[::2], pairs[1::2], strict=True):
            shown[name.text] = (first.text, pages.text)
    for scheme, record in records(guide.registry):
        source, uses = shown.pop(said(record, locale))
        how = words[f"how_{(record.how or 'knowledge').replace(' ', '_')}"]
        assert source.startswith(record.source.title[locale])
        assert how in source
        assert record.checked.isoformat() in source
        titles = {title for title, facts in cited.items() if (scheme, record.id) in facts}
        assert (uses == words["facts_unused"]) == (not titles)
        assert [title for title in titles if title not in uses] == []
    assert shown == {}


@EDITIONS
def test_what_is_due_first_comes_first(built_site: Path, guide: Site, locale: str) -> None:
    box = html.read(built_site / Address(locale, NAME).file).one("section", "facts")
    announced = [str(e.children[0]).strip() for e in box.all("summary")]
    wanted = [
        load(locale)["facts_review"].format(date=day)
        for scheme in ("contact", "fact", "law")
        for day in sorted({r.review_by for kind, r in records(guide.registry) if kind == scheme})
    ]
    assert announced == wanted


# ------------------------------------------------------------------- corrections and old facts


def part(
    locale: str, section: str, today: date = TODAY, corrections: tuple[Correction, ...] = ()
) -> html.Element:
    """A section of a class as a reader sees it, on the registry of the small guide."""
    text = (
        f"---\ntitle: T\ndescription: D.\nsearch_tags: [t]\n---\n\n## S {{ #s .{section} }}\n\nP.\n"
    )
    site = small_guide(today)
    site = replace(site, registry=replace(site.registry, corrections=corrections))
    return html.parse(rendered(locale, NAME, text, site, today=today)).one("section", section)


def correction(day: str, fact: str | None, **what: str) -> Correction:
    return Correction(date=date.fromisoformat(day), fact=fact, what=what)


EARLY = correction("2026-11-01", None, zh="有一条已经删除。", en="One record was removed.")
LATE = correction("2026-11-20", ALIPAY, zh="原来写的号码少了一位。", en="A digit was missing.")


@EDITIONS
def test_before_the_first_correction_the_page_says_so(locale: str) -> None:
    box = part(locale, "corrections")
    assert box.elements[-1].text == load(locale)["corrections_none"]
    assert box.all("li") == []


@EDITIONS
def test_corrections_stand_newest_first_with_what_the_guide_says_now(locale: str) -> None:
    late, early = part(locale, "corrections", corrections=(EARLY, LATE)).all("li")
    now = load(locale)["corrections_now"]
    name = {"zh": "支付宝客服 95188", "en": "Alipay customer service 95188"}[locale]
    assert late.text == f"2026-11-20 {LATE.what[locale]}{now.format(fact=name)}"
    assert early.text == f"2026-11-01 {EARLY.what[locale]}"


@EDITIONS
@pytest.mark.parametrize("fact", ["contact:gone", "term:huabei"], ids=["removed", "a word"])
def test_a_correction_whose_record_shows_no_value_stands_alone(locale: str, fact: str) -> None:
    told = correction("2026-11-20", fact, zh="写错了。", en="It was wrong.")
    (row,) = part(locale, "corrections", corrections=(told,)).all("li")
    assert row.text == f"2026-11-20 {told.what[locale]}"


@EDITIONS
def test_the_page_of_the_guide_lists_its_corrections(
    built_site: Path, guide: Site, locale: str
) -> None:
    box = html.read(built_site / Address(locale, NAME).file).one("section", "corrections")
    assert len(box.all("li")) == len(guide.registry.corrections)


@EDITIONS
def test_a_number_that_pages_may_no_longer_show_is_not_shown_here_either(locale: str) -> None:
    later = date(2028, 1, 1)
    box = part(locale, "facts", later)
    assert "95188" not in box.text
    assert "22:00" not in box.text
    assert "110" in box.text  # to hide it could cost more than an old check
    assert box.all("strong") == []  # no day is announced as due that is long past
    late = part(locale, "corrections", later, (LATE,))
    assert "95188" not in late.text
