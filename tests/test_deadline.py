"""The deadline helper without a browser: the days come from the registry, the table is right."""

import re
from datetime import date

import pytest
from guidance.language import writing
from guidance.model import Site
from guidance.registry import han_number

from tests.helpers.deadlines import CASES, Case, last_day
from tests.helpers.project import TODAY
from tests.helpers.rendering import rendered

PAPERS = ("payment-order-15-days", "lawsuit-defence-15-days")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_the_table_counts_as_the_law_does(case: Case) -> None:
    assert last_day(case.received, case.days) == case.last


@pytest.mark.parametrize("paper", PAPERS)
def test_a_deadline_has_the_days_of_its_source(guide: Site, paper: str) -> None:
    claim = guide.registry.claims[paper]
    assert claim.days is not None
    assert f"{han_number(claim.days, writing('zh'))}日内" in (claim.passage or "")


def test_only_the_papers_we_hold_have_days(guide: Site) -> None:
    assert {one.id for one in guide.registry.claims.values() if one.days} == set(PAPERS)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_page_without_script_names_each_paper_with_its_days(guide: Site, locale: str) -> None:
    page = guide.edition(locale)["tools/deadline"]
    links = [link for link in page.facts("fact") if link.section == "last-day"]
    found = {one.key: one.text for one in links if guide.registry.claims[one.key].days}
    assert set(found) == set(PAPERS)
    for paper, text in found.items():
        assert re.findall(r"\d+", text) == [str(guide.registry.claims[paper].days)]


@pytest.mark.parametrize(
    ("today", "counted"), [(TODAY, 2), (date(2099, 1, 1), 0)], ids=["today", "too long unchecked"]
)
def test_nothing_is_counted_with_a_deadline_that_is_not_shown(
    guide: Site, today: date, counted: int
) -> None:
    page = guide.edition("zh")["tools/deadline"]
    html = rendered("zh", page.name, "\n".join(page.lines), guide, today=today)
    assert html.count("data-days=") == counted
