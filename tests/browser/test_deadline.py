"""The deadline helper in a browser: the table of tests/helpers/deadlines.py, and what it says."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from guidance.model import Site
from guidance.strings import load
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Reader
from tests.browser.tools import BOTH, CLIPBOARD, ENGLISH_FIRST, KEEPS, LATER, SIDEWAYS, SMALL
from tests.helpers.deadlines import CASES, read_day
from tests.helpers.project import LOCALES, Address

PAPERS = ("payment-order-15-days", "lawsuit-defence-15-days")
ZONES = ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati", "Europe/Berlin"]
#: The zones farthest from China on either side, each in one edition.
FARTHEST = {("zh", "Pacific/Kiritimati"), ("en", "America/Los_Angeles")}
TODAY = "2026-11-24"


def helper(reader: Reader, locale: str, *, zone: str = "Asia/Shanghai", **options: Any) -> Page:
    """The page, at noon of the day TODAY where the reader is."""
    page = reader.page(timezone_id=zone, spoilt=True, before=CLIPBOARD, **options)
    page.clock.set_fixed_time(f"{TODAY}T04:00:00Z")
    page.goto(reader.url(Address(locale, "tools/deadline")))
    return page


def answer(page: Page, received: str, paper: str = PAPERS[0]) -> None:
    page.locator(f".deadline-papers [value={paper}]").check()
    page.locator(".deadline-received").fill(received)


def shown_date(page: Page) -> str:
    return read_day(page.locator(".deadline-last").inner_text())


@pytest.mark.parametrize(
    ("locale", "zone"),
    [
        pytest.param(locale, zone, marks=[LATER] * ((locale, zone) not in FARTHEST))
        for locale in LOCALES
        for zone in ZONES
    ],
)
def test_the_earliest_last_day_is_that_of_the_table(reader: Reader, locale: str, zone: str) -> None:
    page = helper(reader, locale, zone=zone)
    page.clock.set_fixed_time("2029-01-01T04:00:00Z")
    found = {}
    for case in CASES:
        answer(page, case.received)
        found[case.why] = shown_date(page)
    assert found == {case.why: case.last for case in CASES}


@ENGLISH_FIRST
def test_each_paper_counts_the_days_of_the_registry(
    reader: Reader, guide: Site, locale: str
) -> None:
    page = helper(reader, locale)
    for paper in PAPERS:
        days = guide.registry.claims[paper].days
        assert days is not None
        answer(page, "2026-11-20", paper)
        assert shown_date(page) == (date(2026, 11, 20) + timedelta(days)).isoformat()
        expect(page.locator(".deadline-counted")).to_contain_text(str(days))


@BOTH
def test_it_says_how_much_time_is_left(reader: Reader, locale: str) -> None:
    page = helper(reader, locale)
    for received, key, count in (
        ("2026-11-24", "deadline_left", 15),
        ("2026-11-11", "deadline_left", 2),
        ("2026-11-10", "deadline_left_one", 1),
        ("2026-11-09", "deadline_today", 0),
        ("2026-11-08", "deadline_past", -1),
    ):
        answer(page, received)
        expect(page.locator(".deadline-left")).to_have_text(load(locale)[key].format(count=count))
        is_late = count < 0
        expect(page.locator(".deadline-save")).to_be_visible(visible=not is_late)
        expect(page.locator(".deadline-late [href='tel:12348']")).to_be_visible(visible=is_late)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("time", "left"),
    [("15:59:59", 15), ("16:00:00", 14)],
    ids=["before midnight in China", "midnight in China"],
)
def test_today_is_the_day_in_china(reader: Reader, zone: str, time: str, left: int) -> None:
    page = helper(reader, "zh", zone=zone)
    page.clock.set_fixed_time(f"{TODAY}T{time}Z")
    answer(page, "2026-11-24")
    expect(page.locator(".deadline-left")).to_have_text(
        load("zh")["deadline_left"].format(count=left)
    )


@ENGLISH_FIRST
def test_nothing_is_shown_before_both_answers_or_for_a_day_to_come(
    reader: Reader, locale: str
) -> None:
    page = helper(reader, locale)
    result, future = page.locator(".deadline-result"), page.locator(".deadline-future")
    expect(result).to_be_hidden()
    page.locator(".deadline-received").fill("2026-11-20")
    expect(result).to_be_hidden()
    page.locator(".deadline-papers input").first.check()
    expect(result).to_be_visible()
    expect(page.locator(".deadline-holiday")).to_be_visible()
    page.locator(".deadline-received").fill("2026-11-25")
    expect(result).to_be_hidden()
    expect(future).to_be_visible()
    for unfinished in ("0002-11-20", ""):
        page.locator(".deadline-received").fill(unfinished)
        expect(result).to_be_hidden()
        expect(future).to_be_hidden()
        expect(page.locator(".deadline-save")).to_be_hidden()


@ENGLISH_FIRST
def test_the_copied_day_says_what_when_and_who_confirms(reader: Reader, locale: str) -> None:
    page = helper(reader, locale)
    answer(page, "2026-11-20")
    page.locator(".deadline-copy").click()
    expect(page.locator(".deadline-said")).to_have_text(load(locale)["tool_copied"])
    copied = page.evaluate("copied")
    assert page.locator(".deadline-last").inner_text() in copied
    assert page.locator("li[data-paper]").first.inner_text() in copied
    assert page.locator(".deadline-confirm").inner_text() in copied
    assert {"12368", "12348"} <= set(re.findall(r"\d+", copied))
    assert "{" not in copied


@ENGLISH_FIRST
def test_where_the_clipboard_is_refused_the_text_is_selected(reader: Reader, locale: str) -> None:
    page = helper(reader, locale)
    page.evaluate("navigator.clipboard.writeText = undefined; document.execCommand = () => false")
    answer(page, "2026-11-20")
    page.locator(".deadline-copy").click()
    plain = page.locator(".deadline-plain")
    expect(plain).to_be_focused()
    assert plain.evaluate("(e) => e.value.slice(e.selectionStart, e.selectionEnd)") != ""


@pytest.mark.parametrize("paper", PAPERS)
@ENGLISH_FIRST
def test_the_calendar_file_has_the_whole_day_and_a_reminder(
    reader: Reader, locale: str, paper: str, tmp_path: Path
) -> None:
    page = helper(reader, locale)
    page.clock.set_fixed_time("2026-12-20T04:00:00Z")
    answer(page, "2026-12-16", paper)
    with page.expect_download() as waiting:
        page.locator(".deadline-save").click()
    assert waiting.value.suggested_filename == "2026-12-31.ics"
    waiting.value.save_as(tmp_path / "a.ics")
    raw = (tmp_path / "a.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    lines = raw.decode().replace("\r\n ", "").split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "TRIGGER:-P3D" in lines
    values = dict(line.partition(":")[::2] for line in lines[:12])
    name = page.locator(f"li[data-paper={paper}] strong").inner_text()
    assert values["SUMMARY"] == load(locale)["deadline_event"].format(paper=name)
    assert values["UID"] == f"{paper}-20261231@guidance"
    assert re.search(r"(?<!\\)[;,]", values["DESCRIPTION"]) is None  # would end the value
    page.locator(".deadline-copy").click()
    assert re.sub(r"\\(.)", r"\1", values["DESCRIPTION"]) == page.evaluate("copied")


@ENGLISH_FIRST
def test_nothing_is_kept_or_sent(reader: Reader, locale: str) -> None:
    page = helper(reader, locale)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer(page, "2026-11-20")
    page.locator(".deadline-copy").click()
    assert page.evaluate(KEEPS) == [0, 0, ""]
    assert asked == []
    assert page.locator("article form").count() == 0


@ENGLISH_FIRST
def test_the_keyboard_is_enough(reader: Reader, locale: str) -> None:
    page = helper(reader, locale, viewport=DESK)
    page.locator(".deadline-papers input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".deadline-papers input").last).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator(".deadline-received")).to_be_focused()
    page.keyboard.type("11202026")
    assert shown_date(page) == "2026-12-05"
    while not page.locator(".deadline-copy").evaluate("(e) => e === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".deadline-said")).to_have_text(load(locale)["tool_copied"])


@ENGLISH_FIRST
def test_without_script_the_page_counts_in_words(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "tools/deadline"), script=False)
    expect(page.locator("section.deadline ol > li").first).to_be_visible()
    assert page.locator("li[data-paper]").count() == len(PAPERS)
    assert page.locator("article :is(button, input)").count() == 0
    assert page.locator(".deadline-confirm a[href='tel:12348']").count() == 1


@ENGLISH_FIRST
def test_the_answer_does_not_scroll_sideways_and_has_large_buttons(
    reader: Reader, locale: str
) -> None:
    page = helper(reader, locale)
    answer(page, "2026-09-15", PAPERS[1])
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(SIDEWAYS) == [], width
    assert page.evaluate(SMALL) == []
