"""Review 考核: scores, warnings, commission and growth."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from xlsales.errors import MetricError
from xlsales.metrics.numbers import Amount, exact, pairs, rate, ratio, total
from xlsales.metrics.numbers import rates as checked_rates


def kpi_score(scores: Iterable[float], weights: Iterable[float]) -> float:
    """Return the weighted mean of several scores.

    Sum of score × weight / sum of weights; the weights need not add up to 1. #VALUE! for ranges of
    different size, #DIV/0! for weights that add up to 0. Source: C24.

    What do 90, 80 and 70 come to, weighted 50, 30 and 20?

    >>> kpi_score([90, 80, 70], [50, 30, 20])
    83.0
    """
    lines = pairs(scores, weights, "scores", "weights")
    weighted = math.fsum(score * weight for score, weight in lines)
    return ratio(weighted, math.fsum(weight for _, weight in lines), "the sum of weights")


def kpi_status(actual: Amount, target: Amount, amber: float = 0.90, higher_is_better: bool = True) -> str:
    """Return green at or beyond the target, amber at or beyond its amber limit, else red.

    The amber limit is amber × target, or target / amber where lower is better; limits are compared as
    decimals. #NUM! for amber outside 0 to 1, #DIV/0! for amber 0 where lower is better. Source: C13.

    How does 95 of 100 stand?

    >>> kpi_status(95, 100), kpi_status(60, 45, higher_is_better=False)
    ('amber', 'red')
    """
    value, goal, share = exact(total(actual)), exact(total(target)), exact(rate(amber, "amber"))
    sign = 1 if higher_is_better else -1
    if sign * value >= sign * goal:
        return "green"
    if not higher_is_better and share == 0:
        raise MetricError("#DIV/0!", "amber is 0: target / amber has no value")
    limit = goal * share if higher_is_better else goal / share
    return "amber" if sign * value >= sign * limit else "red"


def commission(amount: Amount, thresholds: Iterable[float], rates: Iterable[float]) -> float:
    """Return commission on a sliding scale: each slice of the amount above a threshold earns its rate.

    Sum of (part of the amount between one threshold and the next) × rate. The lines may stand in any
    order. An amount below the lowest threshold earns 0. #VALUE! for ranges of different size, #NUM! for a
    rate outside 0 to 1 or a threshold given twice. Source: D7.

    What do 150,000 earn at 5%, from 100,000 on 6% and from 125,000 on 7%?

    >>> commission(150000, [0, 100000, 125000], [0.05, 0.06, 0.07])
    8250.0
    """
    lines = sorted(pairs(thresholds, checked_rates(rates, "rates"), "thresholds", "rates"))
    earned, upper = [], total(amount)
    for threshold, share in reversed(lines):
        earned.append(max(upper - threshold, 0) * share)
        upper = min(upper, threshold)
    _refuse_twins([threshold for threshold, _ in lines])
    return math.fsum(earned)


def cagr(start: Amount, end: Amount, years: float) -> float:
    """Return the yearly growth that leads from one amount to another.

    (end / start)^(1 / years) - 1. #DIV/0! for a start or years of 0, #NUM! when start and end differ in
    sign. Source: E10.

    How fast did 200 become 2,500 in four years?

    >>> round(cagr(200, 2500, 4), 4)
    0.8803
    """
    growth = ratio(total(end), total(start), "start")
    power = ratio(1, years, "years")
    if growth < 0:
        raise MetricError("#NUM!", "start and end differ in sign: no yearly rate leads from one to the other")
    if growth == 0 and power < 0:
        raise MetricError("#DIV/0!", "end is 0: no yearly rate leads back from it")
    return float(growth**power) - 1


def _refuse_twins(thresholds: list[float]) -> None:
    for lower, upper in pairwise(thresholds):
        if lower == upper:
            raise MetricError("#NUM!", f"threshold {lower:g} stands twice: which of its rates holds is unclear")
