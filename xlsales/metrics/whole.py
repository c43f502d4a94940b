"""Many numbers at once as whole ones, so that adding and splitting them rounds nothing away."""

from __future__ import annotations

import math
from collections.abc import Sequence

from xlsales.metrics.numbers import exact

_FIFTEEN_DIGITS = 10**15
_PLACES = tuple(10**place for place in range(0, 23, 2))  # a float holds each of them exactly
_FLOAT_DIGITS, _HIGHEST_POWER = 53, 1_000
_FEW, _ROUNDS = 1_000, 12


def whole_decimals(values: Sequence[float]) -> tuple[list[int], int]:
    """Return numbers as whole multiples of one unit, and how many units make one.

    They count as the decimals that people read: 0.1 is one tenth, no more.

    >>> whole_decimals([0.1, 0.25, 3])
    ([10, 25, 300], 100)
    """
    return _by_places(values) or _by_ratios([exact(value).as_integer_ratio() for value in values])


def whole_weights(values: Sequence[float]) -> list[int]:
    """Return whole numbers in the proportions of the values.

    Where 15 digits hold them all they count as decimals; others count as they are stored.

    >>> whole_weights([0.1, 0.25, 3])
    [10, 25, 300]
    >>> whole_weights([2**-60, 1.0])
    [4503599627370496, 5192296858534827628530496329220096]
    """
    whole, _scale = _by_places(values) or _by_halves(values) or _by_ratios([v.as_integer_ratio() for v in values])
    return whole


def nth_largest(values: Sequence[int], nth: int) -> int:
    """Return the value that stands at that place when all are sorted, the largest first.

    >>> nth_largest([5, 9, 7, 9], 2), nth_largest([5, 9, 7, 9], 3)
    (9, 7)
    """
    for _ in range(_ROUNDS):
        if len(values) < _FEW:
            break
        sample = sorted(values[:: len(values) // _FEW + 1], reverse=True)
        likely = sample[min(nth * len(sample) // len(values), len(sample) - 1)]
        above = [value for value in values if value > likely]
        if nth <= len(above):
            values = above
            continue
        nth -= len(above) + values.count(likely)
        if nth <= 0:
            return likely
        values = [value for value in values if value < likely]
    return sorted(values, reverse=True)[nth - 1]


def _by_places(values: Sequence[float]) -> tuple[list[int], int] | None:
    """Return the numbers in the smallest decimal place they share.

    Up to 15 digits a float stands for one decimal only, so that rounding loses nothing.
    """
    largest, some = max(map(abs, values), default=0), values[:_FEW]
    for scale in _PLACES:
        if largest * scale >= _FIFTEEN_DIGITS:
            break
        if _rounded(some, scale) is not None and (whole := _rounded(values, scale)) is not None:
            return whole, scale
    return None


def _rounded(values: Sequence[float], scale: int) -> list[int] | None:
    whole = [round(value * scale) for value in values]
    return whole if [count / scale for count in whole] == list(values) else None


def _by_halves(values: Sequence[float]) -> tuple[list[int], int] | None:
    """Return floats in the smallest power of two they share, if none is far larger than the others."""
    least, most = (math.frexp(bound(map(abs, filter(None, values))))[1] for bound in (min, max))
    power = _FLOAT_DIGITS - least
    if set(map(type, values)) != {float} or not 0 <= power < _HIGHEST_POWER - max(most, 0):
        return None
    scale = 2.0**power
    return [int(value * scale) for value in values], 1 << power


def _by_ratios(ratios: Sequence[tuple[int, int]]) -> tuple[list[int], int]:
    scale = math.lcm(*{under for _, under in ratios})
    return [over * (scale // under) for over, under in ratios], scale
