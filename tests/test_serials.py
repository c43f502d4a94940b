"""Day numbers in both date systems."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.errors import MetricError
from xlsales.serials import from_serial, to_serial


@given(st.dates(min_value=date(1904, 1, 1)), st.booleans())
def test_a_day_comes_back_from_its_number(day: date, date1904: bool) -> None:
    """Every day has one number in each system, and the number leads back to the day."""
    assert from_serial(to_serial(day, date1904), "day", date1904) == day


@pytest.mark.parametrize(
    ("serial", "day"),
    [(1, date(1900, 1, 1)), (59, date(1900, 2, 28)), (61, date(1900, 3, 1)), (46027.9, date(2026, 1, 5))],
)
def test_numbers_of_known_days(serial: float, day: date) -> None:
    """The 1900 system counts a 29 February 1900 that never was."""
    assert from_serial(serial, "day") == day
    assert to_serial(day) == int(serial)


@pytest.mark.parametrize(
    ("serial", "date1904"), [(0, False), (60, False), (-1, True), (2958466, False), (2957004, True), (1e300, True)]
)
def test_numbers_of_no_day_are_refused(serial: float, date1904: bool) -> None:
    """A number before the first or after the last day, or of Excel's own day, is #NUM!."""
    with pytest.raises(MetricError) as raised:
        from_serial(serial, "due", date1904)
    assert raised.value.code == "#NUM!"


def test_days_before_the_date_system_have_no_number() -> None:
    """A day before 1904 cannot stand in a workbook that counts from 1904."""
    with pytest.raises(MetricError):
        to_serial(date(1903, 12, 31), date1904=True)
