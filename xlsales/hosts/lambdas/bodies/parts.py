"""Pieces that several bodies share."""

from __future__ import annotations

REACHES = "LAMBDA(value_there, limit, value_there-limit>=-ABS(limit)*1E-14)"
"""Whether a value reaches a limit when both are read as decimals of 14 digits, as people read them."""


def scale(numbers: str) -> str:
    """Return the formula of the power of ten, up to nine places, that makes all of the numbers whole.

    >>> scale("list")[:20]
    'REDUCE(1, SEQUENCE(9'
    """
    scaled = f"{numbers}*factor"
    whole = f"AND(ABS({scaled}-INT({scaled}+0.5))<=ABS({scaled})*1E-15)"
    return f"REDUCE(1, SEQUENCE(9), LAMBDA(factor, place, IF({whole}, factor, factor*10)))"
