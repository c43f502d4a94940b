"""The account metrics, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from xlsales.errors import MetricError
from xlsales.metrics import account


@pytest.mark.parametrize(("value", "tier"), [(100, "A"), (99.9, "B"), (50, "B"), (49, "C")])
def test_tier_begins_at_its_limit(value: float, tier: str) -> None:
    """A value on the limit belongs to the higher tier, as decimals: 10% of 100 is 10."""
    assert account.abc_tier(value, 0.1, 10, 5) == tier


@pytest.mark.parametrize(
    ("as_of", "band"),
    [
        (date(2026, 2, 27), "new"),
        (date(2026, 2, 28), "mid"),  # 18 months after the last day of August
        (date(2027, 8, 30), "mid"),
        (date(2027, 8, 31), "senior"),
        (date(2024, 1, 1), "new"),  # not hired yet
    ],
)
def test_tenure_is_counted_by_the_calendar(as_of: date, band: str) -> None:
    """The band changes on the day that ends 18 and 36 months of service."""
    assert account.tenure_band(date(2024, 8, 31), as_of) == band


def test_hired_at_the_end_of_the_calendar_is_new() -> None:
    """A band that would begin after the year 9999 is never reached."""
    assert account.tenure_band(date(9999, 1, 1), date(9999, 6, 1)) == "new"


def test_key_person_is_found_across_rows_and_spellings() -> None:
    """All amounts of an owner count together, whatever the case of the name."""
    assert account.key_person_share(["ann", "Bo", "ANN", "Cy"], [30, 40, 30, 20]) == 0.5


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (account.roi(150, 100), 0.5),
        (account.roi(50, 100), -0.5),
        (account.tco(300, 20, 3), 120),
        (account.stock_cover([30, 60], 20), 4.5),
    ],
)
def test_hand_computed_results(got: float, expected: float) -> None:
    """Each metric gives what pencil and paper give."""
    assert got == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: account.abc_tier(1, 60, 5, 3), "#NUM!"),
        (lambda: account.abc_tier(1, 0.6, 3, 5), "#NUM!"),
        (lambda: account.key_person_share(["a"], [0]), "#DIV/0!"),
        (lambda: account.key_person_share([], []), "#DIV/0!"),
        (lambda: account.key_person_share(["a"], [1, 2]), "#VALUE!"),
        (lambda: account.roi(1, 0), "#DIV/0!"),
        (lambda: account.tco(1, 1, 0), "#DIV/0!"),
        (lambda: account.stock_cover(1, 0), "#DIV/0!"),
    ],
)
def test_errors_bear_the_code_of_their_rule(call: object, code: str) -> None:
    """A metric without a result raises the error that the cell shows."""
    with pytest.raises(MetricError) as raised:
        call()  # type: ignore[operator]
    assert raised.value.code == code
