"""THE table of worksheet functions: every host, the documentation and the command line read it here."""

from __future__ import annotations

import difflib

from xlsales.registry import account, forecast, funnel, opportunity, quota, review
from xlsales.registry.record import ACCOUNT, FORECAST, FUNNEL, QUOTA, REVIEW, Argument, Category, Function

__all__ = ["CATEGORIES", "FUNCTIONS", "Argument", "Category", "Function", "find", "unknown"]

CATEGORIES: tuple[Category, ...] = (FORECAST, FUNNEL, QUOTA, REVIEW, ACCOUNT)
FUNCTIONS: tuple[Function, ...] = (
    *forecast.FUNCTIONS,
    *funnel.FUNCTIONS,
    *quota.FUNCTIONS,
    *review.FUNCTIONS,
    *opportunity.FUNCTIONS,
    *account.FUNCTIONS,
)
_BY_NAME = {name: function for function in FUNCTIONS for name in (function.name, function.zh)}


def find(name: str) -> Function | None:
    """Return the function of an English name (in any case) or a Chinese name; None when there is none.

    >>> found = find("金额缺口")
    >>> found.name if found else None
    'FUNNEL_GAP'
    """
    return _BY_NAME.get(name.upper())


def unknown(name: str) -> str:
    """Return the sentence that says a function does not exist, with the nearest name that does.

    >>> unknown("FUNEL_GAP")
    'there is no function FUNEL_GAP: did you mean FUNNEL_GAP?'
    """
    near = difflib.get_close_matches(name.upper(), [function.name for function in FUNCTIONS], n=1)
    advice = f"did you mean {near[0]}?" if near else "see  xlsales functions"
    return f"there is no function {name}: {advice}"
