"""Exact sums of very many numbers by group: what `math.fsum` gives, taken over whole columns."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_SMALLEST = 1126  # every float is a whole number of 2**-1126
_HALF = 27
_AT_ONCE = 1 << 24  # as many halves of 27 bits add up exactly in a float


def exact_sums(values: npt.NDArray[np.float64], groups: npt.NDArray[np.integer], count: int) -> list[int]:
    """Return the exact sum of each group, as a whole number of 2**-1126; no value may be missing.

    >>> sums = exact_sums(np.array([0.1] * 10 + [5.0]), np.array([0] * 10 + [1]), 2)
    >>> [rounded(one) for one in sums], rounded(sum(sums))
    ([1.0, 5.0], 6.0)
    """
    found = [0] * count
    for start in range(0, len(values), _AT_ONCE):
        _add(found, values[start : start + _AT_ONCE], groups[start : start + _AT_ONCE])
    return found


def rounded(total: int) -> float:
    """Return an exact sum as the nearest float.

    >>> rounded(3 << 1126), rounded(0)
    (3.0, 0.0)
    """
    return total / (1 << _SMALLEST)


def _add(found: list[int], values: npt.NDArray[np.float64], groups: npt.NDArray[np.integer]) -> None:
    fractions, exponents = np.frexp(values)
    lowest = int(exponents.min())
    width = int(exponents.max()) - lowest + 1
    whole = np.ldexp(fractions, 53).astype(np.int64)
    bins = groups.astype(np.intp) * width + (exponents - lowest)
    high = np.bincount(bins, weights=whole >> _HALF)
    low = np.bincount(bins, weights=whole & ((1 << _HALF) - 1))
    for place in np.flatnonzero((high != 0) | (low != 0)).tolist():
        group, step = divmod(place, width)
        found[group] += ((int(high[place]) << _HALF) + int(low[place])) << (lowest + step - 53 + _SMALLEST)
