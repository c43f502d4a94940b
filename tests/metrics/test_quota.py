"""The quota metrics, by hand and by law."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import amounts, weights

from xlsales.errors import MetricError
from xlsales.metrics import quota


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (quota.period_quota(1000), 1000),
        (quota.period_quota(1000, 0.3, 0.5), 150),
        (quota.ramp_quota(1000, 1), 0),
        (quota.ramp_quota(1000, 4.9), 750),
        (quota.ramp_quota(1000, 5), 1000),
        (quota.ramp_quota(1000, 2, [0.1, 0.9]), 900),
        (quota.attainment([30, 20], 200), 0.25),
        (quota.pace(30, 100, 0.6), 0.5),
        (quota.required_per_week(100, 40, 6), 10),
        (quota.required_per_week(100, 140, 6), 0),
    ],
)
def test_hand_computed_results(got: float, expected: float) -> None:
    """Each metric gives what pencil and paper give."""
    assert got == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("args", "parts"),
    [
        ((10, [1, 1, 1]), (4, 3, 3)),
        ((186, [4, 4, 5]), (57, 57, 72)),
        ((5, [0.1, 0.1, 0]), (3, 2, 0)),  # a tie of halves: the earlier part
        ((1000, [1, 1, 1], 100), (400, 300, 300)),
        ((1050, [1, 3], 100), (300, 750)),  # 2.5 and 7.5 steps; the 50 goes to the largest part
        ((0.3, [1, 1, 1], 0.1), (0.1, 0.1, 0.1)),
        ((-10, [1, 1, 1]), (-4, -3, -3)),
        ((0, [1, 2]), (0, 0)),
    ],
)
def test_split_by_largest_remainder(args: tuple[object, ...], parts: tuple[float, ...]) -> None:
    """The steps left over go to the largest remainders, the earlier part first."""
    assert quota.split_quota(*args) == parts  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: quota.period_quota(1, 26), "#NUM!"),
        (lambda: quota.split_quota(1, [0, 0]), "#DIV/0!"),
        (lambda: quota.split_quota(1, []), "#DIV/0!"),
        (lambda: quota.split_quota(1, [2, -1]), "#NUM!"),
        (lambda: quota.split_quota(1, [2], -1), "#NUM!"),
        (lambda: quota.split_quota(1, [2], 0), "#DIV/0!"),
        (lambda: quota.ramp_quota(1, 0), "#NUM!"),
        (lambda: quota.ramp_quota(1, 1, [25]), "#NUM!"),
        (lambda: quota.attainment(1, 0), "#DIV/0!"),
        (lambda: quota.pace(1, 1, 0), "#DIV/0!"),
        (lambda: quota.pace(1, 1, 1.5), "#NUM!"),
        (lambda: quota.required_per_week(1, 0, 0), "#DIV/0!"),
    ],
)
def test_errors_bear_the_code_of_their_rule(call: object, code: str) -> None:
    """A metric without a result raises the error that the cell shows."""
    with pytest.raises(MetricError) as raised:
        call()  # type: ignore[operator]
    assert raised.value.code == code


@given(amounts, st.lists(weights, min_size=1, max_size=12), st.sampled_from([0.01, 0.1, 0.25, 1, 100]))
def test_parts_add_up_to_the_last_digit(total: float, shares: list[float], step: float) -> None:
    """The parts, read as decimals, make the total exactly, and no part has the other sign."""
    assume(any(shares))
    parts = quota.split_quota(total, shares, step)
    assert sum(Decimal(str(part)) for part in parts) == Decimal(str(total))
    assert all(part * total >= 0 for part in parts)


@given(st.integers(0, 10**6), st.lists(st.integers(0, 50), min_size=1, max_size=12))
def test_no_part_is_a_step_away_from_its_share(total: int, shares: list[int]) -> None:
    """Largest remainder never moves a part by a whole step or more."""
    assume(any(shares))
    for part, share in zip(quota.split_quota(total, shares), shares, strict=True):
        assert abs(part - total * share / sum(shares)) < 1


@given(
    st.integers(0, 10**7),
    st.lists(st.one_of(st.integers(0, 500).map(lambda cents: cents / 100), weights), min_size=1, max_size=8),
)
def test_split_is_the_textbook_largest_remainder(cents: int, shares: list[float]) -> None:
    """Whatever the digits of the weights, the parts are those of exact fractions, steps handed out one by one."""
    assume(any(shares))
    exact = [Fraction(str(share)) for share in shares]
    due = [cents * share / sum(exact) for share in exact]
    counts = [int(share) for share in due]
    by_remainder = sorted(range(len(due)), key=lambda place: counts[place] - due[place])
    for place in by_remainder[: cents - sum(counts)]:
        counts[place] += 1
    assert quota.split_quota(cents / 100, shares, 0.01) == pytest.approx([count / 100 for count in counts], rel=1e-12)
