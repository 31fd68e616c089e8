"""The tables that tell the search what readers mean."""

from __future__ import annotations

import pytest
from guidance.render.search import first_tables, queries, segment, sounds

from tests.helpers.project import LOCALES


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("花呗逾期了", ["花呗", "逾期", "了"]),
        ("收到支付令", ["收到", "支付令"]),
        ("还不上借呗", ["还不上", "借呗"]),
        ("Alipay 账单", ["Alipay", " ", "账单"]),
    ],
)
def test_names_of_the_field_stay_whole(text: str, words: list[str]) -> None:
    assert segment(text) == words


def test_traditional_characters_are_only_those_that_the_pages_can_answer() -> None:
    simple = first_tables("fr", ["电话"])["simple"]
    assert simple == "話话電电"


@pytest.mark.parametrize(("char", "syllable"), [("另", "ling"), ("贝", "bei"), ("呗", "bei")])
def test_a_character_stands_at_its_syllable(char: str, syllable: str) -> None:
    table = sounds("zh", ["花呗"])
    assert [key for key, chars in table.items() if char in chars] == [syllable]


def test_no_character_stands_twice() -> None:
    chars = "".join(sounds("zh", ["花呗逾期"]).values())
    assert len(chars) == len(set(chars))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_word_is_not_both_left_out_and_searched(locale: str) -> None:
    words = queries(locale)
    idle = words.idle.split()
    assert len(idle) == len(set(idle))
    assert not set(idle) & words.same.keys()


def test_an_edition_without_words_of_its_own_has_none() -> None:
    tables = first_tables("fr", [])
    assert tables["idle"] == []
    assert tables["same"] == {}
