"""The funnel metrics, by hand and by law."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import amounts

from xlsales.errors import MetricError
from xlsales.metrics import funnel


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (funnel.expected_deals([10, 20, 30]), 30),  # 2 + 7 + 21
        (funnel.expected_deals([10, 10], [0.5, 0.1]), 6),
        (funnel.expected_amount(12, 2.5), 30),
        (funnel.funnel_gap(100, 30, 90), -20),
        (funnel.funnel_gap([60, 40], [10, 20], 0), 70),
        (funnel.project_gap(100, 3), 167),  # 33.3 deals, 166.7 customers
        (funnel.project_gap(2.1, 1.2, 0.25), 7),
        (funnel.project_gap(0, 0, 0), 0),
        (funnel.pipeline_needed(50, 0.25), 200),
        (funnel.pipeline_needed(-50, 0.25), 0),
        (funnel.coverage(300, 120, 20), 3),
        (funnel.win_rate([10, 20], 70), 0.3),
        (funnel.sales_velocity(30, 100, 0.5, 60), 25),
    ],
)
def test_hand_computed_results(got: float, expected: float) -> None:
    """Each metric gives what pencil and paper give."""
    assert got == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: funnel.expected_deals([1, 2]), "#VALUE!"),
        (lambda: funnel.project_gap(5, 0), "#DIV/0!"),
        (lambda: funnel.project_gap(5, 2, 0), "#DIV/0!"),
        (lambda: funnel.project_gap(5, -2), "#NUM!"),
        (lambda: funnel.project_gap(-5, 2, 20), "#NUM!"),
        (lambda: funnel.pipeline_needed(5, 0), "#DIV/0!"),
        (lambda: funnel.coverage(5, 100, 100), "#N/A"),
        (lambda: funnel.coverage(5, 0), "#DIV/0!"),
        (lambda: funnel.win_rate(0, 0), "#DIV/0!"),
        (lambda: funnel.stage_conversion([5]), "#VALUE!"),
        (lambda: funnel.bottleneck(["a", "b", "c"], [5, 0, 0]), "#DIV/0!"),
        (lambda: funnel.bottleneck(["a", "b"], [5, 4, 3]), "#VALUE!"),
        (lambda: funnel.sales_velocity(1, 1, 0.5, 0), "#DIV/0!"),
    ],
)
def test_errors_bear_the_code_of_their_rule(call: object, code: str) -> None:
    """A metric without a result raises the error that the cell shows."""
    with pytest.raises(MetricError) as raised:
        call()  # type: ignore[operator]
    assert raised.value.code == code


def test_step_from_an_empty_stage_has_no_rate() -> None:
    """An empty stage leaves its own step without a rate, and the others as they are."""
    assert funnel.stage_conversion([10, 0, 5, 5]) == (0, None, 1)


def test_bottleneck_is_the_first_of_the_worst() -> None:
    """Two steps that convert equally badly name the earlier stage."""
    assert funnel.bottleneck(["lead", "offer", "talks", "won"], [100, 20, 18, 3.6]) == "lead"
    assert funnel.bottleneck(["lead", "offer", "won"], [10, 9, 1]) == "offer"


@given(amounts, amounts, amounts)
def test_gap_forecast_and_won_make_the_quota(quota: float, forecast: float, won: float) -> None:
    """What is missing, what is forecast and what is won add up to the quota."""
    assert funnel.funnel_gap(quota, forecast, won) + forecast + won == pytest.approx(quota, abs=1e-6)


@given(st.integers(1, 10**6), st.integers(1, 500), st.integers(1, 100))
def test_project_gap_is_just_enough(gap: int, size: int, percent: int) -> None:
    """The customers found close the gap, and one fewer would not."""
    found = funnel.project_gap(gap, size, percent / 100)
    assert (found - 1) * size * percent < gap * 100 <= found * size * percent
