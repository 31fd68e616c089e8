"""The repayment planner without a browser: the tables are right, and what holds for every plan."""

import re
from fractions import Fraction

import pytest
from guidance.model import Site
from guidance.strings import load

from tests.helpers.every import for_each
from tests.helpers.project import LOCALES, ROOT
from tests.helpers.repayment import (
    LONGEST,
    RANDOM,
    READERS,
    Offer,
    Plan,
    Typed,
    inputs,
    plan,
    plans,
    some_plan,
    yuan,
)

EDITIONS = pytest.mark.parametrize("locale", LOCALES)
PLANS = plans()


def as_read(wanted: str) -> Fraction | str | None:
    if wanted == "none":
        return None
    return wanted if wanted.isalpha() else Fraction(wanted)


def as_cells(offer: Offer | None) -> tuple[str, ...] | None:
    if offer is None:
        return None
    if offer.months is None or offer.last is None or offer.cost is None:
        return (yuan(Fraction(offer.offer)), "", "", "")
    return (
        yuan(Fraction(offer.offer)),
        str(offer.months),
        yuan(offer.last),
        yuan(offer.cost),
    )


# ------------------------------------------------------------------- the tables


@pytest.mark.parametrize("case", PLANS, ids=lambda case: case.why)
def test_the_table_counts_as_the_page_says(case: Typed) -> None:
    found = plan(*case.read())
    assert (found.state, tuple(map(as_cells, found.offers))) == (case.state, case.offers)


@pytest.mark.parametrize(("kind", "typed", "wanted"), inputs())
def test_what_readers_type_is_read_or_named_as_a_problem(
    kind: str, typed: str, wanted: str
) -> None:
    assert READERS[kind](typed) == as_read(wanted)


@EDITIONS
def test_every_problem_has_its_words(locale: str) -> None:
    named = {wanted for _, _, wanted in inputs() if wanted.isalpha() and wanted != "none"}
    words = {key.removeprefix("planner_problem_") for key in load(locale)} & named
    assert words == named


@EDITIONS
def test_the_example_of_the_page_is_the_first_of_the_table(guide: Site, locale: str) -> None:
    case = PLANS[0]
    income, needs, debts = case.read()
    wanted = {yuan(value) for value in (income, needs, plan(income, needs, debts).left)}
    wanted |= {yuan(debt.balance) for debt in debts}
    wanted |= {cell for offer in case.offers if offer for cell in offer} - {"0"}
    page = (ROOT / f"docs/{locale}/tools/planner.md").read_text("utf-8")
    example = page.partition('??? info "')[2] if locale == "zh" else page.rpartition("??? info")[2]
    said = re.findall(r"[\d,]*\d(?:\.\d+)?", example.partition("\n## ")[0])
    assert wanted - set(said) == set()


def test_both_engines_have_the_same_limits() -> None:
    script = (ROOT / "overrides/components/planner/script.js").read_text("utf-8")
    assert f"const LONGEST = {LONGEST};" in script
    assert LONGEST == 10 * 12
    assert "十年" in load("zh")["planner_long"]
    assert "ten years" in load("en")["planner_long"]


def test_a_debt_counts_as_old_before_the_limitation_period_may_be_over(guide: Site) -> None:
    claim = guide.registry.claims["civil-188-limitation"]
    assert claim.text == {"zh": ["三年"], "en": ["three years"]}
    assert "两年" in load("zh")["planner_is_old"]
    assert "two years" in load("en")["planner_is_old"]


# ------------------------------------------------------------------- what holds for every plan


def offered(found: Plan) -> list[Offer]:
    return [one for one in found.offers if one is not None]


@for_each("seed", range(RANDOM))
def test_no_plan_offers_more_than_is_left_or_less_than_nothing(seed: int) -> None:
    found = plan(*some_plan(seed))
    assert sum(offer.offer for offer in offered(found)) <= max(found.left, Fraction(0))
    assert all(offer.offer >= 1 for offer in offered(found))
    assert bool(offered(found)) == (found.state in ("closes", "long"))


@for_each("seed", range(RANDOM))
def test_all_instalments_together_are_the_debt_and_its_cost(seed: int) -> None:
    income, needs, debts = some_plan(seed)
    for debt, offer in zip(debts, plan(income, needs, debts).offers, strict=True):
        if offer is None or offer.months is None:
            continue
        assert offer.last is not None
        assert offer.cost is not None
        assert 0 < offer.last <= offer.offer
        paid = offer.offer * (offer.months - 1) + offer.last
        assert paid == debt.balance + offer.cost
        assert offer.cost >= 0
        assert bool(offer.cost) == bool(debt.rate)


@for_each("seed", range(RANDOM))
def test_who_has_more_left_is_never_longer_in_debt(seed: int) -> None:
    income, needs, debts = some_plan(seed)
    before = [len(debts), LONGEST + 1]
    for more in (0, 1, 10, 100, 10_000):
        found = offered(plan(income + more, needs, debts))
        longest = max((offer.months or LONGEST + 1 for offer in found), default=LONGEST + 1)
        assert longest <= before[1]
        before = [len(found), longest]


@for_each("seed", range(RANDOM))
def test_the_order_of_the_debts_changes_no_offer(seed: int) -> None:
    income, needs, debts = some_plan(seed)
    there = plan(income, needs, debts).offers
    back = plan(income, needs, debts[::-1]).offers
    assert back[::-1] == there


# ------------------------------------------------------------------- the page


@EDITIONS
def test_the_section_has_advice_for_each_result_and_whom_to_ask(guide: Site, locale: str) -> None:
    page = guide.edition(locale)["tools/planner"]
    cited = {link.key for link in page.facts("contact") if link.section == "work-out"}
    assert cited == {"legal-aid"}
    wanted = {"situations/cannot-pay", "money/which-first", "respond/plan", "respond/contact"}
    text = (ROOT / page.path).read_text("utf-8")
    assert all(f"../{name}.md#" in text for name in wanted)
