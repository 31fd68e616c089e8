"""How records are found, how laws are numbered, how facts age."""

from datetime import date, timedelta

import pytest
from guidance.language import writing
from guidance.parse.facts import read_registry
from guidance.registry import Registry, accepted_texts, article_texts, han_number

from tests.rules.small_site import FACTS, LOCALES

CHECKED, REVIEW_BY = date(2026, 11, 24), date(2027, 2, 22)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return read_registry(FACTS, FACTS, LOCALES)[0]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (253, "二百五十三"),
        (300, "三百"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1032, "一千零三十二"),
        (1100, "一千一百"),
        (1260, "一千二百六十"),
        (9999, "九千九百九十九"),
    ],
)
def test_a_number_is_written_as_a_chinese_law_writes_it(number: int, words: str) -> None:
    assert han_number(number, writing("zh")) == words


@pytest.mark.parametrize(
    ("article", "locale", "texts"),
    [
        ("13", "zh", ["第十三条"]),
        ("253-1", "zh", ["第二百五十三条之一"]),
        ("133-12", "zh-Hant", ["第一百三十三条之十二"]),
        ("13", "en", ["Article 13", "article 13", "art. 13"]),
        ("253-1", "en", ["Article 253-1", "article 253-1", "art. 253-1"]),
    ],
)
def test_an_article_has_its_accepted_texts(article: str, locale: str, texts: list[str]) -> None:
    assert article_texts(article, locale) == texts


@pytest.mark.parametrize(
    ("scheme", "key"),
    [("contact", "alipay"), ("law", "pipl"), ("law", "pipl#13"), ("fact", "hours"),
     ("term", "credit")],
)  # fmt: skip
def test_a_record_is_found_by_its_key(registry: Registry, scheme: str, key: str) -> None:
    record = registry.get(scheme, key)
    assert record is not None
    assert record.id == key.partition("#")[0]


@pytest.mark.parametrize(
    ("scheme", "key"),
    [("contact", ""), ("contact", "alpay"), ("contact", "alipay#1"), ("law", "pipl#14"),
     ("law", "pipl#13#2"), ("fact", "alipay"), ("term", "credit#x")],
)  # fmt: skip
def test_what_is_not_in_the_registry_is_not_found(
    registry: Registry, scheme: str, key: str
) -> None:
    assert registry.get(scheme, key) is None


def test_any_phrase_may_cite_a_law_or_a_claim_without_text(registry: Registry) -> None:
    assert accepted_texts(registry.laws["pipl"], "zh") == []
    assert accepted_texts(registry.claims["no-shame"], "zh") == []


def test_a_contact_is_cited_by_its_number(registry: Registry) -> None:
    assert accepted_texts(registry.contacts["alipay"], "en") == ["95188"]


@pytest.mark.parametrize(
    ("today", "age"),
    [
        (CHECKED, "fresh"),
        (REVIEW_BY - timedelta(days=15), "fresh"),
        (REVIEW_BY - timedelta(days=14), "due"),
        (REVIEW_BY, "due"),
        (REVIEW_BY + timedelta(days=1), "unconfirmed"),
        (REVIEW_BY + timedelta(days=90), "unconfirmed"),
        (REVIEW_BY + timedelta(days=91), "withheld"),
    ],
)
def test_a_fact_ages(registry: Registry, today: date, age: str) -> None:
    assert registry.contacts["alipay"].age(today) == age
