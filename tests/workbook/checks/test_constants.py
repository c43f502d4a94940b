"""Formulas overwritten by constants."""

from __future__ import annotations

from typing import Any

from views import book, kinds, sheet

from xlsales.workbook.checks.constants import constants


def _rows(typed: Any, at: int = 4) -> list[list[Any]]:
    rows: list[list[Any]] = [["Amount", "Rate", "Expected"]]
    rows += [[100 * n, 0.5, (f"A{n}*B{n}", 50 * n)] for n in range(2, 10)]
    rows[at - 1][2] = typed
    return rows


def test_a_number_typed_between_equal_formulas_is_found() -> None:
    """The one constant in a run of formulas filled down is found."""
    assert kinds(constants(book(sheet(_rows(777))))) == [("constant_in_formulas", "C4")]


def test_a_number_typed_into_a_calculated_column_is_found() -> None:
    """In a table the last row is found too."""
    table = sheet(_rows(777, at=9), table="A1:C9", formulas={"Expected": "[@Amount]*[@Rate]"})
    assert kinds(constants(book(table))) == [("constant_in_formulas", "C9")]


def test_formulas_without_a_gap_are_right() -> None:
    """A column of formulas, with one that differs, has no constant."""
    assert kinds(constants(book(sheet(_rows(("A4*B4*2", 400)))))) == []


def test_a_block_that_begins_with_a_typed_number_is_right() -> None:
    """An opening balance over formulas that carry it on is meant, in a table too."""
    rows: list[list[Any]] = [["Balance"], [100], *([(f"A{n}+1", 100 + n)] for n in range(2, 8))]
    assert kinds(constants(book(sheet(rows)))) == []
    assert kinds(constants(book(sheet(rows, table="A1:A8", formulas={"Balance": "A1+1"})))) == []


def test_typed_numbers_between_different_formulas_are_right() -> None:
    """Assumptions between formulas that are not copies of each other are inputs."""
    rows = [["x"], [("B1*2", 2)], [5], [("B9+3", 3)], [6], [("SUM(B1:B2)", 4)]]
    assert kinds(constants(book(sheet(rows)))) == []
