"""Forecast 预测: what the open deals will bring, and how good earlier forecasts were."""

from __future__ import annotations

import math
from collections.abc import Iterable

from xlsales.errors import MetricError
from xlsales.metrics import chance
from xlsales.metrics.halves import Deal
from xlsales.metrics.numbers import Amount, exact, pairs, rate, ratio, total
from xlsales.metrics.numbers import rates as checked_rates
from xlsales.metrics.whole import whole_decimals

LEVELS = (0.10, 0.50, 0.90)


def forecast_total(commit: Amount, upside: Amount, commit_rate: float = 0.70, upside_rate: float = 0.25) -> float:
    """Return the weighted forecast of the committed and the possible deals.

    commit × commit_rate + upside × upside_rate, in the unit of the amounts. #NUM! for a rate outside
    0 to 1. Nothing committed and nothing possible gives 0. Source: A15.

    What do 75.8 committed and 156.6 possible come to?

    >>> forecast_total(75.8, 156.6)
    92.21
    """
    parts = (total(commit) * rate(commit_rate, "commit_rate"), total(upside) * rate(upside_rate, "upside_rate"))
    return math.fsum(parts)


def beyond_forecast(quota: Amount, weeks_left: float, weekly_rate: float = 0.04) -> float:
    """Return the business that the weeks left bring and no deal in the funnel shows yet.

    quota × weekly_rate × weeks left; a period that is over (weeks below 0) brings 0. #NUM! for a rate
    outside 0 to 1. Source: A16.

    What may 8 weeks add to a quota of 186?

    >>> beyond_forecast(186, 8)
    59.52
    """
    return total(quota) * rate(weekly_rate, "weekly_rate") * max(weeks_left, 0)


def forecast_completion(quota: Amount, won: Amount, forecast_total: Amount, beyond_forecast: Amount = 0) -> float:
    """Return the share of the quota at which the period is going to land.

    (won + forecast total + beyond forecast) / quota, as a share. #DIV/0! without a quota. Source: A17.

    Where does a quota of 186 land with 30.92 won and 92.21 forecast?

    >>> round(forecast_completion(186, 30.92, 92.21), 3)
    0.662
    """
    landing = math.fsum((total(won), total(forecast_total), total(beyond_forecast)))
    return ratio(landing, total(quota), "quota")


def expected_revenue(amounts: Iterable[float], rates: Iterable[float]) -> float:
    """Return the revenue to expect from amounts that are won at given rates.

    Sum of amount × rate over both ranges in reading order. #VALUE! for ranges of different size, #NUM!
    for a rate outside 0 to 1. No deals give 0. Source: A27.

    What do 140 at 30%, 50 at 50% and 241 at 70% come to?

    >>> expected_revenue([140, 50, 241], [0.3, 0.5, 0.7])
    235.7
    """
    deals = _deals(amounts, rates)
    return math.fsum(amount * chance_ for amount, chance_ in deals)


def receipt_forecast(
    expected: Amount,
    won_due: Amount,
    close_rate: float = 0.70,
    first_payment: float = 0.50,
    collection_rate: float = 0.75,
) -> float:
    """Return the cash to expect this period from deals still open and from won deals not yet paid.

    expected × close_rate × first_payment + won_due × collection_rate. #NUM! for a rate outside 0 to 1.
    Source: A28.

    What cash do 248.7 expected and 12.4 outstanding bring?

    >>> round(receipt_forecast(248.7, 12.4), 3)
    96.345
    """
    opened = total(expected) * rate(close_rate, "close_rate") * rate(first_payment, "first_payment")
    return math.fsum((opened, total(won_due) * rate(collection_rate, "collection_rate")))


def forecast_accuracy(forecast: Amount, actual: Amount) -> float:
    """Return how near a forecast came: 1 is exact, 0 and below is off by the whole result or more.

    1 - |forecast - actual| / actual. #DIV/0! when nothing was achieved. Source: D12.

    How good was a forecast of 182.65 when 170 came in?

    >>> round(forecast_accuracy(182.65, 170), 3)
    0.926
    """
    return 1 - ratio(abs(total(forecast) - total(actual)), total(actual), "actual")


def forecast_bias(forecast: Amount, actual: Amount) -> float:
    """Return by which share a forecast was too high (above 0) or too low (below 0).

    (forecast - actual) / actual. #DIV/0! when nothing was achieved. Source: D12.

    How far above the result of 170 was a forecast of 182.65?

    >>> round(forecast_bias(182.65, 170), 3)
    0.074
    """
    return ratio(total(forecast) - total(actual), total(actual), "actual")


def chance_to_hit(amounts: Iterable[float], rates: Iterable[float], target: Amount) -> float:
    """Return the exact chance that the deals won, each on its own, add up to the target or more.

    P(sum of wins >= target); sums and target are compared as decimals, so 0.1 + 0.2 reaches 0.3. #VALUE!
    for ranges of different size; #NUM! for a rate outside 0 to 1, or when the amounts make so many
    different totals that no exact answer is in reach (round them first): 36 deals that are neither sure
    nor lost always have an answer, hundreds when the amounts are round. A target of 0 is always hit.
    Source: D12.

    How likely do 100 at 50%, 200 at 30% and 50 at 70% reach 150?

    >>> round(chance_to_hit([100, 200, 50], [0.5, 0.3, 0.7], 150), 3)
    0.545
    """
    deals, goal = _deals(amounts, rates), exact(total(target))
    sums, scale = whole_decimals([amount for amount, _ in deals])
    return chance.chance_to_reach(_whole(deals, sums), math.ceil(goal * scale))


def forecast_range(
    amounts: Iterable[float], rates: Iterable[float], levels: Iterable[float] = LEVELS
) -> tuple[float, ...]:
    """Return the totals that the deals stay at or below with given chances: low, middle and high case.

    For each level the smallest total whose P(sum of wins <= total) >= level, in one row. #VALUE! for
    ranges of different size; #NUM! for a rate or level outside 0 to 1, or when the amounts make too many
    different totals (32 deals that are neither sure nor lost never do). No deals give 0 for each level.
    Source: D12.

    Between which totals will 100 at 50% and 200 at 30% end?

    >>> forecast_range([100, 200], [0.5, 0.3])
    (0.0, 100.0, 300.0)
    """
    deals, checked = _deals(amounts, rates), checked_rates(levels, "levels")
    sums, scale = whole_decimals([amount for amount, _ in deals])
    return tuple(sum_ / scale for sum_ in chance.totals_at(_whole(deals, sums), checked))


def brier_score(probabilities: Iterable[float], outcomes: Iterable[float]) -> float:
    """Return how well win probabilities were judged: 0 is perfect, 0.25 a coin's guess, 1 always wrong.

    Mean of (probability - outcome)², an outcome being 1 (won) or 0 (lost). #VALUE! for ranges of
    different size or another outcome, #NUM! for a probability outside 0 to 1, #DIV/0! without deals.
    Source: D12.

    How good was 70% for a deal that was won and one that was lost?

    >>> round(brier_score([0.7, 0.7], [1, 0]), 2)
    0.29
    """
    judged = pairs(checked_rates(probabilities, "probabilities"), outcomes, "probabilities", "outcomes")
    for place, (_, outcome) in enumerate(judged, start=1):
        if outcome not in (0, 1):
            reason = f"outcomes, number {place}, is {outcome:g}: an outcome is 1 (won) or 0 (lost)"
            raise MetricError("#VALUE!", reason)
    squares = math.fsum((probability - outcome) ** 2 for probability, outcome in judged)
    return ratio(squares, len(judged), "the number of deals")


def _deals(amounts: Iterable[float], chances: Iterable[float]) -> list[tuple[float, float]]:
    return pairs(amounts, checked_rates(chances, "rates"), "amounts", "rates")


def _whole(deals: list[tuple[float, float]], sums: list[int]) -> list[Deal]:
    return [(amount, chance_) for amount, (_, chance_) in zip(sums, deals, strict=True)]
