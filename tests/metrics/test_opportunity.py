"""The opportunity metrics, by hand and by law."""

from __future__ import annotations

from datetime import date

import pytest

from xlsales.errors import MetricError
from xlsales.metrics import opportunity


def test_marks_count_for_their_own_question() -> None:
    """The questions own 5, 5, 4 and 5 marks; blanks and 0 count nothing, 1 and -1 as + and -."""
    marks = ["+", "-", None, 1, 0] + ["-"] * 5 + ["+"] * 4 + [-1, "", "+", "+", "+"]
    assert opportunity.opportunity_score(marks) == (1, -5, 4, 2, 2)


@pytest.mark.parametrize("mark", ["x", "++", 2, True, 0.5])
def test_other_marks_are_refused_by_place(mark: object) -> None:
    """A mark that is no mark is never guessed."""
    with pytest.raises(MetricError, match="marks, number 3,") as raised:
        opportunity.opportunity_score(["+", "-", mark] + [None] * 16)  # type: ignore[list-item]
    assert raised.value.code == "#VALUE!"


def test_assessment_has_nineteen_marks() -> None:
    """A range of another size is refused."""
    with pytest.raises(MetricError, match="18 cells"):
        opportunity.opportunity_score(["+"] * 18)


@pytest.mark.parametrize(
    ("organisation", "person", "relation"),
    [
        (False, False, "outsider 局外人"),
        (True, False, "vendor 供货商"),
        (False, True, "friend 朋友"),
        (True, True, "partner 伙伴"),
    ],
)
def test_relationship_follows_whose_needs_are_met(organisation: bool, person: bool, relation: str) -> None:
    """Needs of the organisation make a vendor, of the person a friend, both a partner."""
    assert opportunity.relationship_type(organisation, person) == relation


def test_follow_up_runs_over_the_end_of_february() -> None:
    """The checks are counted in calendar days."""
    days = opportunity.follow_up_dates(date(2028, 2, 20), 10)
    assert days == (date(2028, 3, 1), date(2028, 3, 6), date(2028, 3, 21))


def test_levers_multiply_and_rates_stop_at_one() -> None:
    """A lever raised by half brings half the result more, except a rate that is already full."""
    assert opportunity.lever_result(100, 0.5, 0.2, 1, 3) == 30
    gains = opportunity.lever_impact(100, 0.5, 0.2, 1, 3, 0.5)
    assert gains == pytest.approx((15, 15, 15, 0, 15))
    assert opportunity.lever_impact(100, 0.8, 1, 1, 1, 0.5)[1] == pytest.approx(20)


@pytest.mark.parametrize("place", [1, 2, 3, 5])
def test_levers_refuse_percents_typed_as_numbers(place: int) -> None:
    """A rate or uplift of 70 is a mistake to show."""
    levers = [100, 0.5, 0.2, 0.3, 3, 0.1]
    levers[place] = 70
    with pytest.raises(MetricError, match="write 70%"):
        opportunity.lever_impact(*levers)


@pytest.mark.parametrize(
    ("done", "as_of", "status"),
    [
        (date(2026, 3, 31), date(2026, 4, 9), "done"),
        (date(2026, 4, 1), date(2026, 4, 9), "done late"),
        (None, date(2026, 3, 31), "due"),
        (None, date(2026, 4, 1), "overdue"),
    ],
)
def test_milestone_turns_after_its_due_day(done: date | None, as_of: date, status: str) -> None:
    """The due day itself is still in time."""
    assert opportunity.milestone_status(date(2026, 3, 31), done, as_of) == status
