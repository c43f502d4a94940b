"""Quota 定额: how a target is set, split and ramped, and how far it is met."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from xlsales.errors import MetricError
from xlsales.metrics.numbers import Amount, exact, rate, rates, ratio
from xlsales.metrics.numbers import total as summed
from xlsales.metrics.whole import nth_largest, whole_weights

RAMP = (0.0, 0.25, 0.50, 0.75)


def period_quota(annual: Amount, season_share: float = 1, segment_share: float = 1) -> float:
    """Return the quota of one period and segment.

    annual × season share × segment share. #NUM! for a share outside 0 to 1. Source: A24.

    What is 26% of the year and a quarter of the business of 1120?

    >>> round(period_quota(1120, 0.26, 0.25), 2)
    72.8
    """
    season, segment = rate(season_share, "season_share"), rate(segment_share, "segment_share")
    return summed(annual) * season * segment


def split_quota(total: Amount, weights: Iterable[float], step: float = 1) -> tuple[float, ...]:
    """Return the parts of a total by weight, in multiples of a step, adding up exactly to the total.

    Largest remainder: each part gets its whole steps, and the steps left go to the largest remainders,
    the earlier part first on a tie. What no step can hold goes to the largest part. A total below 0 is
    split like its positive. Weights of up to 15 digits count as the decimals people read, others as stored.
    #DIV/0! for weights that add up to 0 or a step of 0, #NUM! for a weight or step below 0. Source: C2, C6.

    How do three equal teams share 100?

    >>> split_quota(100, [1, 1, 1])
    (34.0, 33.0, 33.0)
    """
    whole, shares, unit = exact(summed(total)), _whole_weights(weights), _step(step)
    sign = -1 if whole < 0 else 1
    units, rest = divmod(abs(whole), unit)
    counts = _largest_remainder(units, shares)
    steps, over = sign * unit.numerator, unit.denominator
    parts = [count * steps / over for count in counts]
    largest = counts.index(max(counts))
    parts[largest] = float(sign * (counts[largest] * unit + rest))
    return tuple(parts)


def ramp_quota(quota: Amount, month: float, ramp: Iterable[float] = RAMP) -> float:
    """Return the quota of a new seller in a month of service, month 1 being the first.

    quota × the ramp's share of that month; the full quota after the ramp. A begun month counts as that
    month (2.5 is month 2). #NUM! for a month below 1 or a share outside 0 to 1. Source: A30.

    What is the second month's part of 100,000?

    >>> ramp_quota(100000, 2)
    25000.0
    """
    shares = rates(ramp, "ramp")
    if month < 1:
        raise MetricError("#NUM!", f"month is {month:g}: the first month of service is 1")
    return summed(quota) * (shares[int(month) - 1] if month < len(shares) + 1 else 1)


def attainment(won: Amount, quota: Amount) -> float:
    """Return the share of the quota that is won.

    won / quota. #DIV/0! without a quota. Source: C23.

    How far is a quota of 186 met by 30.92?

    >>> round(attainment(30.92, 186), 3)
    0.166
    """
    return ratio(summed(won), summed(quota), "quota")


def pace(won: Amount, quota: Amount, share_of_period_gone: float) -> float:
    """Return how won business stands to the part of the period that is gone: 1 is on time.

    won / (quota × share gone). #DIV/0! without a quota or before the period has begun, #NUM! for a share
    outside 0 to 1. Source: C12.

    Is 50 of 200 on time after a quarter of the period?

    >>> pace(50, 200, 0.25)
    1.0
    """
    due = summed(quota) * rate(share_of_period_gone, "share_of_period_gone")
    return ratio(summed(won), due, "quota × share_of_period_gone")


def required_per_week(quota: Amount, won: Amount, weeks_left: float) -> float:
    """Return what each week left must bring to meet the quota; 0 once it is met.

    max(quota - won, 0) / weeks left. #DIV/0! when no week is left. Source: C12.

    What must 8 weeks bring each to get from 30.92 to 186?

    >>> round(required_per_week(186, 30.92, 8), 3)
    19.385
    """
    missing = max(math.fsum((summed(quota), -summed(won))), 0)
    return ratio(missing, max(weeks_left, 0), "weeks_left")


def _whole_weights(weights: Iterable[float]) -> Sequence[int]:
    """Return whole numbers in the proportions of the weights, decimals as people read them: 0.1 is one tenth."""
    found = list(weights)
    if found and min(found) < 0:
        place, weight = next((place, weight) for place, weight in enumerate(found, start=1) if weight < 0)
        raise MetricError("#NUM!", f"weights, number {place}, is {float(weight):g}: a weight is 0 or more")
    if not any(found):
        raise MetricError("#DIV/0!", "the weights add up to 0: nothing says how to split the total")
    return whole_weights(found)


def _step(step: float) -> Fraction:
    if step < 0:
        raise MetricError("#NUM!", f"step is {step:g}: parts come in steps above 0")
    if step == 0:
        raise MetricError("#DIV/0!", "step is 0: parts come in steps above 0")
    return exact(step)


def _largest_remainder(units: int, weights: Sequence[int]) -> list[int]:
    whole = sum(weights)
    products = [units * weight for weight in weights]
    parts = [product // whole for product in products]
    left = units - sum(parts)
    if not left:
        return parts
    remainders = [product - part * whole for product, part in zip(products, parts, strict=True)]
    least = nth_largest(remainders, left)
    parts = [part + (remainder > least) for part, remainder in zip(parts, remainders, strict=True)]
    place = -1
    for _ in range(units - sum(parts)):
        place = remainders.index(least, place + 1)
        parts[place] += 1
    return parts
