"""Funnel 漏斗: what lies in each stage, what it will bring, and what is still to be found."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from xlsales.errors import MetricError
from xlsales.metrics.numbers import Amount, pairs, rate, ratio, round_up, total
from xlsales.metrics.numbers import rates as checked_rates

SMALL_RATES = (0.20, 0.35, 0.70)


def expected_deals(counts: Iterable[float], rates: Iterable[float] = SMALL_RATES) -> float:
    """Return the number of deals to expect from the customers in each stage.

    Sum of count × rate in reading order. #VALUE! for ranges of different size, #NUM! for a rate outside
    0 to 1. Source: A22.

    How many deals do 169, 49 and 45 customers in 意向, 方案 and 谈判 give?

    >>> round(expected_deals([169, 49, 45]), 2)
    82.45
    """
    steps = pairs(counts, checked_rates(rates, "rates"), "counts", "rates")
    return math.fsum(count * share for count, share in steps)


def expected_amount(deals: Amount, revenue_per_deal: float) -> float:
    """Return the amount that a number of deals brings at an average revenue per deal (单产).

    deals × revenue per deal. Source: A23.

    What do 82.45 deals of 2 bring?

    >>> expected_amount(82.45, 2)
    164.9
    """
    return total(deals) * revenue_per_deal


def funnel_gap(quota: Amount, forecast: Amount, won: Amount) -> float:
    """Return the amount that neither won deals nor the forecast cover yet; below 0 it is a surplus.

    quota - forecast - won. Source: A25, A29.

    What is missing from 372 with 164.9 forecast and 119.1 won?

    >>> round(funnel_gap(372, 164.9, 119.1), 9)
    88.0
    """
    return math.fsum((total(quota), -total(forecast), -total(won)))


def project_gap(funnel_gap: Amount, revenue_per_deal: float, entry_rate: float = 0.20) -> int:
    """Return how many new customers must enter the funnel to close a gap.

    gap / revenue per deal / entry rate, rounded to 9 places and then up; no gap needs none. #DIV/0! for a
    yield or rate of 0 with a gap above 0, #NUM! for a rate outside 0 to 1 or a yield below 0. Source: A26.

    How many customers close a gap of 88 at 2 per deal?

    >>> project_gap(88, 2)
    220
    """
    gap, entering = total(funnel_gap), rate(entry_rate, "entry_rate")
    if gap <= 0:
        return 0
    if revenue_per_deal < 0:
        raise MetricError("#NUM!", f"revenue_per_deal is {revenue_per_deal:g}: a deal brings more than 0")
    return round_up(ratio(ratio(gap, revenue_per_deal, "revenue_per_deal"), entering, "entry_rate"))


def pipeline_needed(funnel_gap: Amount, win_rate: float) -> float:
    """Return the amount of new pipeline that closes a gap at a win rate; a surplus needs 0.

    max(gap, 0) / win rate. #DIV/0! for a win rate of 0, #NUM! outside 0 to 1. Source: A26.

    How much pipeline closes a gap of 88 when one deal in five is won?

    >>> pipeline_needed(88, 0.2)
    440.0
    """
    return ratio(max(total(funnel_gap), 0), rate(win_rate, "win_rate"), "win_rate")


def coverage(open_pipeline: Amount, quota: Amount, won: Amount = 0) -> float:
    """Return how many times the open pipeline covers what is left of the quota.

    open pipeline / (quota - won). #DIV/0! without a quota; #N/A once the quota is met, since nothing is
    left to cover. Source: C17.

    How often do 232.4 cover a quota of 186 with 30.92 won?

    >>> round(coverage(232.4, 186, 30.92), 2)
    1.5
    """
    goal = total(quota)
    left = math.fsum((goal, -total(won)))
    if goal != 0 and left <= 0:
        raise MetricError("#N/A", "the quota is met: nothing is left to cover")
    return ratio(total(open_pipeline), left if goal else 0, "quota")


def win_rate(won: Amount, lost: Amount) -> float:
    """Return the share of closed deals that were won.

    won / (won + lost), in deals or in money. #DIV/0! when nothing was closed. Source: A18.

    Which share is 4238 won of 6711 closed?

    >>> round(win_rate(4238, 2473), 3)
    0.632
    """
    return ratio(total(won), math.fsum((total(won), total(lost))), "won + lost")


def stage_conversion(counts: Iterable[float]) -> tuple[float | None, ...]:
    """Return for each step the share that goes on to the next stage, one value fewer than stages.

    next count / count. A step from an empty stage has no rate: None here, #DIV/0! in its cell. #VALUE!
    for fewer than two stages. Source: B10, C15.

    How do 100, 50, 20 and 8 convert?

    >>> stage_conversion([100, 50, 20, 8])
    (0.5, 0.4, 0.4)
    """
    found = tuple(counts)
    if len(found) < 2:
        raise MetricError("#VALUE!", f"counts has {len(found)} cells: a step needs two stages")
    return tuple(after / before if before else None for before, after in pairwise(found))


def bottleneck(stages: Iterable[str], counts: Iterable[float]) -> str:
    """Return the stage whose step to the next converts worst; the first one on a tie.

    #VALUE! for ranges of different size or fewer than two stages, #DIV/0! when a stage before the last is
    empty, since its step has no rate. Source: C15.

    Where do 169, 49, 45 and 30 customers get stuck?

    >>> bottleneck(["意向", "方案", "谈判", "成交"], [169, 49, 45, 30])
    '意向'
    """
    steps = pairs(stages, counts, "stages", "counts")
    conversions = [
        ratio(1.0, 0, f"the count of {stage}") if share is None else share
        for (stage, _), share in zip(steps, stage_conversion(count for _, count in steps), strict=False)
    ]
    return steps[conversions.index(min(conversions))][0]


def sales_velocity(deals: Amount, deal_size: float, win_rate: float, cycle_days: float) -> float:
    """Return the revenue that flows out of the funnel per day.

    deals × deal size × win rate / cycle in days. #DIV/0! for a cycle of 0 days, #NUM! for a win rate
    outside 0 to 1. Source: A18.

    What flows per day from 120 deals of 42,000 at 22% in 78 days?

    >>> round(sales_velocity(120, 42000, 0.22, 78), 2)
    14215.38
    """
    return ratio(total(deals) * deal_size * rate(win_rate, "win_rate"), cycle_days, "cycle_days")
