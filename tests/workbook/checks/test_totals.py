"""Totals that do not add up."""

from __future__ import annotations

from typing import Any

import pytest
from views import book, kinds, sheet

from xlsales.workbook.checks.totals import totals

PARTS = [["North", 120, 3], ["South", 80, 5], ["West", 50.5, 2]]


def _with_total(*last: Any, header: str = "Amount") -> list[list[Any]]:
    return [["Region", header, "Deals"], *PARTS, list(last)]


@pytest.mark.parametrize("label", ["Total", "合计", "总计：", "Grand total", "合计（万元）"])
def test_a_typed_total_that_differs_is_found(label: str) -> None:
    """The cell is told with its number and the true sum."""
    found = list(totals(book(sheet(_with_total(label, 260.5, 10)))))
    assert kinds(found) == [("total_differs", "B5")]
    assert (found[0].values["value"], found[0].values["sum"]) == ("260.5", "250.5")


def test_a_sum_that_begins_too_late_is_found() -> None:
    """A SUM over part of the rows above its own label is wrong too."""
    assert kinds(totals(book(sheet(_with_total("Total", ("SUM(B3:B4)", 130.5), 10))))) == [("total_differs", "B5")]


@pytest.mark.parametrize("value", [250.5, 251, ("SUM(B2:B4)", 250.5), ("B2/C2", 40), 83.5])
def test_totals_that_add_up_or_are_something_else_are_right(value: Any) -> None:
    """The sum, the sum rounded, another formula and the mean are as they should be."""
    assert kinds(totals(book(sheet(_with_total("Total", value, 10))))) == []


def test_rates_do_not_add_up() -> None:
    """A column of averages or rates has no sum."""
    assert kinds(totals(book(sheet(_with_total("Total", 99, 10, header="Average price"))))) == []


def test_subtotals_are_not_counted_twice() -> None:
    """A grand total is the sum of the subtotals or of the lines."""
    rows = [["a", 1], ["b", 2], ["小计", 3], ["c", 4], ["d", 5], ["小计", 9], ["合计", 12]]
    assert kinds(totals(book(sheet(rows)))) == []


def test_a_total_column_is_the_sum_of_its_months() -> None:
    """Right of quarters a typed total is compared with them; right of quantity and price it is not."""
    quarters = [["Owner", "Q1", "Q2", "Q3", "Q4", "Total"], ["Ann", 1, 2, 3, 4, 10], ["Bo", 2, 2, 2, 2, 9]]
    product = [["Item", "Quantity", "Price", "Tax", "Total"], ["Pen", 3, 2, 1, 7.5], ["Cap", 2, 4, 1, 9]]
    assert kinds(totals(book(sheet(quarters), sheet(product, "Order")))) == [("total_differs", "F3")]


def test_empty_cells_and_empty_rows_are_added_over() -> None:
    """A line without a number, and a total over two blocks, are as they should be; the same with a slip is not."""
    rows = [["Region", "Amount"], ["a", 10], [None, None], ["b", 20], ["c", None], ["d", 5], ["e", 7], ["Total", 42]]
    own = [*rows[:-1], ["Total", ("SUM(B2:B7)", 42)]]
    assert kinds(totals(book(sheet(rows), sheet(own, "Own")))) == []
    assert kinds(totals(book(sheet([*rows[:-1], ["Total", 41]])))) == [("total_differs", "B8")]


def test_a_column_with_text_for_a_number_has_no_sum_yet() -> None:
    """Where a number is stored as text the total is not judged: the text is the fault."""
    rows = [["Region", "Amount"], ["a", 10], ["b", "20"], ["c", 5], ["d", 5], ["Total", 40]]
    assert kinds(totals(book(sheet(rows)))) == []


def test_total_in_a_sentence_is_no_label() -> None:
    """Only a cell that says nothing but total is a total's label."""
    assert kinds(totals(book(sheet(_with_total("Total cost of ownership", 260.5, 10))))) == []
