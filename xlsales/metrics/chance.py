"""The exact distribution of a sum of independent wins; totals are whole numbers, so nothing is rounded away."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from xlsales.errors import MetricError
from xlsales.metrics.halves import Deal, Halves, spread

_DENSE_STEPS = 20_000_000
_SPARSE_STEPS = 3_000_000
_FEW_DEALS = 16  # so many are quick to combine in all ways
_HALVED_FOR_CHANCE, _HALVED_FOR_TOTALS = 36, 32  # deals whose halves are combined within a second or two
_STEPS_OF_A_HALF = 64  # counted up in the time that a total of a half takes
_SEARCHES = 3  # deals fewer in the first half, where totals are searched for
_MANY_DEALS, _SOON = 4_000, 30_000  # so many deals make too many totals, unless a few large ones settle all
_ROUNDING = 1e-12


def chance_to_reach(deals: Sequence[Deal], target: int) -> float:
    """Return P(sum of wins >= target).

    >>> chance_to_reach([(100, 0.5), (200, 0.3), (50, 0.7)], 200)
    0.3
    """
    base, uncertain = _uncertain(deals)
    missing, most = target - base, sum(amount for amount, _ in uncertain)
    if missing <= 0 or most < missing:
        return float(missing <= 0)
    unit = _unit(uncertain)
    is_halved = _FEW_DEALS < len(uncertain) <= _HALVED_FOR_CHANCE
    if _is_dense(uncertain, unit, is_halved):
        return min(1.0, math.fsum(_dense(uncertain, unit)[-(-missing // unit) :]))
    if is_halved:
        return min(1.0, Halves(uncertain, len(uncertain) // 2).at_least(missing))
    return min(1.0, math.fsum(_settled(uncertain, missing, most)))


def totals_at(deals: Sequence[Deal], levels: Iterable[float]) -> list[int]:
    """Return for each level the smallest total whose P(sum <= total) reaches it.

    >>> totals_at([(100, 0.5), (200, 0.3)], [0.1, 0.5, 0.9])
    [0, 100, 300]
    """
    base, uncertain = _uncertain(deals)
    total_at = _finder(uncertain)
    return [base + total_at(level - _ROUNDING if level < 1 else level) for level in levels]


def _finder(deals: Sequence[Deal]) -> Callable[[float], int]:
    unit, is_halved = _unit(deals), _FEW_DEALS < len(deals) <= _HALVED_FOR_TOTALS
    if _is_dense(deals, unit, is_halved):
        return partial(_total_at, [(place * unit, chance) for place, chance in enumerate(_dense(deals, unit))])
    if is_halved:
        return Halves(deals, (len(deals) - _SEARCHES) // 2).total_at
    return partial(_total_at, sorted(_sparse(deals).items()))


def _uncertain(deals: Sequence[Deal]) -> tuple[int, list[Deal]]:
    """Return the sum that is certain, and the deals left as positive amounts, largest first.

    An amount below 0 that comes at a rate is the same as that amount for certain, less it at 1 - rate.
    """
    sure = sum(amount for amount, rate in deals if rate == 1 or (amount < 0 and rate > 0))
    turned = [(-amount, 1 - rate) if amount < 0 else (amount, rate) for amount, rate in deals]
    return sure, sorted(((amount, rate) for amount, rate in turned if amount and 0 < rate < 1), reverse=True)


def _unit(deals: Sequence[Deal]) -> int:
    return math.gcd(*(amount for amount, _ in deals)) or 1


def _is_dense(deals: Sequence[Deal], unit: int, is_halved: bool) -> bool:
    """Whether counting up all multiples of the unit takes less time than combining all deals, or by halves."""
    count, span = len(deals), sum(amount for amount, _ in deals) // unit
    most = min(_DENSE_STEPS, _STEPS_OF_A_HALF << count // 2) if is_halved else _DENSE_STEPS
    return count * span <= most and span < 2**count


def _dense(deals: Sequence[Deal], unit: int) -> list[float]:
    chances = [1.0]
    for amount, rate in reversed(deals):
        shift = [0.0] * (amount // unit)
        without = 1 - rate
        chances = [lost * without + won * rate for lost, won in zip(chances + shift, shift + chances, strict=True)]
    return chances


def _sparse(deals: Sequence[Deal]) -> dict[int, float]:
    totals, steps = {0: 1.0}, 0
    for ahead, deal in zip(range(len(deals), 0, -1), deals, strict=True):
        _bound(steps + len(totals) * ahead)  # they never become fewer
        steps += len(totals)
        totals = spread(totals, deal)
    return totals


def _settled(deals: Sequence[Deal], target: int, most: int) -> list[float]:
    """Return the chances of all ways to the target; totals sure to reach or to miss it are settled at once."""
    totals, reached, steps = {0: 1.0}, [], 0
    for ahead, deal in zip(range(len(deals), 0, -1), deals, strict=True):
        most -= deal[0]
        steps += len(totals)
        _bound(_likely_steps(steps, len(totals), ahead))
        found = spread(totals, deal)
        reached += [chance for total, chance in found.items() if total >= target]
        totals = {total: chance for total, chance in found.items() if total < target <= total + most}
    return reached


def _total_at(distribution: Sequence[tuple[int, float]], level: float) -> int:
    below = 0.0
    if level < 1:
        for total, chance in distribution:
            below += chance
            if below >= level:
                return total
    return distribution[-1][0]


def _likely_steps(steps: int, totals: int, ahead: int) -> int:
    """Return the steps so far; with very many deals ahead, half of what totals as many as now would cost."""
    is_clear = ahead > _MANY_DEALS and steps > _SOON
    return max(steps, totals * ahead // 2) if is_clear else steps


def _bound(steps: int) -> None:
    if steps > _SPARSE_STEPS:
        raise MetricError(
            "#NUM!",
            "the deals make too many different totals to add up exactly: "
            "round the amounts first, for instance to thousands with ROUND(amounts, -3)",
        )
