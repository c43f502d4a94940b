"""THE table of worksheet functions: every host, the documentation and the command line read it here."""

from __future__ import annotations

from xlsales.registry import account, forecast, funnel, opportunity, quota, review
from xlsales.registry.record import ACCOUNT, FORECAST, FUNNEL, QUOTA, REVIEW, Argument, Category, Function

__all__ = ["CATEGORIES", "FUNCTIONS", "Argument", "Category", "Function", "find"]

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
