"""The review metrics, by hand and by law."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.errors import MetricError
from xlsales.metrics import review


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (review.kpi_score([100, 50], [3, 1]), 87.5),
        (review.commission(50, [100], [0.1]), 0),
        (review.commission(300, [100, 0], [0.1, 0.05]), 25),  # 100 × 5% + 200 × 10%, lines in any order
        (review.commission(-5, [0], [0.1]), 0),
        (review.commission(5, [], []), 0),
        (review.cagr(100, 121, 2), 0.1),
        (review.cagr(100, 0, 2), -1),
    ],
)
def test_hand_computed_results(got: float, expected: float) -> None:
    """Each metric gives what pencil and paper give."""
    assert got == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("args", "status"),
    [
        ((100, 100), "green"),
        ((90, 100), "amber"),
        ((0.09, 0.1), "amber"),  # 90% of 0.1 is a float above 0.09
        ((89.99, 100), "red"),
        ((80, 100, 0.8), "amber"),
        ((45, 45, 0.9, False), "green"),
        ((50, 45, 0.9, False), "amber"),  # 45 / 90% is 50
        ((50.01, 45, 0.9, False), "red"),
    ],
)
def test_status_changes_at_its_limits(args: tuple[object, ...], status: str) -> None:
    """A value on the limit has reached it, in both directions."""
    assert review.kpi_status(*args) == status  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: review.kpi_score([1], [0]), "#DIV/0!"),
        (lambda: review.kpi_score([1, 2], [1]), "#VALUE!"),
        (lambda: review.kpi_status(1, 2, 90), "#NUM!"),
        (lambda: review.kpi_status(3, 2, 0, False), "#DIV/0!"),
        (lambda: review.commission(1, [0, 0], [0.1, 0.2]), "#NUM!"),
        (lambda: review.commission(1, [0], [5]), "#NUM!"),
        (lambda: review.cagr(0, 1, 1), "#DIV/0!"),
        (lambda: review.cagr(1, 1, 0), "#DIV/0!"),
        (lambda: review.cagr(1, -1, 2), "#NUM!"),
        (lambda: review.cagr(1, 0, -2), "#DIV/0!"),
    ],
)
def test_errors_bear_the_code_of_their_rule(call: object, code: str) -> None:
    """A metric without a result raises the error that the cell shows."""
    with pytest.raises(MetricError) as raised:
        call()  # type: ignore[operator]
    assert raised.value.code == code


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_business_never_earns_less(amount: int, more: int) -> None:
    """Commission grows with the amount, by no more than its highest rate."""
    scale = ([0, 1000, 50_000], [0.02, 0.05, 0.08])
    gain = review.commission(amount + more, *scale) - review.commission(amount, *scale)
    assert -1e-6 <= gain <= more * 0.08 + 1e-6
