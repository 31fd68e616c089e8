"""The repayment planner once more, by other means: fractions here, integers in the browser.

Rules: docs/en/tools/planner.md "How this is counted", and the head of overrides/components/planner/script.js.
"""

import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import ceil, floor
from typing import Any, NamedTuple

import yaml

from tests.helpers.project import ROOT

TABLES = ROOT / "tests/planner"
LONGEST = 120
DAYS = 30
LONGEST_NUMBER = 40
FEN = Fraction(1, 100)


class Debt(NamedTuple):
    """What is owed in yuan, per cent a year (None where the reader left it out), whether it is old."""

    balance: Fraction
    rate: Fraction | None = None
    old: bool = False


@dataclass(frozen=True)
class Offer:
    """Yuan a month, months, the last instalment; months is None where ten years are not enough."""

    offer: int
    months: int | None
    last: Fraction | None
    cost: Fraction | None


@dataclass(frozen=True)
class Plan:
    """The result, what can be shared, and an offer a debt; None for those that get none."""

    state: str
    left: Fraction
    offers: tuple[Offer | None, ...]


def month_cost(owed: Fraction, rate: Fraction) -> Fraction:
    """The cost of one month, up to the next fen."""
    return ceil(owed * rate / 100 / 12 / FEN) * FEN


def repay(balance: Fraction, rate: Fraction, offer: int) -> Offer:
    """Pay ``offer`` each month, the rest in the last one."""
    owed, paid = balance, Fraction(0)
    for month in range(1, LONGEST + 1):
        owed += month_cost(owed, rate)
        payment = min(owed, Fraction(offer))
        owed, paid = owed - payment, paid + payment
        if not owed:
            return Offer(offer, month, payment, paid - balance)
    return Offer(offer, None, None, None)


def plan(income: Fraction, needs: Fraction, debts: Sequence[Debt]) -> Plan:
    """What each debt can be offered, debts in the given order."""
    kept = Fraction(ceil(needs / DAYS))
    left = income - needs - kept
    asked = [debt for debt in debts if not debt.old]

    def none(state: str) -> Plan:
        return Plan(state, left, (None,) * len(debts))

    if income <= needs:
        return none("short")
    if not asked:
        return none("old")
    if left <= 0:
        return none("tight")
    costs = {id(debt): month_cost(debt.balance, debt.rate or Fraction(0)) for debt in asked}
    least = {key: floor(cost) + 1 for key, cost in costs.items()}
    rest = left - sum(least.values())
    if rest < 0:
        return none("open")
    owed = sum(debt.balance for debt in asked)
    offers: list[Offer | None] = []
    for debt in debts:
        if debt not in asked:
            offers.append(None)
            continue
        share = least[id(debt)] + floor(rest * debt.balance / owed)
        offer = min(share, ceil(debt.balance + costs[id(debt)]))
        offers.append(repay(debt.balance, debt.rate or Fraction(0), offer))
    is_long = any(one is not None and one.months is None for one in offers)
    return Plan("long" if is_long else "closes", left, tuple(offers))


# --------------------------------------------------------------------------- plans nobody thought of

RANDOM = 300


def some_plan(seed: int) -> tuple[Fraction, Fraction, list[Debt]]:
    """Income, needs and debts, equal for equal seeds."""
    pick = random.Random(seed)

    def money(most: int) -> Fraction:
        return Fraction(pick.randint(1, most), 100)

    debts = [
        Debt(
            money(pick.choice((500, 100_000, 9_000_000))),
            pick.choice((None, Fraction(0), Fraction(pick.randint(10_000, 480_000), 10_000))),
            pick.choice((False, False, False, True)),
        )
        for _ in range(pick.randint(1, 12))
    ]
    needs = money(600_000)
    return needs + money(1_500_000) - pick.choice((0, 0, 2000)), needs, debts


# --------------------------------------------------------------------------- what readers type


def _plain(text: str) -> str:
    kept = "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace())
    return re.sub("[\u200b-\u200d\u2060\ufeff]", "", kept).replace("−", "-").replace("。", ".")


def _number(text: str, places: int) -> Fraction | str:
    if not text:
        return "empty"
    if len(text) > LONGEST_NUMBER:
        return "number"
    if "," in text:
        first, *groups = text.partition(".")[0].split(",")
        if not (1 <= len(first) <= 3 and all(len(group) == 3 for group in groups)):
            return "number"
        text = text.replace(",", "")
    if not re.fullmatch(r"-?[0-9]+\.?[0-9]*", text):
        return "number"
    try:
        value = Decimal(text)
    except InvalidOperation:  # pragma: no cover - the pattern above allows none
        return "number"
    if text.startswith("-"):
        return "negative"
    if (value * 10**places) % 1:
        return "decimals"
    return Fraction(value)


def read_money(text: str) -> Fraction | str:
    """Yuan, or the name of what is wrong with the text."""
    words = _plain(text)
    for unit in ("¥", "RMB", "CNY"):
        words = words[len(unit) :] if words.upper().startswith(unit) else words
    for unit in ("元", "块", "YUAN", "RMB", "CNY"):
        words = words[: -len(unit)] if words.upper().endswith(unit) else words
    is_wan = len(words) > 1 and words[-1] in "万萬"
    found = _number(words[:-1], 6) if is_wan else _number(words, 2)
    if isinstance(found, str):
        return found
    value = found * (10_000 if is_wan else 1)
    return "large" if value >= 100_000_000 else value


def read_balance(text: str) -> Fraction | str:
    """Money, and more than nothing."""
    found = read_money(text)
    return "nothing" if found == 0 else found


def read_rate(text: str) -> Fraction | str | None:
    """Per cent a year; None for an empty field."""
    found = _number(_plain(text).removeprefix("年化").removesuffix("%"), 4)
    if isinstance(found, str):
        return None if found == "empty" else found
    if 0 < found < 1:
        return "daily"
    return "dear" if found >= 1000 else found


READERS = {
    "money": read_money,
    "balance": read_balance,
    "rate": read_rate,
}


# --------------------------------------------------------------------------- the tables


class Typed(NamedTuple):
    """A case of plans.yml: texts as a reader types them, and the result as a reader sees it."""

    why: str
    income: str
    needs: str
    debts: tuple[tuple[str, ...], ...]
    state: str
    offers: tuple[tuple[str, ...] | None, ...]

    def read(self) -> tuple[Fraction, Fraction, list[Debt]]:
        """The texts as numbers."""
        income, needs = read_money(self.income), read_money(self.needs)
        assert isinstance(income, Fraction)
        assert isinstance(needs, Fraction)
        return income, needs, [_debt(*texts) for texts in self.debts]


def _debt(balance: str, rate: str, old: str) -> Debt:
    read = read_balance(balance), read_rate(rate)
    assert isinstance(read[0], Fraction)
    assert not isinstance(read[1], str)
    return Debt(read[0], read[1], old != "no")


def _table(name: str) -> Any:
    return yaml.safe_load((TABLES / name).read_text("utf-8"))


def plans() -> tuple[Typed, ...]:
    """The worked examples, the example of the page first."""
    return tuple(
        Typed(
            why,
            case["income"],
            case["needs"],
            tuple(_typed(debt) for debt in case["debts"]),
            case["state"],
            tuple(_cells(one, 4) if one else None for one in case["offers"]),
        )
        for why, case in _table("plans.yml").items()
    )


def _typed(row: str) -> tuple[str, ...]:
    balance, rate, old = _cells(row, 3)
    return balance, rate, old or "no"


def _cells(row: str, columns: int) -> tuple[str, ...]:
    """``a | b`` with empty cells behind."""
    cells = [cell.strip() for cell in row.split("|")]
    return tuple(cells + [""] * (columns - len(cells)))


def inputs() -> list[tuple[str, str, str]]:
    """Kind of field, what is typed, and how it is read: a number or the name of a problem."""
    return [
        (kind, typed, read)
        for kind, cases in _table("inputs.yml").items()
        for typed, read in cases.items()
    ]


def yuan(value: Fraction) -> str:
    """As on the screen: 1,234 or 1,234.50."""
    fen = value / FEN
    assert fen.denominator == 1, "money is whole fen"
    whole, rest = divmod(fen.numerator, 100)
    return f"{whole:,}" + (f".{rest:02}" if rest else "")
