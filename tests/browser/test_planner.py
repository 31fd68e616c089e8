"""The repayment planner in a browser: the tables of tests/planner/, and what readers do with it."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from guidance.strings import load
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESK, Reader
from tests.browser.tools import (
    CHINESE_FIRST,
    CLIPBOARD,
    KEEPS,
    LOOKS_OF_EDITIONS,
    NO_PRINTER,
    SIDEWAYS,
    SMALL,
    WATCH_POLICY,
    broken,
    paper,
    plain,
)
from tests.helpers.project import Address
from tests.helpers.repayment import (
    RANDOM,
    Debt,
    Plan,
    Typed,
    inputs,
    plan,
    plans,
    some_plan,
)

PLANS = plans()
BY_WHY = {case.why: case for case in PLANS}
EXAMPLE = BY_WHY["two debts, one without further cost"]
#: Which advice stands on the page for each result.
ADVICE = {"long": "open", "tight": "short"}
STATES = {
    "closes": EXAMPLE,
    "short": BY_WHY["income is necessities"],
    "tight": BY_WHY["four yuan are left, which breaks at the first bill"],
    "open": BY_WHY["left is less than the cost"],
    "long": BY_WHY["one of two takes too long"],
    "old": BY_WHY["only old debts"],
}
LENDER = "重庆蚂蚁消费金融有限公司"


def planner(reader: Reader, locale: str, **options: Any) -> Page:
    page = reader.page(before=f"{CLIPBOARD};{NO_PRINTER}", **options)
    page.goto(reader.url(Address(locale, "tools/planner")))
    return page


def row(page: Page, index: int) -> Locator:
    return page.locator(".planner-row").nth(index)


def field(page: Page, name: str, index: int | None = None) -> Locator:
    inside = page if index is None else row(page, index)
    return inside.locator(f".planner-{name} :is(input, select)")


def button(page: Page, name: str) -> Locator:
    return page.locator(f".planner-{name}")


#: Types at once, into as many rows as there are debts; typing key by key has its own tests.
TYPE = """([income, needs, debts]) => {
  const rows = () => document.querySelectorAll(".planner-row").length;
  while (rows() < debts.length) document.querySelector(".planner-add").click();
  while (rows() > debts.length) document.querySelector(".planner-row .planner-remove").click();
  const type = (inside, name, text) => {
    const box = inside.querySelector(`.planner-${name} :is(input, select)`);
    if (box.value === text) return;
    box.value = text;
    for (const kind of ["input", "change"]) box.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  type(document, "income", income);
  type(document, "needs", needs);
  document.querySelectorAll(".planner-row").forEach((row, index) =>
    ["lender", "balance", "rate", "old"].forEach((name, at) => type(row, name, debts[index][at])));
}"""


def fill_in(page: Page, case: Typed, lenders: Sequence[str] = ()) -> None:
    names = lenders or [f"甲{index}" for index in range(len(case.debts))]
    debts = [[name, *texts] for name, texts in zip(names, case.debts, strict=True)]
    page.evaluate(TYPE, [case.income, case.needs, debts])


def count(page: Page, case: Typed, lenders: Sequence[str] = ()) -> None:
    fill_in(page, case, lenders)
    button(page, "count").click()


def advice(page: Page) -> set[str]:
    """Which call-outs show."""
    return set(
        page.locator("[data-outcome]").evaluate_all(
            "(all) => all.filter((e) => e.checkVisibility()).map((e) => e.dataset.outcome)"
        )
    )


def cards(page: Page) -> dict[str, list[str]]:
    """The answers on each card, by its lender."""
    return dict(
        page.locator(".planner-card").evaluate_all(
            """(all) => all.map((card) => [
              card.querySelector("h4").textContent,
              [...card.querySelectorAll("dd")].map((e) => e.textContent),
            ])"""
        )
    )


def answers(words: dict[str, str], cells: tuple[str, ...] | None, rate: str) -> list[str]:
    """What a card must say."""
    if cells is None:
        return [words["planner_offer_old"]]
    offer, months, last, cost = cells
    yuan = words["planner_yuan"]
    if not months:
        return [yuan.format(amount=offer), words["planner_time_long"]]
    if months == "1":
        return [yuan.format(amount=last)]
    whole = (int(months) - 1) * Fraction(offer.replace(",", "")) + Fraction(last.replace(",", ""))
    total = f"{float(whole):,.2f}".removesuffix(".00")
    time = words["planner_months"].format(count=months)
    return [
        yuan.format(amount=offer),
        words["planner_time_last"].format(months=time, last=yuan.format(amount=last)),
        words["planner_total_cost" if rate else "planner_total_free"].format(
            total=yuan.format(amount=total), cost=yuan.format(amount=cost)
        ),
    ]


# ------------------------------------------------------------------- it counts right


@CHINESE_FIRST
def test_the_plan_on_the_screen_is_that_of_the_table(reader: Reader, locale: str) -> None:
    words = load(locale)
    page = planner(reader, locale)
    for case in PLANS:
        count(page, case)
        expect(page.locator(".planner-title")).to_be_focused()
        has_old = any(old != "no" for _, _, old in case.debts)
        state = {ADVICE.get(case.state, case.state)}
        assert advice(page) == state | ({"old"} if has_old else set()), case.why
        offers = zip(case.debts, case.offers, strict=True)
        hides_others = case.state in ("short", "tight", "open")
        wanted = {
            f"甲{index}": answers(words, cells, texts[1])
            for index, (texts, cells) in enumerate(offers)
            if not (hides_others and texts[2] == "no")
        }
        assert cards(page) == wanted, case.why


def test_the_browser_reads_what_readers_type_as_the_table_says(reader: Reader) -> None:
    page = planner(reader, "zh")
    cases = inputs()
    found = page.evaluate(
        """(cases) => cases.map(([kind, typed]) => {
          const { value, problem } = repayment.read[kind](typed);
          return problem ?? (value === null ? "none" : String(value));
        })""",
        [[kind, typed] for kind, typed, _ in cases],
    )
    units = {"money": 100, "balance": 100, "rate": 10_000}

    def as_integer(kind: str, wanted: str) -> str:
        return wanted if wanted.isalpha() else str(Fraction(wanted) * units[kind])

    differ = {
        (kind, typed): (read, wanted)
        for (kind, typed, wanted), read in zip(cases, found, strict=True)
        if read != as_integer(kind, wanted)
    }
    assert differ == {}


def test_two_engines_of_different_make_agree_on_any_plan(reader: Reader) -> None:
    page = planner(reader, "zh")
    cases = [some_plan(seed) for seed in range(RANDOM)]

    def integers(debt: Debt) -> list[Any]:
        rate = None if debt.rate is None else str(debt.rate * 10_000)
        return [str(debt.balance * 100), rate, debt.old]

    found = page.evaluate(
        """(cases) => cases.map(([income, needs, debts]) => {
          const read = ([balance, rate, old]) => ({
            balance: BigInt(balance), rate: rate === null ? null : BigInt(rate), old,
          });
          const plan = repayment.plan({
            income: BigInt(income), needs: BigInt(needs), debts: debts.map(read),
          });
          const asText = (_, value) => (typeof value === "bigint" ? String(value) : value);
          return JSON.parse(JSON.stringify(plan, asText));
        })""",
        [
            [str(income * 100), str(needs * 100), [integers(debt) for debt in debts]]
            for income, needs, debts in cases
        ],
    )
    seen = set()
    for case, there in zip(cases, found, strict=True):
        here = plan(*case)
        assert there["state"] == here.state
        assert there["left"] == str(here.left * 100)
        assert [_fen(one) for one in there["offers"]] == _offers(here)
        seen.add(here.state)
    assert seen >= {"closes", "open", "long"}


def _fen(one: dict[str, Any]) -> list[Any] | None:
    return [one.get(key) for key in ("offer", "months", "last", "cost")] if "offer" in one else None


def _offers(found: Plan) -> list[list[Any] | None]:
    def fen(value: Fraction | int | None) -> str | None:
        return None if value is None else str(value * 100)

    return [
        None if one is None else [fen(one.offer), one.months, fen(one.last), fen(one.cost)]
        for one in found.offers
    ]


@CHINESE_FIRST
def test_each_result_says_what_is_left_and_leads_to_what_to_do_next(
    reader: Reader, locale: str
) -> None:
    words = load(locale)
    page = planner(reader, locale)
    said = {
        "closes": words["planner_closes"].format(
            left="1,200", count=2, months=words["planner_months"].format(count=9), spare="121"
        ),
        "tight": words["planner_tight"].format(spare="4", kept="100"),
        "short": words["planner_short"],
        "open": words["planner_open"].format(left="50", needed="121"),
        "long": words["planner_long"].format(left="600"),
        "old": words["planner_old"],
    }
    ways = {
        "closes": ("#offer-by-plan", "respond/contact/"),
        "short": ("situations/cannot-pay/", "tel:12348"),
        "tight": ("situations/cannot-pay/", "tel:12348"),
        "open": ("money/which-first/", "tel:12348"),
        "long": ("money/which-first/", "tel:12348"),
        "old": ("respond/plan/#old-debt", "tel:12348"),
    }
    for state, case in STATES.items():
        count(page, case)
        expect(page.locator(".planner-said")).to_have_text(said[state])
        links = page.locator(".planner-advice:visible a").evaluate_all(
            "(all) => all.map((e) => e.href)"
        )
        for way in ways[state]:
            assert any(way in link for link in links), (state, way)
        # only a plan that closes goes into the letter
        letters = page.locator(".planner-write:visible")
        assert letters.count() == (len(case.debts) if state == "closes" else 0), state
    field(page, "income").fill("1")
    field(page, "income").press("Enter")
    expect(page.locator(".planner-said")).to_have_text(words["planner_below"].format(gap="1,999"))


@CHINESE_FIRST
def test_whether_a_debt_is_old_must_be_answered(reader: Reader, locale: str) -> None:
    page = planner(reader, locale)
    fill_in(page, EXAMPLE)
    question = field(page, "old", 1)
    question.select_option("")
    button(page, "count").click()
    expect(question).to_be_focused()
    expect(question).to_have_accessible_description(
        re.compile(re.escape(load(locale)["planner_problem_old"]))
    )
    expect(button(page, "plan")).to_be_hidden()


@pytest.mark.parametrize("answer", ["yes", "unsure"])
@CHINESE_FIRST
def test_a_debt_that_may_be_old_gets_the_reason_and_no_letter(
    reader: Reader, locale: str, answer: str
) -> None:
    page = planner(reader, locale)
    fill_in(page, EXAMPLE)
    field(page, "old", 0).select_option(answer)
    button(page, "count").click()
    assert "old" in advice(page)
    old, other = page.locator(".planner-write").all()
    expect(old).to_be_hidden()
    expect(other).to_be_visible()


# ------------------------------------------------------------------- what is typed wrong


@CHINESE_FIRST
def test_a_wrong_value_is_named_beside_its_field_and_stays(reader: Reader, locale: str) -> None:
    words = load(locale)
    page = planner(reader, locale)
    fill_in(page, EXAMPLE)
    field(page, "balance", 0).fill("六千")
    field(page, "rate", 1).fill("0.05%")
    button(page, "count").click()
    expect(field(page, "balance", 0)).to_be_focused()
    for what, index, problem in (("balance", 0, "number"), ("rate", 1, "daily")):
        one = field(page, what, index)
        expect(one).to_have_attribute("aria-invalid", "true")
        expect(one).to_have_accessible_description(
            re.compile(re.escape(words[f"planner_problem_{problem}"]))
        )
    assert page.locator("[aria-invalid]").count() == 2
    expect(page.locator(".planner-said")).to_have_text(words["planner_mend"].format(count=2))
    expect(page.locator(".planner-result")).to_be_hidden()
    expect(field(page, "balance", 0)).to_have_value("六千")
    expect(field(page, "income")).to_have_value(EXAMPLE.income)
    field(page, "balance", 0).fill("6000")
    assert page.locator("[aria-invalid]").count() == 1
    field(page, "rate", 1).fill("")
    button(page, "count").click()
    assert page.locator("[aria-invalid], .tool-error:visible").count() == 0
    expect(page.locator(".planner-title")).to_be_focused()


@CHINESE_FIRST
def test_an_empty_form_asks_for_income_necessities_and_one_debt(
    reader: Reader, locale: str
) -> None:
    page = planner(reader, locale)
    button(page, "count").click()
    button(page, "add").click()
    button(page, "count").click()
    expect(field(page, "income")).to_be_focused()
    assert page.locator("[aria-invalid]").count() == 4
    said = page.locator(".tool-error:visible").all_inner_texts()
    words = load(locale)
    assert said == [words["planner_problem_empty"]] * 3 + [words["planner_problem_old"]]


@CHINESE_FIRST
def test_a_few_fields_are_asked_at_once(reader: Reader, locale: str) -> None:
    page = planner(reader, locale)
    asked = page.locator(".planner-form :is(input, select):visible")
    expect(asked).to_have_count(2)
    field(page, "income").fill("3000")
    field(page, "needs").fill("2000")
    expect(asked).to_have_count(4)  # and the first debt: who, how much
    field(page, "balance", 0).fill("500")
    expect(asked).to_have_count(6)  # and its cost, and whether it is old
    button(page, "add").click()
    expect(asked).to_have_count(8)


@CHINESE_FIRST
def test_nothing_is_called_wrong_before_it_is_left(reader: Reader, locale: str) -> None:
    page = planner(reader, locale)
    field(page, "income").press_sequentially("-5")
    assert page.locator(".tool-error:visible").count() == 0
    field(page, "income").press("Tab")
    expect(page.locator(".tool-error:visible")).to_have_text(
        load(locale)["planner_problem_negative"]
    )
    field(page, "needs").press("Tab")  # left empty: may still come
    assert page.locator(".tool-error:visible").count() == 1


@CHINESE_FIRST
def test_a_result_is_never_older_than_what_is_typed(reader: Reader, locale: str) -> None:
    page = planner(reader, locale)
    count(page, EXAMPLE)
    before = cards(page)
    field(page, "income").fill("5,500")
    assert cards(page) != before
    field(page, "income").fill("5,5")
    expect(page.locator(".planner-result")).to_be_hidden()
    expect(page.locator(".planner-plan")).to_be_hidden()
    assert advice(page) == set()
    field(page, "income").fill("4,920")
    expect(page.locator(".planner-result")).to_be_visible()
    assert cards(page) == before


# ------------------------------------------------------------------- rows


@CHINESE_FIRST
def test_debts_are_added_up_to_twelve(reader: Reader, locale: str) -> None:
    page = planner(reader, locale)
    field(page, "income").fill("3000")
    field(page, "needs").fill("2000")
    expect(page.locator(".planner-remove")).to_be_hidden()
    for index in range(1, 12):
        button(page, "add").click()
        expect(field(page, "lender", index)).to_be_focused()
    expect(button(page, "add")).to_be_hidden()
    expect(page.locator(".planner-full")).to_be_visible()
    names = page.locator(".planner-row legend").all_inner_texts()
    assert names == [load(locale)["planner_debt"].format(number=n) for n in range(1, 13)]


@CHINESE_FIRST
def test_a_removed_debt_can_be_brought_back(reader: Reader, locale: str) -> None:
    page = planner(reader, locale)
    count(page, EXAMPLE, [LENDER, "某银行"])
    before = cards(page)
    row(page, 0).locator(".planner-remove").click()
    expect(page.locator(".planner-undo")).to_be_focused()
    expect(page.locator(".planner-said")).to_contain_text(LENDER)
    assert list(cards(page)) == ["某银行"]
    page.keyboard.press("Enter")
    expect(field(page, "lender", 0)).to_be_focused()
    expect(field(page, "balance", 0)).to_have_value("6,000")
    assert cards(page) == before
    expect(page.locator(".planner-undo")).to_be_hidden()


@CHINESE_FIRST
def test_an_empty_debt_goes_without_a_word(reader: Reader, locale: str) -> None:
    page = planner(reader, locale)
    field(page, "income").fill("3000")
    field(page, "needs").fill("2000")
    button(page, "add").click()
    row(page, 1).locator(".planner-remove").click()
    expect(field(page, "lender", 0)).to_be_focused()
    expect(page.locator(".planner-undo")).to_be_hidden()
    expect(page.locator(".planner-said")).to_be_empty()


# ------------------------------------------------------------------- the letter


def blank(page: Page, name: str) -> Locator:
    return page.locator(f"[data-field={name}]").first


@CHINESE_FIRST
def test_an_offer_fills_the_letter_and_leaves_the_rest(reader: Reader, locale: str) -> None:
    page = planner(reader, locale)
    blank(page, "name").fill("王小明")
    count(page, EXAMPLE, [LENDER, "某银行"])
    page.locator(".planner-write").first.click()
    expect(page.locator("#offer-by-plan")).to_be_focused()
    wanted = {
        "name": "王小明",
        "lender": LENDER,
        "balance-amount": "6,000",
        "income-amount": "4,920",
        "costs-amount": "3,720",
        "left-amount": "1,200",
        "debts-number": "2",
        "pay-amount": "839",
        "months-number": "8",
        "last-amount": "667.88",
        "loan": "",
        "reason": "",
        "start": "",
        "phone": "",
    }
    for name, value in wanted.items():
        expect(blank(page, name)).to_have_value(value)
    expect(page.locator(".letter-said")).to_have_text(load(locale)["planner_filled"])
    page.locator(".letter-copy").click()
    assert "每月还839元，还8个月，最后一个月还667.88元" in page.evaluate("copied")


def test_a_loan_number_stays_with_its_lender(reader: Reader) -> None:
    page = planner(reader, "zh")
    count(page, EXAMPLE, [LENDER, "某银行"])
    first, second = page.locator(".planner-write").all()
    first.click()
    blank(page, "loan").fill("L-1")
    second.click()
    expect(blank(page, "lender")).to_have_value("某银行")
    expect(blank(page, "loan")).to_have_value("")
    blank(page, "loan").fill("L-2")
    first.click()
    expect(blank(page, "loan")).to_have_value("L-1")
    second.click()
    expect(blank(page, "loan")).to_have_value("L-2")


@CHINESE_FIRST
def test_a_letter_with_figures_of_an_older_plan_says_so(reader: Reader, locale: str) -> None:
    page = planner(reader, locale)
    count(page, EXAMPLE)
    page.locator(".planner-write").first.click()
    said = page.locator(".letter-said")
    field(page, "income").fill("4,000")
    expect(said).to_have_text(load(locale)["planner_outdated"])
    field(page, "income").fill("4,920")
    expect(said).to_be_empty()
    field(page, "income").fill("x")
    expect(said).to_have_text(load(locale)["planner_outdated"])


# ------------------------------------------------------------------- copying, keeping


@CHINESE_FIRST
def test_the_copied_plan_has_every_figure_and_that_it_may_be_refused(
    reader: Reader, locale: str
) -> None:
    page = planner(reader, locale)
    count(page, EXAMPLE, [LENDER, "某银行"])
    button(page, "copy").click()
    expect(page.locator(".planner-copied")).to_have_text(load(locale)["tool_copied"])
    copied = page.evaluate("copied")
    first = next(filter(None, EXAMPLE.offers))
    for figure in (*first[:3], "360", "120", "1,200", LENDER):
        assert figure in copied
    assert load(locale)["planner_caution"] in copied
    assert not re.search(r"undefined|null|NaN|\{", copied)


@CHINESE_FIRST
def test_where_the_clipboard_is_refused_the_text_is_selected(reader: Reader, locale: str) -> None:
    page = planner(reader, locale)
    page.evaluate("navigator.clipboard.writeText = undefined; document.execCommand = () => false")
    count(page, EXAMPLE)
    button(page, "copy").click()
    plain = page.locator(".planner-plain")
    expect(plain).to_be_focused()
    assert plain.evaluate("(e) => e.value.slice(e.selectionStart, e.selectionEnd)") != ""
    field(page, "income").fill("6000")  # what is shown would be out of date
    expect(plain).to_be_hidden()


@CHINESE_FIRST
def test_nothing_is_kept_or_sent(reader: Reader, locale: str) -> None:
    page = planner(reader, locale)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = page.url
    count(page, EXAMPLE, [LENDER, "某银行"])
    button(page, "copy").click()
    page.locator(".planner-write").first.click()
    button(page, "print").click()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(KEEPS) == [0, 0, ""]
    assert asked == []
    assert page.url == address
    assert page.locator("article form, article [name]").count() == 0
    page.reload()
    typed = page.locator("article input, article textarea").evaluate_all(
        "(all) => all.map((e) => e.value).join('')"
    )
    assert typed == ""


@CHINESE_FIRST
def test_using_every_part_breaks_no_policy(reader: Reader, locale: str) -> None:
    page = reader.page(before=f"{WATCH_POLICY};{CLIPBOARD};{NO_PRINTER}")
    page.goto(reader.url(Address(locale, "tools/planner")))
    button(page, "count").click()
    count(page, BY_WHY["an old debt gets no share"])
    button(page, "copy").click()
    page.locator(".planner-write").last.click()
    row(page, 1).locator(".planner-remove").click()
    page.locator(".planner-undo").click()
    button(page, "print").click()
    assert broken(page) == []


def test_what_a_reader_types_is_never_read_as_markup(reader: Reader) -> None:
    page = planner(reader, "zh")
    count(page, EXAMPLE, ["<img src=x onerror=alert(1)>", "{amount} $& 某银行"])
    assert page.locator("article img").count() == 0
    assert list(cards(page)) == ["<img src=x onerror=alert(1)>", "{amount} $& 某银行"]


# ------------------------------------------------------------------- keyboard, phone, access


@CHINESE_FIRST
def test_the_keyboard_is_enough(reader: Reader, locale: str) -> None:
    page = planner(reader, locale, viewport=DESK)
    field(page, "income").focus()
    for text in ("4,920", "3,600", LENDER, "6,000", "24%"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(button(page, "add")).to_be_focused()
    page.keyboard.press("Enter")
    for text in ("某银行", "3,000", ""):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".planner-title")).to_be_focused()
    while not page.locator(".planner-write").first.evaluate("(e) => e === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(blank(page, "pay-amount")).to_have_value("839")


@CHINESE_FIRST
def test_no_state_scrolls_sideways_and_all_is_large_enough_for_a_thumb(
    reader: Reader, locale: str
) -> None:
    page = planner(reader, locale)
    for case in (*STATES.values(), BY_WHY["large amounts stay exact"]):
        count(page, case, [LENDER * 3] * len(case.debts))
        for width in (320, 360):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate(SIDEWAYS) == [], case.why
        assert page.evaluate(SMALL) == [], case.why


@LOOKS_OF_EDITIONS
@pytest.mark.parametrize(
    "states",
    [("closes", "old"), pytest.param(("short", "open", "long"), marks=pytest.mark.all_looks)],
    ids=",".join,
)
def test_axe_finds_nothing_in_any_state(
    reader: Reader, locale: str, look: dict[str, Any], states: tuple[str, ...]
) -> None:
    page = planner(reader, locale, **look)
    button(page, "count").click()
    assert violations(page, "section.planner") == [], "everything is missing"
    for state in states:
        count(page, STATES[state])
        assert violations(page, "section.planner") == [], state


# ------------------------------------------------------------------- paper, without script


def sheets(page: Page) -> list[str]:
    return [plain(sheet.extract_text()) for sheet in paper(page).pages]


#: As much as a sheet has to bear: twelve debts, long names and figures, and a plan that is none.
FULLEST = Typed(
    "twelve large debts",
    "25,000.01",
    "3,800",
    tuple((f"{n}1,234.56", "23.9999%" if n % 3 else "", "no") for n in range(3, 15)),
    "long",
    (),
)


@pytest.mark.parametrize(
    "case",
    [EXAMPLE, BY_WHY["twelve debts"], STATES["old"], FULLEST],
    ids=lambda case: case.why,
)
@CHINESE_FIRST
def test_a_plan_alone_fits_one_sheet(reader: Reader, locale: str, case: Typed) -> None:
    page = planner(reader, locale)
    count(page, case, [f"{LENDER}{index}分公司" for index in range(len(case.debts))])
    button(page, "print").click()
    assert page.evaluate("printed") == 1
    expect(button(page, "blank")).to_be_hidden()  # it would print this plan
    (sheet,) = sheets(page)
    expect(page.locator(".planner-plan tbody tr")).to_have_count(len(case.debts))
    for cells in case.offers:
        assert cells is None or cells[2] in sheet
    assert "95188" not in sheet
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#how-counted")).to_be_visible()


@CHINESE_FIRST
def test_an_empty_form_alone_is_one_sheet_with_lines(reader: Reader, locale: str) -> None:
    page = planner(reader, locale)
    button(page, "blank").click()
    assert len(sheets(page)) == 1
    page.emulate_media(media="print")
    assert len(advice(page)) == 4
    expect(page.locator(".planner-form")).to_be_hidden()
    lines = page.locator(".planner-line")
    assert lines.count() == 4
    for line in lines.all():
        box = line.bounding_box()
        assert box is not None
        assert box["width"] > 300
        assert box["height"] > 20
    for cell in page.locator(".planner-table td").all():
        box = cell.bounding_box()
        assert box is not None
        assert box["height"] > 25


@CHINESE_FIRST
def test_without_script_the_section_is_a_form_for_paper(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "tools/planner"), script=False)
    expect(page.locator(".planner-paper")).to_be_visible()
    assert page.locator(".planner-table tbody tr").count() == 6
    assert len(advice(page)) == 4
    assert page.locator("section.planner :is(button, input)").count() == 0
    assert page.evaluate(SIDEWAYS) == []
