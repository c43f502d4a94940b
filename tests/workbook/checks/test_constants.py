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


def _totals(typed: Any) -> list[list[Any]]:
    letters = "BCDEFGHIJKLM"
    totals: list[Any] = [(f"SUM({letter}2:{letter}3)", 3) for letter in letters]
    totals[4] = typed
    return [["", *letters], ["Ann", *[1] * 12], ["Bo", *[2] * 12], ["Total", *totals]]


def test_a_number_typed_between_equal_formulas_of_a_row_is_found() -> None:
    """A total overwritten in a row of totals is found, though its column holds no formula."""
    assert kinds(constants(book(sheet(_totals(("SUM(F2:F3)", 3)))))) == []
    assert kinds(constants(book(sheet(_totals(777))))) == [("constant_in_formulas", "F4")]


def test_a_column_of_inputs_between_formulas_is_right() -> None:
    """Typed numbers below each other, or as many as the formulas beside them, are meant."""
    line = lambda n: [("A9*2", 1), ("B9*2", 2), 5, ("D9*2", 3), ("E9*2", 4), ("F9*2", 5)]  # noqa: E731
    assert kinds(constants(book(sheet([line(1), line(2), line(3)])))) == []
    turns = [cell for n in range(6) for cell in (("$A$9+1", 1), 5)]
    assert kinds(constants(book(sheet([turns])))) == []
