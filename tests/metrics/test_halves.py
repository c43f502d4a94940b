"""Two halves of deals: what they tell of a total is what all ways the deals may end tell."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.metrics import chance, forecast
from xlsales.metrics.halves import Deal, Halves

_DEALS = st.lists(st.tuples(st.integers(1, 10**20), st.floats(1e-30, 1 - 1e-9)), max_size=9)


def ends(deals: list[Deal]) -> dict[int, Fraction]:
    """Return each total that deals may come to, with its exact chance."""
    found: dict[int, Fraction] = {}
    for wins in product((False, True), repeat=len(deals)):
        total = sum(amount for (amount, _), won in zip(deals, wins, strict=True) if won)
        chances = (Fraction(rate) if won else 1 - Fraction(rate) for (_, rate), won in zip(deals, wins, strict=True))
        found[total] = found.get(total, Fraction(0)) + math.prod(chances, start=Fraction(1))
    return found


def many(count: int, step: int, seed: int) -> list[Deal]:
    """Return deals with amounts of so many units, at rates of a usual ladder."""
    random = Random(seed)
    return [(random.randrange(1, 500) * step, random.choice((0.1, 0.25, 0.5, 0.9))) for _ in range(count)]


@given(_DEALS, st.data())
def test_the_chance_of_a_total_is_that_of_all_ways_to_it(deals: list[Deal], data: st.DataObject) -> None:
    """Wherever the deals are parted, the chance to reach or not to pass a total is exact to the last digits."""
    halves, exact = Halves(deals, data.draw(st.integers(0, len(deals)))), ends(deals)
    total = data.draw(st.sampled_from(sorted(exact))) + data.draw(st.integers(-1, 1))
    reached = sum((chance for end, chance in exact.items() if end >= total), Fraction(0))
    missed = sum((chance for end, chance in exact.items() if end <= total), Fraction(0))
    assert halves.at_least(total) == pytest.approx(float(reached), rel=1e-14, abs=1e-290)
    assert halves.at_most(total) == pytest.approx(float(missed), rel=1e-14, abs=1e-290)


@given(_DEALS, st.floats(0, 1), st.data())
def test_the_total_at_a_level_is_the_first_that_reaches_it(
    deals: list[Deal], level: float, data: st.DataObject
) -> None:
    """It is a total the deals can come to; it reaches the level, and the next smaller one does not."""
    found, exact = Halves(deals, data.draw(st.integers(0, len(deals)))).total_at(level), ends(deals)
    assert found in exact
    if level < 1:
        assert sum(chance for end, chance in exact.items() if end <= found) >= level - 1e-13
        assert sum(chance for end, chance in exact.items() if end < found) < level + 1e-13
    else:
        assert found == max(exact)


@pytest.mark.parametrize("seed", range(4))
def test_thirty_deals_come_to_what_counting_every_unit_gives(seed: int) -> None:
    """30 deals in whole thousands, counted by halves, give the chances and totals that counting by thousands gives."""
    deals = many(30, 1_000, seed)
    halves, goal = Halves(deals, 14), sum(amount for amount, _ in deals) * 2 // 5
    assert halves.at_least(goal) == pytest.approx(chance.chance_to_reach(deals, goal), rel=1e-13)
    levels = (0.01, 0.1, 0.5, 0.9, 0.99, 1)
    assert [halves.total_at(level) for level in levels] == chance.totals_at(deals, levels)


@pytest.mark.parametrize("count", [17, 24, 32])
def test_a_pipeline_in_cents_is_answered(count: int) -> None:
    """Amounts in cents have an answer up to 32 uncertain deals, and chance and range agree on it."""
    deals = many(count, 1, count)
    amounts = [amount + cents / 100 for cents, (amount, _) in enumerate(deals, start=11)]
    rates = [rate for _, rate in deals]
    (middle,) = forecast.forecast_range(amounts, rates, [0.5])
    assert forecast.chance_to_hit(amounts, rates, middle) >= 0.5 > forecast.chance_to_hit(amounts, rates, middle + 0.01)
