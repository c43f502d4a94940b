"""Ranges that stop short of their data."""

from __future__ import annotations

from typing import Any

import pytest
from views import book, kinds, sheet

from xlsales.workbook.checks.ranges import ranges


def _deals(formula: str, last: Any = 100) -> list[list[Any]]:
    rows: list[list[Any]] = [["Deal", "Amount"], *([f"d{n}", 10 * n] for n in range(2, 20))]
    return [*rows, ["d20", last], [None, None], ["Sum of all", (formula, 1)]]


@pytest.mark.parametrize("formula", ["SUM(B2:B19)", "AVERAGE($B$2:$B$18)", 'SUMIF(A2:A20,"x",B2:B19)'])
def test_a_range_that_leaves_out_the_last_rows_is_found(formula: str) -> None:
    """One or two filled rows below the range, alike those in it, are missed by it."""
    assert kinds(ranges(book(sheet(_deals(formula))))) == [("range_short", "B22")]


@pytest.mark.parametrize("formula", ["SUM(B2:B20)", "SUM(B2:B40)", "SUM(B:B)", "SUM(B2:B5)", "SUM(B6:B19)"])
def test_whole_and_partial_ranges_are_right(formula: str) -> None:
    """A range to the end, beyond it, or over a part meant as a part is not short."""
    assert kinds(ranges(book(sheet(_deals(formula))))) == []


def test_a_total_below_the_range_is_not_data() -> None:
    """A typed total, or a row that says it is one, ends the data."""
    rows = [*([f"d{n}", n] for n in range(1, 9)), ["合计", 36], ["Share", ("B1/SUM(B1:B8)", 0.1)]]
    assert kinds(ranges(book(sheet(rows)))) == []


def test_a_reference_that_misses_the_last_rows_of_a_table_is_found() -> None:
    """Cells of a table's body are data, whatever they hold."""
    rows = [["Deal", "Amount"], ["a", 1], ["b", 2], ["c", 3], ["d", ("1+1", 2)]]
    deals = sheet(rows, "Deals", table="A1:B5")
    short = sheet([["All", ("SUM(Deals!B2:B4)", 6)]])
    whole = sheet([["All", ("SUM(Deals!B2:B5)", 8)]])
    assert kinds(ranges(book(deals, short))) == [("range_short", "B1")]
    assert kinds(ranges(book(deals, whole))) == []


def test_a_subtotal_below_its_rows_must_reach_them() -> None:
    """A sum under a later block of one column, the last row before it left out, is short; a block's own sum is not."""

    def column(formula: str) -> list[list[Any]]:
        return [[1], [2], [3], [("SUM(A1:A3)", 6)], [4], [5], [6], [7], [(formula, 15)]]

    assert kinds(ranges(book(sheet(column("SUM(A5:A7)"))))) == [("range_short", "A9")]
    assert kinds(ranges(book(sheet(column("SUM(A5:A8)"))))) == []


def test_ranges_that_slide_or_grow_are_meant() -> None:
    """Running sums and moving means end at their own row."""
    running = [[n, (f"SUM(A$1:A{n})", n)] for n in range(1, 9)]
    moving = [[n, (f"AVERAGE(A{max(n - 2, 1)}:A{n})", n)] for n in range(1, 9)]
    assert kinds(ranges(book(sheet(running), sheet(moving, "Mean")))) == []


def test_one_range_used_often_is_told_once() -> None:
    """A hundred shares over one short sum are one finding."""
    rows: list[list[Any]] = [[n, (f"A{n}/SUM($A$1:$A$9)", 0.1)] for n in range(1, 11)]
    assert kinds(ranges(book(sheet(rows)))) == [("range_short", "B1")]
