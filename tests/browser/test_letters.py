"""Letters and scripts: fill in, copy, print alone, clear; lines to write on without a script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from guidance.model import Letter, Site
from guidance.strings import load
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import DESK, Reader
from tests.browser.tools import (
    BOTH,
    CHINESE_FIRST,
    CLIPBOARD,
    KEEPS,
    NO_CLIPBOARD,
    NO_PRINTER,
    SIDEWAYS,
    SMALL,
    paper,
    plain,
)
from tests.helpers.html import read
from tests.helpers.project import Address

PAGES = ("tools/planner", "tools/letters", "tools/filings", "tools/scripts")
LETTERS = Address("zh", "tools/letters")
PLAN = "ask-plan"
LONG = "今年八月单位停产，我失业三个月，母亲住院，家里收入一下子少了大半，房租和药费都要先付。" * 2
#: What a reader sees of a letter: each paragraph, blanks as their value or as a line with its label.
ON_SCREEN = """(letter) => [...letter.querySelectorAll(".letter-text > p")].map((p) => {
  const copy = p.cloneNode(true);
  const blanks = [...p.querySelectorAll(".field")];
  [...copy.querySelectorAll(".field")].forEach((field, i) => {
    const value = blanks[i].querySelector("input, textarea").value;
    field.replaceWith(value || `[${blanks[i].querySelector(".field-label").textContent}]`);
  });
  return copy.textContent.replace(/\\s+/g, " ").trim();
}).join("\\n")"""


def visited(reader: Reader, page: Page, guide: Site, locale: str) -> Iterator[Letter]:
    """Every letter of an edition, while ``page`` is where it stands."""
    for name in PAGES:
        page.goto(reader.url(Address(locale, name)))
        yield from guide.edition(locale)[name].letters


def part(page: Page, letter: str = PLAN) -> Locator:
    return page.locator(f"[data-letter={letter}]")


def field(page: Page, name: str, letter: str = PLAN) -> Locator:
    return part(page, letter).locator(f"[data-field={name}]")


def button(page: Page, name: str, letter: str = PLAN) -> Locator:
    return part(page, letter).locator(f".letter-{name}")


#: Types into the field of each blank at once; typing key by key has its own test.
TYPE = """(letter, words) => {
  const seen = new Set();
  for (const blank of letter.querySelectorAll("[data-field]")) {
    const { field } = blank.dataset;
    if (seen.has(field)) continue;
    seen.add(field);
    blank.value = words || `《${field}》`;
    blank.dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""


def fill_in(page: Page, letter: Letter, words: str = "") -> None:
    part(page, letter.id).evaluate(TYPE, words)


# ------------------------------------------------------------------- filling in


@BOTH
def test_each_blank_is_an_input_with_the_label_of_its_source(
    built_site: Path, guide: Site, locale: str
) -> None:
    for name in PAGES:
        page = read(built_site / Address(locale, name).file)
        for letter in guide.edition(locale)[name].letters:
            (section,) = page.all(data_letter=letter.id)
            blanks = [one for one in section.all() if "data-field" in one.attrs]
            assert [one["data-field"] for one in blanks] == [link.key for link in letter.fields]
            labels = []
            for one in blanks:
                (label,) = [e for e in section.all("label") if one.within(e)]
                labels.append(label.one("span", "field-label").text)
            assert labels == [link.text for link in letter.fields]


@BOTH
def test_a_letter_is_finished_below_one_field_for_each_of_its_blanks(
    reader: Reader, guide: Site, locale: str
) -> None:
    page = reader.open(Address(locale, "tools/letters"))
    letter = next(one for one in guide.edition(locale)["tools/letters"].letters if one.id == PLAN)
    fields = part(page).locator(".letter-form [data-field]")
    names = list(dict.fromkeys(link.key for link in letter.fields))
    assert fields.evaluate_all("(all) => all.map((e) => e.dataset.field)") == names
    finished = part(page).locator(".letter-text")
    expect(finished.locator("[data-field]:visible")).to_have_count(0)
    (label, *_) = [link.text for link in letter.fields if link.key == "name"]
    assert finished.inner_text().count(label) == 2
    field(page, "name").first.fill("王小明")
    assert finished.inner_text().count("王小明") == 2
    assert label not in finished.inner_text()
    expect(field(page, "name", "not-my-loan").first).to_have_value("")


def test_what_is_noted_on_the_phone_is_written_where_it_is_said(reader: Reader) -> None:
    page = reader.open(Address("zh", "tools/scripts"))
    expect(page.locator(".letter-form")).to_have_count(0)
    field(page, "agent", "say-on-phone").fill("1234")
    expect(page.locator(".letter-text [data-field]:visible").first).to_have_value("1234")


@CHINESE_FIRST
def test_nothing_is_kept_or_sent_while_a_letter_is_filled_in(
    reader: Reader, guide: Site, locale: str
) -> None:
    page = reader.page(before=CLIPBOARD)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for letter in visited(reader, page, guide, locale):
        page.wait_for_load_state("networkidle")
        asked.clear()
        fill_in(page, letter)
        if letter.fields:
            field(page, letter.fields[0].key, letter.id).first.press("Enter")
        button(page, "copy", letter.id).click()
        expect(part(page, letter.id).locator(".letter-said")).not_to_be_empty()
        assert page.evaluate(KEEPS) == [0, 0, ""]
        assert asked == []
        assert part(page, letter.id).locator("form, [name]").count() == 0
    page.reload()
    assert (
        page.locator("[data-field]").evaluate_all("(all) => all.map((e) => e.value).join('')") == ""
    )


# ------------------------------------------------------------------- copying


@CHINESE_FIRST
def test_what_is_copied_is_what_is_on_the_screen(reader: Reader, guide: Site, locale: str) -> None:
    page = reader.page(before=CLIPBOARD)
    words = load(locale)
    for letter in visited(reader, page, guide, locale):
        said = part(page, letter.id).locator(".letter-said")
        seen = part(page, letter.id).evaluate(ON_SCREEN)
        button(page, "copy", letter.id).click()
        count = len({link.key for link in letter.fields})
        expect(said).to_have_text(words["letter_copied_blank"].format(count=count))
        copied = page.evaluate("copied")
        for link in letter.fields:
            copied = copied.replace(words["letter_blank"].format(label=link.text), f"[{link.text}]")
        assert copied == seen
        fill_in(page, letter)
        button(page, "copy", letter.id).click()
        expect(said).to_have_text(words["letter_copied"])
        copied = page.evaluate("copied")
        assert copied == part(page, letter.id).evaluate(ON_SCREEN)
        assert all(f"《{link.key}》" in copied for link in letter.fields)


@pytest.mark.parametrize("works", [True, False], ids=["old command works", "nothing works"])
@CHINESE_FIRST
def test_where_the_clipboard_is_refused_the_text_is_selected(
    reader: Reader, locale: str, works: bool
) -> None:
    page = reader.page(before=NO_CLIPBOARD + "document.execCommand = () => true;" * works)
    page.goto(reader.url(Address(locale, "tools/letters")))
    button(page, "copy").click()
    plain, said = part(page).locator(".letter-plain"), part(page).locator(".letter-said")
    if works:
        expect(plain).to_be_hidden()
        expect(button(page, "copy")).to_be_focused()
        return
    expect(said).to_have_text(load(locale)["letter_select"])
    expect(plain).to_be_focused()
    chosen = plain.evaluate("(e) => e.value.slice(e.selectionStart, e.selectionEnd)")
    assert chosen == plain.input_value() != ""
    field(page, "name").first.fill("王小明")  # what is shown would be out of date
    expect(plain).to_be_hidden()
    button(page, "clear").click()
    expect(plain).to_have_value("")


# ------------------------------------------------------------------- clearing


@CHINESE_FIRST
def test_a_letter_is_cleared_and_brought_back(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "tools/letters"))
    expect(button(page, "clear")).to_be_hidden()
    field(page, "name").first.fill("王小明")
    field(page, "reason").first.fill("失业")
    button(page, "clear").click()
    expect(field(page, "name").last).to_have_value("")
    expect(button(page, "clear")).to_be_hidden()
    expect(button(page, "undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page, "name").last).to_have_value("王小明")
    expect(field(page, "reason").last).to_have_value("失业")
    expect(button(page, "undo")).to_be_hidden()
    expect(button(page, "clear")).to_be_focused()


# ------------------------------------------------------------------- keyboard


def test_a_letter_is_written_and_copied_with_the_keyboard_alone(reader: Reader) -> None:
    page = reader.page(viewport=DESK, before=CLIPBOARD)
    page.goto(reader.url(LETTERS))
    field(page, "lender").first.focus()
    words = "某消费金融公司 王小明 L-1 失业 三千 两千 下月一日 三百 一三八 今天"
    for typed in words.split():
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    expect(button(page, "copy")).to_be_focused()
    page.keyboard.press("Enter")
    expect(part(page).locator(".letter-said")).to_have_text(load("zh")["letter_copied"])
    assert "申请人：王小明\n日期：今天" in page.evaluate("copied")


# ------------------------------------------------------------------- paper


def said_on(sheets: PdfReader) -> str:
    return plain("".join(sheet.extract_text() for sheet in sheets.pages))


@pytest.mark.parametrize(
    "filled",
    [
        pytest.param(False, id="empty", marks=pytest.mark.all_looks),
        pytest.param(True, id="filled in"),
    ],
)
@CHINESE_FIRST
def test_a_letter_alone_fits_one_sheet(
    reader: Reader, guide: Site, locale: str, filled: bool
) -> None:
    page = reader.page(before=NO_PRINTER)
    sheets = {}
    for letter in visited(reader, page, guide, locale):
        for area in part(page, letter.id).locator("textarea:visible").all() if filled else []:
            area.fill(LONG)
        button(page, "print", letter.id).click()
        sheets[letter.id] = len(paper(page).pages)
        page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("printed") > 1
    assert set(sheets.values()) == {1}, sheets


@CHINESE_FIRST
def test_a_letter_alone_bears_its_words_and_nothing_of_the_site(
    reader: Reader, locale: str
) -> None:
    page = reader.page(before=NO_PRINTER)
    page.goto(reader.url(Address(locale, "tools/letters")))
    field(page, "name").first.fill("王小明")
    field(page, "reason").first.fill(LONG)
    button(page, "print").click()
    words = said_on(paper(page))
    assert plain(LONG) in words
    assert words.count("王小明") == 2
    assert words.startswith(plain("关于分期还款的申请"))
    assert "12348" not in words
    page.emulate_media(media="print")
    for label in part(page).locator(".field[data-filled] .field-label").all():
        expect(label).to_be_hidden()


@CHINESE_FIRST
def test_after_printing_a_letter_the_page_is_whole_again(reader: Reader, locale: str) -> None:
    page = reader.page(before="window.print = () => dispatchEvent(new Event('afterprint'))")
    page.goto(reader.url(Address(locale, "tools/letters")))
    button(page, "print").click()
    page.emulate_media(media="print")
    hidden = page.locator("article > *").evaluate_all(
        "(parts) => parts.filter((e) => !e.checkVisibility()).map((e) => e.outerHTML.slice(0, 60))"
    )
    assert hidden == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@CHINESE_FIRST
def test_an_empty_blank_is_a_line_with_its_label_below_on_paper(
    reader: Reader, locale: str, script: bool
) -> None:
    page = reader.open(Address(locale, "tools/letters"), script=script)
    page.emulate_media(media="print")
    for label in part(page).locator(".letter-text .field").all():
        line = label.locator("[data-field], .field-line").last
        look = line.evaluate(
            "(e) => [getComputedStyle(e).borderBottomStyle, getComputedStyle(e).borderTopStyle]"
        )
        assert look == ["solid", "none"]
        above, below = line.bounding_box(), label.locator(".field-label").bounding_box()
        assert above is not None
        assert below is not None
        assert above["width"] > 100
        assert below["y"] >= above["y"] + above["height"] - 1
        assert below["height"] < 30  # two lines of it
    assert part(page).locator(".field-line").first.is_visible()
    for tools in page.locator(".letter-form, .letter-tools").all():
        expect(tools).to_be_hidden()


# ------------------------------------------------------------------- without script, phone, access


@BOTH
def test_without_script_no_button_is_offered(built_site: Path, locale: str) -> None:
    for name in PAGES:
        article = read(built_site / Address(locale, name).file).one("article")
        buttons = article.all("button")
        assert [
            one for one in buttons if not any(one.within(e) for e in article.all("template"))
        ] == []


@CHINESE_FIRST
def test_a_filled_in_letter_does_not_scroll_sideways_and_has_large_buttons(
    reader: Reader, guide: Site, locale: str
) -> None:
    page = reader.page()
    for name in PAGES:
        page.goto(reader.url(Address(locale, name)))
        for letter in guide.edition(locale)[name].letters:
            fill_in(page, letter, "重庆蚂蚁消费金融有限公司" * 4)
        for width in (320, 360):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate(SIDEWAYS) == [], (name, width)
        assert page.evaluate(SMALL) == [], name
