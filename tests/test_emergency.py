"""Who is in danger, or whose money is going, finds the numbers first and in one order."""

from pathlib import Path

import pytest

from tests.helpers import html
from tests.helpers.project import LOCALES, Address

EDITIONS = pytest.mark.parametrize("locale", LOCALES)


def dialled(card: html.Element) -> list[str]:
    return [a["href"].removeprefix("tel:") for a in card.all("a") if a["href"].startswith("tel:")]


@EDITIONS
@pytest.mark.parametrize(
    ("page", "node", "numbers"),
    [
        ("index", "in-distress", ["12356", "120", "110"]),
        ("index", "already-paid", ["110", "95188"]),
        ("respond/paid", "sent-money", ["110", "95188"]),
        ("respond/paid", "money-gone", ["110", "95188"]),
        ("respond/paid", "gave-code", ["110", "95188"]),
    ],
)
def test_the_numbers_are_the_first_thing_in_an_emergency(
    built_site: Path, locale: str, page: str, node: str, numbers: list[str]
) -> None:
    source = html.read(built_site / Address(locale, page).file)
    first = source.one("div", "node", data_node=node).one(class_="dial")
    assert dialled(first) == numbers


@EDITIONS
def test_who_cannot_go_on_sees_the_numbers_first(built_site: Path, locale: str) -> None:
    source = html.read(built_site / Address(locale, "situations/distress").file)
    assert dialled(source.all("ul", "dial")[0]) == ["12356", "120", "110"]


@EDITIONS
def test_whoever_missed_the_last_day_finds_whom_to_call(built_site: Path, locale: str) -> None:
    """The deadline helper shows these in place of its calendar (overrides/components/deadline/script.js)."""
    source = html.read(built_site / Address(locale, "tools/deadline").file)
    assert [dialled(numbers) for numbers in source.all("ul", "dial")] == [["12348", "12368"]]


@EDITIONS
def test_whoever_lost_money_is_told_one_order_everywhere(built_site: Path, locale: str) -> None:
    source = html.read(built_site / Address(locale, "respond/paid").file)
    orders = {
        card["data-node"]: order
        for card in source.all("div", "outcome")
        if {"110", "95188"} <= set(order := dialled(card))
    }
    assert orders
    assert {node: order for node, order in orders.items() if order[0] != "110"} == {}
