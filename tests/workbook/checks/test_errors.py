"""Cells that show an error."""

from __future__ import annotations

from views import book, kinds, sheet

from xlsales.workbook.checks.errors import error_cells


def test_errors_below_each_other_are_one_finding() -> None:
    """A run of one error in a column is told once, with its area and number; another error starts anew."""
    rows = [[("A9/B9", "#DIV/0!")], [("A9/B9", "#DIV/0!")], [("VLOOKUP(1,D:E,2,0)", "#N/A")]]
    found = list(error_cells(book(sheet(rows))))
    assert kinds(found) == [("error_cells", "A1:A2"), ("error_cells", "A3")]
    assert found[0].values["count"] == 2


def test_an_na_that_was_asked_for_is_meant() -> None:
    """NA() keeps a chart's line open; text that looks like an error is text."""
    assert kinds(error_cells(book(sheet([[("IF(B1=0,NA(),B1)", "#N/A")], ["N/A"]])))) == []


def test_errors_beside_each_other_are_one_finding() -> None:
    """A row or a whole block of one error is told once."""
    wrong = ("A9/B9", "#DIV/0!")
    assert kinds(error_cells(book(sheet([[wrong, wrong, wrong]])))) == [("error_cells", "A1:C1")]
    block = [[wrong, wrong, 1], [wrong, wrong, wrong]]
    found = list(error_cells(book(sheet(block))))
    assert kinds(found) == [("error_cells", "A1:B2"), ("error_cells", "C2")]
    assert found[0].values["count"] == 4
