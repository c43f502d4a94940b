"""All totals of two halves of some deals: together they tell the chance of any total of the whole.

32 deals may end in four billion ways, each half of them in 65,536.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import accumulate
from operator import mul

Deal = tuple[int, float]

_EXACT = 1_000  # chances are added up as whole numbers of 2**-1000


def spread(totals: Mapping[int, float], deal: Deal) -> dict[int, float]:
    """Return the totals and their chances once one more deal is lost or won.

    >>> spread({0: 1.0}, (100, 0.25))
    {0: 0.75, 100: 0.25}
    """
    amount, rate = deal
    found = {total: chance * (1 - rate) for total, chance in totals.items()}
    for total, chance in totals.items():
        found[total + amount] = found.get(total + amount, 0.0) + chance * rate
    return found


class Halves:
    """The totals of two halves of deals with amounts above 0; the first half has so many deals.

    A small first half takes longer to make and answers sooner.

    >>> halves = Halves([(200, 0.5), (100, 0.5), (50, 0.5)], 1)
    >>> halves.at_least(250), halves.at_most(0), halves.total_at(0.5)
    (0.375, 0.125, 150)
    """

    def __init__(self, deals: Sequence[Deal], size: int) -> None:
        self._most = sum(amount for amount, _ in deals)
        first, second = (sorted(_totals(half).items()) for half in (deals[:size], deals[size:]))
        self._amounts, self._chances = [total for total, _ in first], [chance for _, chance in first]
        self._totals = [total for total, _ in second]
        whole = [int(math.ldexp(chance, _EXACT)) for _, chance in second]
        self._below = _shares(accumulate(whole, initial=0))
        self._above = _shares(accumulate(reversed(whole), initial=0))[::-1]

    def at_least(self, total: int) -> float:
        """Return P(sum >= total)."""
        return self._chance(self._above, partial(bisect_left, self._totals), total)

    def at_most(self, total: int) -> float:
        """Return P(sum <= total)."""
        return self._chance(self._below, partial(bisect_right, self._totals), total)

    def _chance(self, shares: list[float], place: Callable[[int], int], total: int) -> float:
        places = map(place, [total - amount for amount in self._amounts])
        return math.fsum(map(mul, self._chances, map(shares.__getitem__, places)))

    def total_at(self, level: float) -> int:
        """Return the smallest total whose P(sum <= total) reaches a level; the largest one for a level of 1."""
        if level >= 1:
            return self._most
        low, high = -1, self._most
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.at_most(middle) >= level else (middle, high)
        return high


def _totals(deals: Sequence[Deal]) -> dict[int, float]:
    totals = {0: 1.0}
    for deal in deals:
        totals = spread(totals, deal)
    return totals


def _shares(sums: Iterable[int]) -> list[float]:
    one = 1 << _EXACT
    return [sum_ / one for sum_ in sums]
