"""Sheets written as rows for the tests of checks: a tuple is a formula with the value it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsales.workbook.book import Name
from xlsales.workbook.checks.finding import Finding
from xlsales.workbook.checks.view import BookView, Cell, SheetView, TableView
from xlsales.workbook.refs import read_area

Rows = Sequence[Sequence[Any]]


def sheet(rows: Rows, title: str = "Plan", table: str = "", formulas: dict[str, str] | None = None) -> SheetView:
    """Return a sheet with rows from A1; `table` is the area of one table whose first row has the headers."""
    cells = {
        (column, row): cell(column, row, content)
        for row, contents in enumerate(rows, start=1)
        for column, content in enumerate(contents, start=1)
        if content is not None
    }
    tables = (_table(rows, title, table, formulas or {}),) if table else ()
    return SheetView(title, "visible", cells, tables)


def cell(column: int, row: int, content: Any, form: str = "") -> Cell:
    """Return a cell: a number, a text, an error, or (formula, value)."""
    formula, value = content if isinstance(content, tuple) else (None, content)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(column, row, float(value), formula, False, form)
    return Cell(column, row, value, formula, isinstance(value, str) and value.startswith("#"), form)


def _table(rows: Rows, title: str, area_text: str, formulas: dict[str, str]) -> TableView:
    area = read_area(area_text)
    assert area is not None
    headers = [str(header) for header in rows[area.top - 1][area.left - 1 : area.right]]
    columns = tuple((header, formulas.get(header)) for header in headers)
    return TableView("xsDeals", title, area, area._replace(top=area.top + 1), columns)


def book(*sheets: SheetView, names: dict[str, str] | None = None, **parts: Any) -> BookView:
    """Return a workbook of sheets and names."""
    named = tuple(Name(name, text, None, b"") for name, text in (names or {}).items())
    return BookView("plan.xlsx", sheets, named, **parts)


def kinds(findings: Any) -> list[tuple[str, str]]:
    """Return kind and cell of each finding."""
    found: list[Finding] = list(findings)
    return [(finding.kind, finding.cell) for finding in found]
