"""The shared arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.metrics import numbers


@pytest.mark.parametrize(
    ("value", "whole"),
    [(7.0000000004, 7), (7.0000000005, 8), (6.9999999999, 7), (0, 0), (1e-12, 0), (0.2, 1), (1e300, int(1e300))],
)
def test_things_to_find_are_rounded_at_nine_places_first(value: float, whole: int) -> None:
    """Noise of a division finds nobody more; the half at the ninth place goes up."""
    assert numbers.round_up(value) == pytest.approx(whole)


@given(st.lists(st.floats(-1e12, 1e12), max_size=20), st.randoms())
def test_a_sum_does_not_know_its_order(values: list[float], random: object) -> None:
    """Shuffled numbers have the same sum to the last bit."""
    shuffled = sorted(values, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert numbers.total(values) == numbers.total(shuffled)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_exact_is_the_decimal_people_read(digits: int, places: int) -> None:
    """A number typed with a few decimals is exactly that decimal."""
    assert numbers.exact(digits / 10**places) * 10**places == digits
