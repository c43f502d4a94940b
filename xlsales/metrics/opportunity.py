"""Opportunity 机会: is a deal worth fighting for, how do we stand, and what must happen when."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta

from xlsales.errors import MetricError
from xlsales.metrics.numbers import Amount, rate, total

QUESTION_SIZES = (5, 5, 4, 5)
SECOND_CHECK_DAYS, VERDICT_DAYS = 15, 30
_MARKS: dict[object, int] = {"+": 1, "-": -1, "": 0, None: 0, 1: 1, -1: -1, 0: 0}
_RELATIONS = {
    (False, False): "outsider 局外人",
    (True, False): "vendor 供货商",
    (False, True): "friend 朋友",
    (True, True): "partner 伙伴",
}

Mark = str | float | None


def opportunity_score(marks: Iterable[Mark]) -> tuple[int, ...]:
    """Return the score of each of the four questions of the opportunity assessment, and their total.

    The 19 marks stand in the order of the criteria, 5 + 5 + 4 + 5; each is + (or 1), - (or -1) or blank
    (or 0). A question's score is the number of + less the number of -. #VALUE! for any other mark or
    number of marks. Source: B3.

    How does a deal score with all + on the first question and one - on the last?

    >>> opportunity_score(["+"] * 5 + [None] * 13 + ["-"])
    (5, 0, 0, -1, 4)
    """
    points = [_points(mark, place) for place, mark in enumerate(marks, start=1)]
    if len(points) != sum(QUESTION_SIZES):
        raise MetricError("#VALUE!", f"marks has {len(points)} cells: the assessment has 19 criteria")
    ends = [sum(QUESTION_SIZES[: number + 1]) for number in range(len(QUESTION_SIZES))]
    sums = [sum(points[end - size : end]) for end, size in zip(ends, QUESTION_SIZES, strict=True)]
    return (*sums, sum(sums))


def relationship_type(organisation_needs_met: bool, personal_needs_met: bool) -> str:
    """Return what we are to a customer, by whose needs we meet.

    Neither: outsider 局外人; the organisation's: vendor 供货商; the person's: friend 朋友; both:
    partner 伙伴. Source: B7.

    What are we when we meet both?

    >>> relationship_type(True, True)
    'partner 伙伴'
    """
    return _RELATIONS[bool(organisation_needs_met), bool(personal_needs_met)]


def follow_up_dates(first_check: date, weekly_days: float = 7) -> tuple[date, date, date]:
    """Return the next weekly check, the second check and the day of the verdict (the 1-15-30 rule).

    +7, +15 and +30 days after the first check; parts of a day are dropped. #NUM! past the year 9999.
    Source: E5.

    When is the verdict due after a first check on 5 January 2026?

    >>> follow_up_dates(date(2026, 1, 5))[2].isoformat()
    '2026-02-04'
    """
    days = (math.floor(weekly_days), SECOND_CHECK_DAYS, VERDICT_DAYS)
    first, second, verdict = (first_check + timedelta(days=count) for count in days)
    return first, second, verdict


def lever_result(
    prospects: Amount, screen_rate: float, show_rate: float, close_rate: float, order_value: float
) -> float:
    """Return the sales that prospects bring through screening, showing and closing.

    prospects × screen rate × show rate × close rate × order value. #NUM! for a rate outside 0 to 1.
    Source: B11.

    What do 200 prospects bring at 50%, 40% and 30% with orders of 2?

    >>> lever_result(200, 0.5, 0.4, 0.3, 2)
    24.0
    """
    return math.prod(_levers(prospects, screen_rate, show_rate, close_rate, order_value))


def lever_impact(
    prospects: Amount,
    screen_rate: float,
    show_rate: float,
    close_rate: float,
    order_value: float,
    uplift: float,
) -> tuple[float, ...]:
    """Return the gain from raising each lever alone by a share, in the order of the arguments.

    result with the lever × (1 + uplift), a rate being capped at 1, less the result as it is. #NUM! for a
    rate or uplift outside 0 to 1. Source: B11.

    What does 10% more of each lever bring?

    >>> [round(gain, 2) for gain in lever_impact(200, 0.5, 0.4, 1, 2, 0.1)]
    [8.0, 8.0, 8.0, 0.0, 8.0]
    """
    levers = _levers(prospects, screen_rate, show_rate, close_rate, order_value)
    more = 1 + rate(uplift, "uplift")
    base = math.prod(levers)
    raised = [min(lever * more, 1) if 1 <= place <= 3 else lever * more for place, lever in enumerate(levers)]
    return tuple(math.prod((*levers[:place], lever, *levers[place + 1 :])) - base for place, lever in enumerate(raised))


def milestone_status(due: date, done: date | None, as_of: date) -> str:
    """Return where a milestone stands: done, done late, due or overdue.

    With a day done: done up to the due day, else done late. Without one: overdue after the due day, else
    due. Source: E9.

    How does a milestone due on 5 January stand on the 6th, not done?

    >>> milestone_status(date(2026, 1, 5), None, date(2026, 1, 6))
    'overdue'
    """
    if done is not None:
        return "done" if done <= due else "done late"
    return "overdue" if as_of > due else "due"


def _points(mark: Mark, place: int) -> int:
    if isinstance(mark, bool) or mark not in _MARKS:
        raise MetricError("#VALUE!", f"marks, number {place}, is {mark!r}: a mark is +, - or blank")
    return _MARKS[mark]


def _levers(
    prospects: Amount, screen_rate: float, show_rate: float, close_rate: float, order_value: float
) -> tuple[float, ...]:
    shares = {"screen_rate": screen_rate, "show_rate": show_rate, "close_rate": close_rate}
    return (total(prospects), *(rate(value, name) for name, value in shares.items()), order_value)
