"""Native formulas over the deal table that hold for one person (`owner` a cell) and for everyone (`owner` empty)."""

from __future__ import annotations

MEASURES = ("attainment", "win_rate", "coverage", "deal_size", "cycle", "created", "moving")
MEASURE_KINDS = {
    "attainment": "percent",
    "win_rate": "percent",
    "coverage": "ratio",
    "deal_size": "money",
    "cycle": "integer",
    "created": "money",
    "moving": "percent",
}
_WON = 'xsDeals[status],"{status.won}",xsDeals[in_period],1'
_LOST = 'xsDeals[status],"{status.lost}",xsDeals[in_period],1'
_OPEN = 'xsDeals[status],"{status.open}"'
_CYCLE = f'{_WON},xsDeals[created],">0",xsDeals[close],">0"'


def amount(condition: str, owner: str = "", field: str = "amount") -> str:
    """Return the sum of a deal field under a condition.

    >>> amount("xsDeals[in_period],1", "[@name]")
    'SUMIFS(xsDeals[amount],xsDeals[owner],[@name],xsDeals[in_period],1)'
    """
    return f"SUMIFS(xsDeals[{field}],{_owned(owner)}{condition})"


def count(condition: str, owner: str = "") -> str:
    """Return the number of deals under a condition.

    >>> count("xsDeals[in_period],1")
    'COUNTIFS(xsDeals[in_period],1)'
    """
    return f"COUNTIFS({_owned(owner)}{condition})"


def won(owner: str = "") -> str:
    """Return the amount won in the period."""
    return amount(_WON, owner)


def in_class(category: str, owner: str = "") -> str:
    """Return the open amount of a forecast category that the period's forecast covers."""
    return amount(f'xsDeals[class],"{{category.{category}}}",xsDeals[in_period],1', owner)


def open_in_period(owner: str = "") -> str:
    """Return the open amount that the period's forecast covers."""
    return amount(f"{_OPEN},xsDeals[in_period],1", owner)


def share_of_quota(part: str, quota: str) -> str:
    """Return part / quota, or in words why there is none; `quota` is a number or the words for no quota."""
    return f'IF(NOT(ISNUMBER({quota})),{quota},IF({quota}=0,"{{review.quota_zero}}",{part}/{quota}))'


def measure(key: str, owner: str, quota: str, won_amount: str, open_amount: str, attainment: str) -> str:
    """Return the formula of one measure; where it has no base it says why in words."""
    won_count, lost_count = count(_WON, owner), count(_LOST, owner)
    cycles = count(_CYCLE, owner)
    days = f"({amount(_CYCLE, owner, 'close')}-{amount(_CYCLE, owner, 'created')})"
    all_open = count(_OPEN, owner)
    stalled = count(f'{_OPEN},xsDeals[stall_key],">0"', owner)
    created = 'xsDeals[created],">="&xs_period_start,xsDeals[created],"<="&xs_period_end'
    return {
        "attainment": attainment,
        "win_rate": _share_or_why(f"{won_count}/({won_count}+{lost_count})", "no_closed"),
        "coverage": _coverage(quota, won_amount, open_amount),
        "deal_size": _or_why(won_count, f"{amount(_WON, owner)}/{won_count}", "no_won"),
        "cycle": _or_why(cycles, f"{days}/{cycles}", "no_won"),
        "created": amount(created, owner),
        "moving": _share_or_why(f"1-{stalled}/{all_open}", "no_open"),
    }[key]


def _coverage(quota: str, won_amount: str, open_amount: str) -> str:
    rest = f'IF({quota}-{won_amount}<=0,"{{review.quota_met}}",{open_amount}/({quota}-{won_amount}))'
    return f'IF(NOT(ISNUMBER({quota})),{quota},IF({quota}=0,"{{review.quota_zero}}",{rest}))'


def _or_why(base: str, value: str, reason: str) -> str:
    return f'IF({base}=0,"{{review.{reason}}}",{value})'


def _share_or_why(share: str, reason: str) -> str:
    """Return a share of counts, which fail only without a base."""
    return f'IFERROR({share},"{{review.{reason}}}")'


def _owned(owner: str) -> str:
    return f"xsDeals[owner],{owner}," if owner else ""
