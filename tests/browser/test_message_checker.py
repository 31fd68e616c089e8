"""The message checker in a browser: the same tables as in Node, and what a reader meets."""

from pathlib import Path
from typing import Any

from guidance.model import Site
from guidance.strings import load
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESK, Reader
from tests.browser.tools import BOTH, ENGLISH_FIRST, KEEPS, LOOKS_OF_EDITIONS, SIDEWAYS, SMALL
from tests.helpers.growth import MORE, MOST, growth
from tests.helpers.html import read
from tests.helpers.project import Address
from tests.helpers.signs import (
    DISGUISES,
    HANDS,
    as_found,
    find_signs,
    hostile,
    messages,
    signs,
)

#: An engine from the data that the page carries.
FINDER = 'signFinder(JSON.parse(document.querySelector("[data-signs]").dataset.signs))'
#: The message as it is shown, without the numbers.
TEXT = "(e) => [...e.childNodes].map((n) => (n.firstChild ?? n).data).join('')"
SCAM = "今日内不处理将上门催收，请点 击 链 接 … 登录，或加徽❤信 hk_0000"


def checker(reader: Reader, locale: str, **options: Any) -> Page:
    return reader.open(Address(locale, "tools/message"), **options)


def look_for_signs(page: Page, message: str) -> None:
    page.locator(".checker-form textarea").fill(message)
    page.locator(".checker-find").click()


def signs_shown(page: Page) -> list[str]:
    entries = page.locator(".checker-result .sign").all()
    return [entry.get_attribute("data-sign") or "" for entry in entries]


def test_the_page_finds_what_the_engine_finds_in_node(reader: Reader) -> None:
    texts = [text for sign in signs().values() for text in (*sign.matches, *sign.misses)]
    texts += [text for text, _, _ in DISGUISES]
    for hand in HANDS:
        texts += (messages(f"scam{hand}") + messages(f"ordinary{hand}"))[::5]
    raw = checker(reader, "zh").evaluate(f"(texts) => texts.map({FINDER})", texts)
    shown = [as_found(*pair) for pair in zip(texts, raw, strict=True)]
    assert [(one.signs, one.marked) for one in shown] == [
        (one.signs, one.marked) for one in find_signs(texts)
    ]


#: Milliseconds that say nothing of a growth.
SHORT = 5
#: Milliseconds for a text and for more of it, the best of some runs by turns; of more runs where
#: the machine has other things to do.
TIMES = f"""([text, more, most, short]) => {{
  const find = {FINDER};
  const best = [Infinity, Infinity];
  for (let run = 0; run < 3 || (run < 40 && best[1] > most * Math.max(short, best[0])); run += 1)
    [text, text.repeat(more)].forEach((one, at) => {{
      const begun = performance.now();
      find(one);
      best[at] = Math.min(best[at], performance.now() - begun);
    }});
  return best;
}}"""


def test_more_text_takes_no_more_than_its_share_whatever_it_says(reader: Reader) -> None:
    page = checker(reader, "zh")
    slow = {}
    for kind, text in hostile().items():
        few, many = page.evaluate(TIMES, [text[: len(text) // MORE], MORE, MOST, SHORT])
        if many > MOST * max(SHORT, few):
            slow[kind] = (few, many)
    assert slow == {}


@ENGLISH_FIRST
def test_signs_are_marked_numbered_and_explained(reader: Reader, guide: Site, locale: str) -> None:
    page = checker(reader, locale)
    look_for_signs(page, SCAM)
    shown = signs_shown(page)
    assert shown == ["link", "private-chat", "threat", "haste"]
    expect(page.locator(".checker-title")).to_have_text(
        load(locale)["checker_found"].format(count=4)
    )
    assert page.locator(".checker-text").evaluate(TEXT) == SCAM
    marks = page.locator(".checker-text mark").evaluate_all(
        "(all) => all.map((e) => [e.firstChild.data, e.lastChild.textContent])"
    )
    assert ["点 击 链 接", "1"] in marks
    assert ["加徽❤信 hk_0000", "2"] in marks
    ids = page.locator("[id]").evaluate_all("(all) => all.map((e) => e.id)")
    assert len(set(ids)) == len(ids)
    for number, entry in enumerate(page.locator(".checker-result .sign").all()):
        sign = guide.registry.signs[shown[number]]
        expect(entry).to_contain_text(sign.name[locale])
        expect(entry).to_contain_text(sign.why[locale])


#: Messages, and what each of their next steps offers: a number to call, a page to open.
STEPS = {
    SCAM: [("tel:96110", "respond/bill")],
    "请在还款日前打开支付宝 App 还款。": [("tel:96110", "respond/bill")],
    "我是法院的，请点击链接": [("tel:12368", "rights/court")],
    "您的好友欠款逾期，请协助催缴": [("", "rights/others")],
    "债权已转让至我司": [("", "situations/debt-sold")],
    "债权已转让至我司，我是法院的，不还就把照片发给你家人": [
        ("tel:110", "money/illegal-lender"),
        ("tel:12368", "rights/court"),
    ],
}


@ENGLISH_FIRST
def test_the_next_step_depends_on_the_signs_and_the_most_dangerous_comes_first(
    reader: Reader, locale: str
) -> None:
    page = checker(reader, locale)
    for message, wanted in STEPS.items():
        look_for_signs(page, message)
        steps = page.locator(".checker-step li")
        expect(steps).to_have_count(len(wanted))
        for step, (number, address) in zip(steps.all(), wanted, strict=True):
            dials = step.locator("a[href^='tel:']").all()
            assert [one.get_attribute("href") for one in dials] == [number] * bool(number), message
            assert step.locator(f"a[href*='{address}']").count() == 1, message
        expect(page.locator(".checker-step a[href*='respond/paid']")).to_be_visible()


@ENGLISH_FIRST
def test_the_answer_is_brought_into_view_and_says_its_language(reader: Reader, locale: str) -> None:
    page = checker(reader, locale)
    latin = "" if locale == "zh" else locale  # of a page in Chinese: some other language
    for message, language in ((SCAM, "zh-Hans"), ("Click the link.", latin)):
        look_for_signs(page, message)
        expect(page.locator(".checker-text")).to_have_attribute("lang", language)
        top = page.locator(".checker-title").evaluate("(e) => e.getBoundingClientRect().top")
        assert 0 <= top < page.evaluate("innerHeight") / 3


#: Milliseconds until the answer for a text has been drawn, and its marks.
DRAWN = """(text) => new Promise((done) => {
  const form = document.querySelector(".checker-form");
  form.querySelector("textarea").value = text;
  const begun = performance.now();
  form.querySelector(".checker-find").click();
  const look = () => {
    if (form.querySelector(".checker-result").hidden) return setTimeout(look);
    form.getBoundingClientRect();
    const marks = form.querySelectorAll("mark").length;
    done([performance.now() - begun, marks, form.querySelector(".checker-text").textContent.length]);
  };
  look();
})"""


def test_more_text_is_drawn_in_no_more_than_its_share_of_time(reader: Reader) -> None:
    """And a bounded number of marks, in parts: 50 and 200 kB of one phrase."""
    page = checker(reader, "zh")
    drawn: list[tuple[float, int, int]] = []

    def seconds(size: int) -> float:
        drawn.append(page.evaluate(DRAWN, "加微信 abc12345 " * size))
        return max(SHORT, drawn[-1][0]) / 1000

    assert growth(seconds, 3_500) < MOST
    assert all(marks <= 60 and letters < 10_000 for _, marks, letters in drawn)


@ENGLISH_FIRST
def test_no_sign_proves_nothing_and_nothing_is_green(reader: Reader, locale: str) -> None:
    page = checker(reader, locale)
    look_for_signs(page, "请在还款日前打开支付宝 App 还款。")
    expect(page.locator(".checker-title")).to_have_text(load(locale)["checker_none"])
    assert signs_shown(page) == []
    assert page.locator(".checker-text mark").count() == 0
    assert page.locator(".checker-form :is([class*=success], meter, progress)").count() == 0
    said = page.locator(".checker-form").inner_text()
    for praise in ("真短信", "安全的", "可信", "没问题", "is genuine.", "is safe", "trustworthy"):
        assert praise not in said


@ENGLISH_FIRST
def test_the_message_is_never_markup(reader: Reader, locale: str) -> None:
    page = checker(reader, locale)
    message = "<img src=x onerror=alert(1)><script>alert(2)</script> 点击链接 <b>"
    look_for_signs(page, message)
    assert page.locator(".checker-text :not(mark, sup)").count() == 0
    expect(page.locator(".checker-text")).to_contain_text("<img src=x onerror=alert(1)>")


@ENGLISH_FIRST
def test_nothing_is_kept_or_sent(reader: Reader, locale: str) -> None:
    page = checker(reader, locale)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    look_for_signs(page, SCAM)
    assert page.evaluate(KEEPS) == [0, 0, ""]
    assert asked == []
    assert page.evaluate("location.href + document.title").find("点") == -1
    assert page.locator("article form").count() == 0
    assert page.locator("article [name]").count() == 0
    page.reload()
    expect(page.locator(".checker-form textarea")).to_have_value("")
    expect(page.locator(".checker-result")).to_be_hidden()


@ENGLISH_FIRST
def test_clear_leaves_nothing_of_the_message(reader: Reader, locale: str) -> None:
    page = checker(reader, locale)
    look_for_signs(page, SCAM)
    page.locator(".checker-clear").click()
    expect(page.locator(".checker-form textarea")).to_have_value("")
    expect(page.locator(".checker-form textarea")).to_be_focused()
    expect(page.locator(".checker-said")).to_have_text(load(locale)["checker_cleared"])
    assert "hk_0000" not in page.content()


@ENGLISH_FIRST
def test_an_empty_message_is_asked_for(reader: Reader, locale: str) -> None:
    page = checker(reader, locale)
    look_for_signs(page, " \n ")
    expect(page.locator(".checker-said")).to_have_text(load(locale)["checker_empty"])
    expect(page.locator(".checker-form textarea")).to_be_focused()
    expect(page.locator(".checker-result")).to_be_hidden()


@ENGLISH_FIRST
def test_the_keyboard_is_enough_and_nothing_takes_the_focus_first(
    reader: Reader, locale: str
) -> None:
    page = checker(reader, locale, viewport=DESK)
    assert page.evaluate("document.activeElement === document.body")
    area = page.locator(".checker-form textarea")
    assert area.get_attribute("spellcheck") == "false"
    assert area.get_attribute("autocomplete") == "off"
    area.focus()
    page.keyboard.insert_text("点击链接")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".checker-title")).to_be_focused()
    expect(page.locator(".checker-title")).to_have_text(load(locale)["checker_genuine"])


@BOTH
def test_without_script_every_sign_and_its_reason_is_listed(
    built_site: Path, guide: Site, locale: str
) -> None:
    page = read(built_site / Address(locale, "tools/message").file)
    (tool,) = page.all("section", "message-checker")
    (listed,) = [one for one in tool.elements if "signs" in one.classes]
    for sign, entry in zip(guide.registry.signs.values(), listed.elements, strict=True):
        assert entry.all("strong")[0].text == sign.name[locale]
        (reason,) = entry.all(class_="sign-why")
        marks = reason.all("a", "source-mark")
        assert reason.text.removesuffix("".join(one.text for one in marks)) == sign.why[locale]
        if sign.fact:
            assert len(entry.all("a", href=f"#source-{sign.fact}")) == 1
            assert page.ids[f"source-{sign.fact}"].tag == "li"


@ENGLISH_FIRST
def test_without_script_nothing_is_offered_that_needs_one(reader: Reader, locale: str) -> None:
    page = checker(reader, locale, script=False)
    assert page.locator("article :is(button, input, textarea)").count() == 0
    expect(page.locator(".checker-next")).to_be_visible()
    expect(page.locator(".message-checker > .signs > li").last).to_be_visible()


@ENGLISH_FIRST
def test_paper_shows_the_list_and_no_form(reader: Reader, locale: str) -> None:
    page = checker(reader, locale)
    page.emulate_media(media="print")
    expect(page.locator(".checker-form")).to_be_hidden()
    expect(page.locator(".message-checker > .signs > li").last).to_be_visible()


@ENGLISH_FIRST
def test_the_answer_does_not_scroll_sideways_and_has_large_buttons(
    reader: Reader, locale: str
) -> None:
    page = checker(reader, locale)
    look_for_signs(page, SCAM + "https://" + "a" * 200 + ".example/")
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(SIDEWAYS) == [], width
    assert page.evaluate(SMALL) == []


@LOOKS_OF_EDITIONS
def test_axe_finds_nothing(reader: Reader, locale: str, look: dict[str, Any]) -> None:
    page = checker(reader, locale, **look)
    for message in (SCAM, "账单已出"):
        look_for_signs(page, message)
        assert violations(page, ".message-checker") == [], message


# ------------------------------------------------------------------------- the examples


@BOTH
def test_each_mark_of_an_example_leads_to_its_reason(built_site: Path, locale: str) -> None:
    page = read(built_site / Address(locale, "understand/examples").file)
    marks = [
        mark for bubble in page.all(class_="bubble") for mark in bubble.all(class_="sign-mark")
    ]
    assert marks
    for mark in marks:
        entry = page.ids[mark["href"].removeprefix("#")]
        assert entry.tag == "li"
        assert "sign" in entry.classes
        assert entry.parent is not None
        number = [id(one) for one in entry.parent.elements].index(id(entry)) + 1
        assert mark.one("sup").text == str(number)
        assert entry.one(class_="sign-why").text
