"""Account 客户: tiers, dependence on single sellers, tenure, and what money and stock give."""

from __future__ import annotations

import math
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from xlsales.errors import MetricError
from xlsales.metrics.numbers import Amount, exact, pairs, rate, ratio, total

TENURE_MONTHS = {"new": 18, "mid": 36}


def abc_tier(value: Amount, probability: float, a_limit: float, b_limit: float) -> str:
    """Return the tier of a customer by value × probability: A from the A limit, B from the B limit, else C.

    Limits are compared as decimals. #NUM! for a probability outside 0 to 1 or a B limit above the A
    limit. Source: C16.

    Which tier is a value of 100 at 60% with limits 50 and 20?

    >>> abc_tier(100, 0.6, 50, 20)
    'A'
    """
    if b_limit > a_limit:
        raise MetricError("#NUM!", f"b_limit {b_limit:g} is above a_limit {a_limit:g}: tier A needs more than B")
    worth = exact(total(value)) * exact(rate(probability, "probability"))
    return "A" if worth >= exact(a_limit) else "B" if worth >= exact(b_limit) else "C"


def tenure_band(hire_date: date, as_of: date) -> str:
    """Return the band of service: new below 1.5 years, mid below 3, senior from 3.

    Years are counted by the calendar: 18 months after 31 August is the last day of February. A hire date
    after as_of is new. Source: A30.

    Which band is somebody hired in March 2024 in, at the end of 2026?

    >>> tenure_band(date(2024, 3, 1), date(2026, 12, 31))
    'mid'
    """
    for band, months in TENURE_MONTHS.items():
        if as_of < _months_after(hire_date, months):
            return band
    return "senior"


def key_person_share(owners: Iterable[object], amounts: Iterable[float]) -> float:
    """Return the share of the business that hangs on its largest owner.

    Largest sum of one owner / sum of all; owners are compared without regard to case. #VALUE! for ranges
    of different size, #DIV/0! when the amounts add up to 0. Source: E2.

    How much hangs on one person when Li has 60 and 10, Wang 30?

    >>> key_person_share(["Li", "Wang", "li"], [60, 30, 10])
    0.7
    """
    books: defaultdict[str, list[float]] = defaultdict(list)
    for owner, amount in pairs(owners, amounts, "owners", "amounts"):
        books[str(owner).casefold()].append(amount)
    whole = math.fsum(amount for book in books.values() for amount in book)
    return ratio(max((math.fsum(book) for book in books.values()), default=0), whole, "the sum of amounts")


def roi(gain: Amount, cost: Amount) -> float:
    """Return what an activity returns per unit of money beyond its cost.

    (gain - cost) / cost. #DIV/0! without a cost. Source: C7.

    What does a fair return that cost 40 and brought 100?

    >>> roi(100, 40)
    1.5
    """
    spent = total(cost)
    return ratio(math.fsum((total(gain), -spent)), spent, "cost")


def tco(price: Amount, yearly_cost: Amount, years: float) -> float:
    """Return what owning something costs per year, price and upkeep together.

    (price + yearly cost × years) / years. #DIV/0! for 0 years. Source: C21.

    What does a machine of 100 with 8 of upkeep cost per year over 5 years?

    >>> tco(100, 8, 5)
    28.0
    """
    return ratio(math.fsum((total(price), total(yearly_cost) * years)), years, "years")


def stock_cover(stock: Amount, weekly_forecast: Amount) -> float:
    """Return the weeks for which the stock lasts.

    stock / weekly forecast. #DIV/0! without a forecast. Source: D12.

    How long do 120 pieces last at 30 a week?

    >>> stock_cover(120, 30)
    4.0
    """
    return ratio(total(stock), total(weekly_forecast), "weekly_forecast")


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
