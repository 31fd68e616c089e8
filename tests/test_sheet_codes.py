"""The code of a sheet: the same as long as it says the same, and what it stands for is told."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from guidance.model import Site
from guidance.pack.codes import CLASS, LENGTH, LETTERS, codes, contacts_of

from tests.helpers import html
from tests.helpers.every import for_each
from tests.helpers.project import LOCALES, TODAY, Address

REAL = "reference/real"


def test_each_part_and_number_has_a_code_of_its_own_in_letters_that_nobody_confuses(
    guide: Site,
) -> None:
    found = codes(guide, TODAY)
    parts = [one for page in guide.edition("zh").values() if page.listed for one in page.parts]
    assert len(found) == len(parts) + len(guide.registry.contacts) > 80
    assert len(set(found.values())) == len(found)
    assert {letter for code in found.values() for letter in code} <= set(LETTERS)
    assert {len(code) for code in found.values()} == {LENGTH}
    assert not set(LETTERS) & set("AEIOUYLQGN0123456789")


def test_a_code_outlives_the_night_and_changes_with_a_word_or_a_number(guide: Site) -> None:
    before = codes(guide, TODAY)
    assert codes(guide, TODAY + timedelta(days=1)) == before

    def changed(site: Site, today: date = TODAY) -> set[str]:
        now = codes(site, today)
        return {part for part, code in before.items() if now.get(part) != code}

    page = guide.edition("en")["respond/paid"]
    lines = tuple(line.replace("end screen sharing", "end sharing") for line in page.lines)
    assert lines != page.lines
    pages = tuple(replace(one, lines=lines) if one is page else one for one in guide.pages)
    # A name belongs to one part: its sheets in the other language have a new code too.
    assert changed(replace(guide, pages=pages)) == {"first-minutes"}
    contacts = dict(guide.registry.contacts)
    contacts["police"] = contacts["police"].model_copy(update={"number": "119"})
    registry = replace(guide.registry, contacts=contacts)
    assert {"contact:police", "first-minutes"} <= changed(replace(guide, registry=registry))
    # Numbers that nobody has checked for years are on no sheet.
    assert changed(guide, TODAY + timedelta(days=800))


@for_each("locale", LOCALES)
def test_the_page_tells_of_each_code_what_it_says_and_whom_to_call(
    built_site: Path, guide: Site, locale: str
) -> None:
    page = guide.page_with(CLASS, locale)
    assert page is not None
    assert page.name == REAL
    document = html.read(built_site / Address(locale, REAL).file)
    rows = document.one("ul", "code-rows").all("li")
    assert [row["id"] for row in rows] == sorted(codes(guide, TODAY).values())
    known, told = codes(guide, TODAY), {}
    for row in rows:
        title, *dialled = row.all("a")
        anchor = title["href"].rpartition("#")[2]
        told[row["id"]] = (title.text, anchor, [number.text for number in dialled])
        assert row.one("strong").text == row["id"]
    for one in guide.edition(locale).values():
        for _, part in one.parts if one.listed else ():
            numbers = [contact.number for contact in contacts_of(guide, one, part.id, TODAY)]
            assert told[known[part.id]] == (part.title, part.id, numbers)
    for contact in guide.registry.contacts.values():
        numbers = [contact.number] if contact.number else []
        assert told[known[f"contact:{contact.id}"]] == (contact.name[locale], contact.id, numbers)
