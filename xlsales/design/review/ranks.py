"""Columns that rank a table's rows by one of its figures, for tables that cannot be sorted themselves."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.tables import Column

_UNRANKED = "-1E+99"


def rank_columns(table: str, key: str) -> tuple[Column, ...]:
    """Return `rank` (equals share one) and what sorts the rows: `line`, `key` and `order`.

    Rows without a figure stand last and have no rank.

    >>> [column.key for column in rank_columns("xsScores", "score")]
    ['rank', 'line', 'key', 'order']
    """
    larger = f"SUMPRODUCT(--({table}[key]>[@key]))"
    earlier = f"SUMPRODUCT(({table}[key]=[@key])*({table}[line]<=[@line]))"
    return (
        Column("rank", 12, "integer", f'=IF([@name]="","",IF(ISNUMBER([@{key}]),1+{larger},"{{review.no_rank}}"))'),
        Column("line", 8, "integer", "=ROW()"),
        Column("key", 10, "general", f"=IF(ISNUMBER([@{key}]),ROUND([@{key}],9),{_UNRANKED})"),
        Column("order", 8, "integer", f'=IF([@name]="","",{larger}+{earlier})'),
    )


def hide_helpers(sheet: Worksheet, table: str, count: int = 3) -> None:
    """Hide the columns that only sort or look up: the last ones of the table."""
    for cells in sheet.iter_cols(*_last(sheet, table, count)):
        sheet.column_dimensions[cells[0].column_letter].hidden = True


def _last(sheet: Worksheet, table: str, count: int) -> tuple[int, int, int, int]:
    head = sheet[sheet.tables[table].ref][0]
    right = head[-1].column
    return right - count + 1, right, head[0].row, head[0].row
