"""Dirty dates, and the order of day and month."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsales.pipeline.dates import Slashed, contradicted, order_of, parse_date, read_date

_DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-05", "2026-3-5", "2026/3/5", "2026.03.05", "2026年3月5日", "2026 年 3 月 5 日", "20260305", 20260305,
        "2026-03-05 14:30:00", "2026-03-05T14:30:00Z", "2026-03-05T14:30:00.123+08:00", "2026/3/5 14:30",
        "2026/3/5 下午 2:30", "2026年3月5日 14时30分", "5-Mar-2026", "05-Mar-26", "5 March 2026", "Mar 5, 2026",
        "March 5th, 2026", "Thu, 5 Mar 2026", 46086, 46086.6, "46086", 1772668800000, date(2026, 3, 5),
        datetime(2026, 3, 5, 23, 59), "20260305T143000Z", " 2026-03-05 ", "２０２６－０３－０５",
    ],
)  # fmt: skip
def test_every_common_shape_of_a_day_is_read(cell: object) -> None:
    """Text, serials and real dates of one day give that day."""
    assert parse_date(cell) == _DAY


@pytest.mark.parametrize(
    "cell", ["soon", "2026-02-30", "Q3", "2026-03", "13/13/2026", 5, True, "0000-01-01", "3", "", "99999999"]
)
def test_what_is_no_day_is_not_read(cell: object) -> None:
    """A cell that names no day gives none."""
    parsed = parse_date(cell)
    assert (parsed.read(True) if isinstance(parsed, Slashed) else parsed) is None


def test_a_column_shows_its_order_by_days_above_twelve() -> None:
    """One clear date settles the order of its separator, and of no other."""
    cells = ["20/03/2023", "05/03/2026", "10-19-2022", "05-03-2026", "05.03.2026"]
    order = order_of([parse_date(cell) for cell in cells])
    assert order == {"/": True, "-": False, ".": None}
    values = [read_date(cell, parse_date(cell), order).value for cell in cells]
    assert values == [date(2023, 3, 20), _DAY, date(2022, 10, 19), date(2026, 5, 3), None]


def test_a_column_that_proves_both_orders_settles_none() -> None:
    """Contradicting dates leave the others open; clear ones are still read."""
    parsed = [parse_date(cell) for cell in ("13/05/2026", "05/13/2026", "05/03/2026")]
    assert contradicted(parsed, "/")
    assert order_of(parsed) == {"/": None}
    assert read_date("13/05/2026", parsed[0], {"/": None}).value == date(2026, 5, 13)
    assert read_date("05/03/2026", parsed[2], {"/": None}).problem.startswith("could be 5 March 2026 (day first) or")


def test_the_same_day_and_month_needs_no_order() -> None:
    """05/05/2026 is the fifth of May either way."""
    assert read_date("05/05/2026", parse_date("05/05/2026"), {}).value == date(2026, 5, 5)


_SHAPES = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y年%m月%d日",
    "%Y%m%d",
    "%d-%b-%Y",
    "%B %d, %Y",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%MZ",
)


@settings(max_examples=80, deadline=None)
@given(st.datetimes(datetime(1950, 1, 1), datetime(2200, 12, 31)), st.sampled_from(_SHAPES))
def test_any_rendering_of_a_day_reads_back(moment: datetime, shape: str) -> None:
    """A day in any unambiguous shape is the same day again."""
    assert parse_date(moment.strftime(shape)) == moment.date()


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2200, 12, 31)), st.booleans(), st.sampled_from("/-."))
def test_slashed_days_read_back_in_their_own_order(day: date, day_first: bool, mark: str) -> None:
    """Given the order, d/m and m/d renderings give the day back."""
    text = day.strftime(f"%d{mark}%m{mark}%Y" if day_first else f"%m{mark}%d{mark}%Y")
    assert read_date(text, parse_date(text), {mark: day_first}).value == day


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=24), st.integers(), st.floats(allow_nan=False)))
def test_no_cell_breaks_the_reader(cell: object) -> None:
    """Any cell gives a date, an open question or nothing."""
    parsed = parse_date(cell)
    assert read_date(cell, parsed, {}).value is None or isinstance(parsed, (date, Slashed))
