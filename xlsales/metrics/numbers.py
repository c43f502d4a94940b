"""The arithmetic every metric shares: exact sums, checked rates, ratios with a base, pairs of equal size."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import TypeAlias, TypeVar

from xlsales.errors import MetricError

Amount: TypeAlias = float | Iterable[float]
Left = TypeVar("Left")
Right = TypeVar("Right")

_WIDE = Context(prec=400)
_NINE_PLACES = Decimal("1e-9")


def total(amount: Amount) -> float:
    """Return a number as it is, or the exact sum of several, the same in any order.

    >>> total(75.8), total([0.1] * 10)
    (75.8, 1.0)
    """
    return math.fsum(amount) if isinstance(amount, Iterable) else amount


def ratio(part: float, base: float, base_name: str) -> float:
    """Return part / base; a base of 0 has no ratio and raises #DIV/0!.

    >>> ratio(93, 186, "quota")
    0.5
    """
    if base == 0:
        raise MetricError("#DIV/0!", f"{base_name} is 0 or blank: nothing can be divided by it")
    return part / base


def rate(value: float, name: str) -> float:
    """Return a rate that lies between 0 and 1; any other raises #NUM!, since 70 is not 70%.

    >>> rate(0.7, "win_rate")
    0.7
    """
    if not 0 <= value <= 1:
        raise MetricError("#NUM!", f"{name} is {value:g}: a rate lies between 0 and 1 (write 70% or 0.7)")
    return value


def rates(values: Iterable[float], name: str) -> tuple[float, ...]:
    """Return several rates; the first outside 0 to 1 raises #NUM! and is named by its place.

    >>> rates([0.2, 0.35], "rates")
    (0.2, 0.35)
    """
    found = tuple(values)
    if found and not (min(found) >= 0 and max(found) <= 1):
        for place, value in enumerate(found, start=1):
            rate(value, f"{name}, number {place},")
    return found


def pairs(left: Iterable[Left], right: Iterable[Right], left_name: str, right_name: str) -> list[tuple[Left, Right]]:
    """Return two ranges cell by cell; ranges of different size raise #VALUE!.

    >>> pairs([1, 2], [0.5, 0.7], "counts", "rates")
    [(1, 0.5), (2, 0.7)]
    """
    first, second = _sized(left), _sized(right)
    if len(first) != len(second):
        sizes = f"{left_name} has {len(first)} cells and {right_name} has {len(second)}"
        raise MetricError("#VALUE!", f"{sizes}: both need the same number")
    return list(zip(first, second, strict=True))


def exact(value: float | Fraction) -> Fraction:
    """Return a number as the decimal that people read: 0.1 is one tenth, no more.

    >>> exact(0.1) + exact(0.2) == exact(0.3)
    True
    """
    return Fraction(str(value))


def round_up(value: float) -> int:
    """Return the whole number of things to find: half away from zero at 9 places, then up.

    >>> round_up(2.1 / 1.2 / 0.25), round_up(7.001)
    (7, 8)
    """
    nine_places = Decimal(str(value)).quantize(_NINE_PLACES, ROUND_HALF_UP, _WIDE)
    return int(nine_places.to_integral_value(ROUND_CEILING))


def _sized(values: Iterable[Left]) -> Sequence[Left]:
    return values if isinstance(values, (list, tuple)) else list(values)
