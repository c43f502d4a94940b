"""The forecast metrics, by hand and by law."""

from __future__ import annotations

from itertools import product
from math import fsum, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import deals, sizes

from xlsales.errors import MetricError
from xlsales.metrics import forecast


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (forecast.forecast_total(100, 40), 80),  # 70 + 10
        (forecast.forecast_total([60, 40], 40, 0.5, 0.1), 54),  # 50 + 4
        (forecast.beyond_forecast(200, 5), 40),  # 4% of 200 is 8 a week
        (forecast.beyond_forecast(200, -1), 0),
        (forecast.forecast_completion(200, 50, 80), 0.65),
        (forecast.forecast_completion(200, 50, 80, 40), 0.85),
        (forecast.expected_revenue([10, 20, 30], [0.5, 0.25, 1]), 40),
        (forecast.expected_revenue([], []), 0),
        (forecast.receipt_forecast(200, 40), 100),  # 200 × 35% + 40 × 75%
        (forecast.forecast_accuracy(80, 100), 0.8),
        (forecast.forecast_accuracy(300, 100), -1),  # off by twice the result
        (forecast.forecast_bias(80, 100), -0.2),
        (forecast.brier_score([1, 0, 0.5], [1, 0, 0]), 0.25 / 3),
    ],
)
def test_hand_computed_results(got: float, expected: float) -> None:
    """Each metric gives what pencil and paper give."""
    assert got == pytest.approx(expected, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: forecast.forecast_total(1, 2, 70), "#NUM!"),
        (lambda: forecast.forecast_total(1, 2, 0.7, -0.1), "#NUM!"),
        (lambda: forecast.forecast_completion(0, 1, 1), "#DIV/0!"),
        (lambda: forecast.forecast_accuracy(5, 0), "#DIV/0!"),
        (lambda: forecast.expected_revenue([1, 2], [0.5]), "#VALUE!"),
        (lambda: forecast.expected_revenue([1, 2], [0.5, 1.01]), "#NUM!"),
        (lambda: forecast.forecast_range([1], [0.5], [1.5]), "#NUM!"),
        (lambda: forecast.brier_score([0.5], [0.5]), "#VALUE!"),
        (lambda: forecast.brier_score([], []), "#DIV/0!"),
    ],
)
def test_errors_bear_the_code_of_their_rule(call: object, code: str) -> None:
    """A metric without a result raises the error that the cell shows."""
    with pytest.raises(MetricError) as raised:
        call()  # type: ignore[operator]
    assert raised.value.code == code


def test_the_rate_out_of_range_is_named_by_its_place() -> None:
    """The reason names the argument, the place and what to write instead."""
    with pytest.raises(MetricError, match=r"rates, number 2, is 70: a rate lies between 0 and 1 \(write 70%"):
        forecast.expected_revenue([1, 2], [0.5, 70])


def test_sums_meet_their_target_as_decimals() -> None:
    """0.1 and 0.2 reach 0.3, though their floats do not add up to less or more."""
    assert forecast.chance_to_hit([0.1, 0.2], [0.5, 0.5], 0.3) == 0.25
    assert forecast.chance_to_hit([0.1, 0.7], [1, 1], 0.8) == 1


def test_middle_case_of_a_coin_is_its_lower_side() -> None:
    """A level that is met exactly counts as met."""
    assert forecast.forecast_range([100], [0.5], [0, 0.5, 0.51, 1]) == (0, 0, 100, 100)


@pytest.mark.parametrize("small", [1, 20])
def test_a_level_met_but_for_the_float_counts_as_met(small: int) -> None:
    """90% lost leaves 10%, though as floats it is a little less: the large deal is not needed for a level of 10%."""
    amounts = [0.01 * 3**power for power in range(small)]
    assert forecast.forecast_range([10**9, *amounts], [0.9, *[0.5] * small], [0.1]) == (sum(amounts),)


def test_hundreds_of_round_deals_are_answered() -> None:
    """200 deals in whole thousands have a chance and a range, and they agree."""
    amounts = [1_000.0 * (37 * number % 499 + 1) for number in range(200)]
    rates = [(0.1, 0.25, 0.5, 0.9)[number % 4] for number in range(200)]
    (middle,) = forecast.forecast_range(amounts, rates, [0.5])
    at_middle, above = (forecast.chance_to_hit(amounts, rates, goal) for goal in (middle, middle + 1_000))
    assert at_middle >= 0.5 >= above
    assert at_middle == pytest.approx(0.5, abs=1e-3)


def test_credit_notes_lower_the_range() -> None:
    """An amount below 0 that comes at a rate widens the range downwards."""
    assert forecast.forecast_range([-50, 100], [0.2, 0.5], [0, 0.5, 1]) == (-50, 0, 100)
    assert forecast.chance_to_hit([-50, 100], [0.2, 0.5], 51) == pytest.approx(0.4)


def test_many_whole_deals_are_answered_exactly() -> None:
    """Two hundred equal coin flips give the binomial distribution."""
    assert forecast.chance_to_hit([5] * 200, [0.5] * 200, 1000) == pytest.approx(2**-200)
    assert forecast.forecast_range([5] * 200, [0.5] * 200, [0.5]) == (500,)


def test_large_deals_may_stand_before_many_small_ones() -> None:
    """Where the large deals all but decide, hundreds of small ones after them are counted too."""
    large, small = [1_000_000.01 * 1.07**power for power in range(19)], [0.01, 0.02, 0.05, 0.03] * 200
    amounts, rates = [round(amount, 2) for amount in large] + small, [0.5] * 19 + [0.25] * 800
    between = forecast.chance_to_hit(amounts, rates, round(sum(amounts[3:12]), 2))
    assert between == pytest.approx(forecast.chance_to_hit(amounts[:19], rates[:19], sum(amounts[3:12])), abs=1e-4)
    assert 0 < between < 1


def test_too_many_different_totals_ask_for_rounding() -> None:
    """Forty deals without a common unit have no exact answer in reach, and the reason says what to do."""
    amounts = [3.0**power for power in range(40)]
    with pytest.raises(MetricError, match=r"round the amounts first") as raised:
        forecast.forecast_range(amounts, [0.5] * 40)
    assert raised.value.code == "#NUM!"


def outcomes(book: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """List every way the deals can end, with its total in tenths and its chance."""
    return [
        (
            sum(round(amount * 10) for won, (amount, _) in zip(ends, book, strict=True) if won),
            prod(rate if won else 1 - rate for won, (_, rate) in zip(ends, book, strict=True)),
        )
        for ends in product((True, False), repeat=len(book))
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(deals, max_size=8), st.integers(-10, 1500))
def test_chance_equals_counting_every_outcome(book: list[tuple[float, float]], tenths: int) -> None:
    """The chance to hit is the sum over all outcomes that reach the target."""
    counted = fsum(chance for total, chance in outcomes(book) if total >= tenths)
    got = forecast.chance_to_hit([amount for amount, _ in book], [rate for _, rate in book], tenths / 10)
    assert got == pytest.approx(counted, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.lists(deals, max_size=8), st.integers(1, 99).map(lambda percent: percent / 100))
def test_range_is_the_smallest_total_that_reaches_its_level(book: list[tuple[float, float]], level: float) -> None:
    """At the total given the level is reached, and at no smaller total."""
    (total,) = forecast.forecast_range([amount for amount, _ in book], [rate for _, rate in book], [level])
    ends = outcomes(book)
    assert fsum(chance for value, chance in ends if value <= round(total * 10)) >= level - 1e-9
    assert fsum(chance for value, chance in ends if value < round(total * 10)) < level + 1e-9


@given(st.lists(sizes, min_size=1, max_size=30), st.randoms())
def test_order_of_deals_does_not_matter(amounts: list[float], random: object) -> None:
    """A shuffled list of deals gives the same sum to the last digit."""
    shuffled = sorted(amounts, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert forecast.forecast_total(amounts, 0) == forecast.forecast_total(shuffled, 0)
