"""Whole columns are written as each of their values would be on its own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xlsales.workbook.columns import column_tails
from xlsales.workbook.values import ValueProblem, cell_tail

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
COLUMNS = st.one_of(
    st.lists(st.none() | TEXT),
    st.lists(st.integers() | st.floats(allow_nan=False, allow_infinity=False)),
    st.lists(st.dates(date(1900, 1, 1))),
    st.lists(TEXT | st.booleans() | st.integers(-3, 3) | st.just(1.0)),
)


@settings(max_examples=120, deadline=None)
@given(values=COLUMNS)
@example(values=["a & b", " a", "b ", "", None, "_x0041_", "a\nb", "<&>"])
@example(values=["a ", "b"])
@example(values=["a & b", "", None, "<&amp;>"])
@example(values=[1.0, -0.5, 10**15, 1e300, 5e-324])
def test_a_column_is_its_values_one_by_one(values: list[Any]) -> None:
    """The plain case of each type gives what the careful one gives."""
    assert column_tails(values, before="[", after="]") == [f"[{cell_tail(value)}]" for value in values]


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), 10**400, -(10**400), date(1899, 12, 1), "x" * 40_000])
def test_a_value_no_cell_holds_stops_the_column(wrong: Any) -> None:
    """One bad value among good ones of its type is found."""
    with pytest.raises(ValueProblem):
        column_tails([type(wrong)(1) if isinstance(wrong, float | int) else wrong, wrong])


def test_a_whole_number_no_cell_holds_is_found_among_floats() -> None:
    """A whole number beyond all floats stops a column of floats too."""
    with pytest.raises(ValueProblem, match="larger than any number"):
        column_tails([0.5, 10**400])
