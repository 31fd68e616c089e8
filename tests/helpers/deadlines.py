"""Deadlines counted by hand, for Python and for the browser alike."""

import re
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = "January February March April May June July August September October November December"


class Case(NamedTuple):
    """A paper received on a day, and the earliest last day to act."""

    why: str
    received: str
    days: int
    last: str


CASES = (
    Case("within a month", "2026-11-01", 15, "2026-11-16"),
    Case("over the end of a month of 30 days", "2026-11-20", 15, "2026-12-05"),
    Case("over the end of a month of 31 days", "2026-10-31", 15, "2026-11-15"),
    Case("over the end of the year", "2026-12-20", 15, "2027-01-04"),
    Case("to the last day of the year", "2026-12-16", 15, "2026-12-31"),
    Case("over the end of February", "2027-02-14", 15, "2027-03-01"),
    Case("over the end of February of a leap year", "2028-02-14", 15, "2028-02-29"),
    Case("received on the leap day", "2028-02-29", 15, "2028-03-15"),
    Case("past the leap day", "2028-02-20", 15, "2028-03-06"),
    Case("received on the last day of February", "2027-02-28", 15, "2027-03-15"),
    Case("the last day is a Saturday and stays", "2026-11-20", 15, "2026-12-05"),
    Case("the last day is 1 October and stays", "2026-09-16", 15, "2026-10-01"),
    Case("summer time begins in between (Berlin)", "2027-03-20", 15, "2027-04-04"),
    Case("summer time ends in between (Berlin)", "2026-10-20", 15, "2026-11-04"),
)


def last_day(received: str, days: int) -> str:
    """Civil Procedure Law, art. 85: the day of receipt is not counted; no holiday moves the day."""
    return (date.fromisoformat(received) + timedelta(days=days)).isoformat()


def read_day(words: str) -> str:
    """A day as either edition writes it, as 2026-12-05."""
    if found := re.fullmatch(r"(\d+)年(\d+)月(\d+)日\s*星期.", words):
        year, month, day = map(int, found.groups())
    else:
        _, day_, month_, year_ = words.replace(",", "").split()
        year, month, day = int(year_), MONTHS.split().index(month_) + 1, int(day_)
    return date(year, month, day).isoformat()
