"""Sales periods: any fiscal year, without gaps and overlaps."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsales.errors import SettingsError
from xlsales.periods import Period

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MONTHS = st.integers(1, 12)
YEARS = st.integers(2000, 2098)


@given(YEARS, MONTHS)
@settings(max_examples=60)
def test_quarters_tile_the_fiscal_year(year: int, first_month: int) -> None:
    """Four quarters of three months follow each other from the year's first to its last day."""
    whole = Period.parse(str(year), first_month)
    quarters = whole.quarters()
    assert (quarters[0].start, quarters[-1].end) == (whole.start, whole.end)
    assert [quarter.months for quarter in quarters] == [3, 3, 3, 3]
    for before, after in pairwise(quarters):
        assert after.start - before.end == timedelta(days=1)


@given(YEARS, MONTHS)
@settings(max_examples=60)
def test_years_follow_each_other(year: int, first_month: int) -> None:
    """A fiscal year ends the day before the next begins, and bears the year in which it starts."""
    this, after = Period.parse(str(year), first_month), Period.parse(str(year + 1), first_month)
    assert after.start - this.end == timedelta(days=1)
    assert this.start == date(year, first_month, 1)


@given(DAYS, MONTHS)
@settings(max_examples=100)
def test_quarter_of_a_day_holds_the_day(day: date, first_month: int) -> None:
    """The quarter found for a day contains it and reads back from its own text."""
    quarter = Period.quarter_of(day, first_month)
    assert quarter.start <= day <= quarter.end
    assert Period.parse(quarter.text, first_month) == quarter
    assert quarter.year.start <= day <= quarter.year.end
    assert quarter.quarter == int(quarter.text[-1])


@given(DAYS, DAYS, MONTHS)
@settings(max_examples=100)
def test_weeks_left_cover_the_days_left(day: date, as_of: date, first_month: int) -> None:
    """Weeks left are the fewest whole weeks that cover the days left, and none once the period is over."""
    quarter = Period.quarter_of(day, first_month)
    weeks, days = quarter.weeks_left(as_of), (quarter.end - as_of).days
    assert weeks == 0 if days <= 0 else 7 * (weeks - 1) < days <= 7 * weeks


@given(DAYS, DAYS)
@settings(max_examples=100)
def test_share_gone_grows_from_nought_to_one(day: date, as_of: date) -> None:
    """The share gone lies between 0 and 1, is 0 before the period, 1 from its last day, and never falls."""
    quarter = Period.quarter_of(day)
    share = quarter.share_gone(as_of)
    assert 0 <= share <= quarter.share_gone(as_of + timedelta(days=1)) <= 1
    assert (share == 0) == (as_of < quarter.start)
    assert (share == 1) == (as_of >= quarter.end)


@pytest.mark.parametrize(
    ("text", "start", "end", "months"),
    [
        ("2026", "2026-01-01", "2026-12-31", 12),
        ("2026H2", "2026-07-01", "2026-12-31", 6),
        ("2026q4", "2026-10-01", "2026-12-31", 3),
        (" 2026年Q1 ", "2026-01-01", "2026-03-31", 3),
        ("2024-02", "2024-02-01", "2024-02-29", 1),
    ],
)
def test_spellings_of_a_period(text: str, start: str, end: str, months: int) -> None:
    """Years, halves, quarters and months are understood as people write them."""
    period = Period.parse(text)
    assert (period.start.isoformat(), period.end.isoformat(), period.months) == (start, end, months)


@pytest.mark.parametrize("text", ["", "Q4", "2026Q5", "2026Q0", "2026H3", "2026-13", "2026-00", "26Q1", "2026 Q4 x"])
def test_other_texts_are_refused_by_name(text: str) -> None:
    """What is no period is an error that repeats what was written."""
    with pytest.raises(SettingsError, match="is not understood"):
        Period.parse(text)
