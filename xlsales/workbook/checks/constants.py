"""Formulas overwritten by constants: one number typed into a column or row of equal formulas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from xlsales.workbook.checks.finding import Finding, each_run
from xlsales.workbook.checks.view import BookView, Cell, SheetView, TableView, inside

_LEAST_FORMULAS = 3
_MOST_CONSTANTS = 0.34


def constants(book: BookView) -> Iterator[Finding]:
    """Yield numbers typed over formulas: in tables' calculated columns, and between equal formulas elsewhere."""
    for sheet in book.sheets:
        typed = [cell for table in sheet.tables for cell in _in_table(sheet, table)]
        typed += _in_columns(sheet)
        typed += [cell for cell in _in_rows(sheet) if cell not in typed]
        yield from each_run("constant_in_formulas", sheet, typed)


def _in_table(sheet: SheetView, table: TableView) -> Iterator[Cell]:
    body = table.body
    for place, (_, formula) in enumerate(table.columns):
        if formula is None:
            continue
        column = body.left + place
        cells = [cell for row in range(body.top, body.bottom + 1) if (cell := sheet.at(column, row))]
        yield from _overwritten([cell for cell in cells if cell.row > body.top or not _looks_up(sheet, cells)])


def _looks_up(sheet: SheetView, cells: Sequence[Cell]) -> bool:
    """Tell whether the formulas carry a value on from the row above: then the first row starts it."""
    return any("R[-1]" in sheet.key(cell) or "OFFSET" in (cell.formula or "") for cell in cells[1:3])


def _overwritten(cells: Sequence[Cell]) -> list[Cell]:
    formulas = sum(cell.formula is not None for cell in cells)
    typed = [cell for cell in cells if _typed(cell)]
    return typed if formulas >= _LEAST_FORMULAS and len(typed) <= _MOST_CONSTANTS * formulas else []


def _in_columns(sheet: SheetView) -> Iterator[Cell]:
    """Yield constants between equal formulas above and below, outside tables."""
    for column in sheet.columns:
        for block in sheet.blocks(column):
            in_one = sheet.table_at(block[0]) is not None and sheet.table_at(block[0]) is sheet.table_at(block[-1])
            if not in_one and sum(cell.formula is not None for cell in block) >= _LEAST_FORMULAS:
                yield from _between(sheet, block)


def _in_rows(sheet: SheetView) -> Iterator[Cell]:
    """Yield constants between equal formulas at their left and right; a column of typed numbers is meant."""
    for row in sheet.rows:
        for block in sheet.row_blocks(row):
            formulas = sum(cell.formula is not None for cell in block)
            if formulas < _LEAST_FORMULAS:
                continue
            typed = _between(sheet, block)
            if len(typed) <= _MOST_CONSTANTS * formulas:
                yield from (cell for cell in typed if not _is_input(sheet, cell))


def _is_input(sheet: SheetView, cell: Cell) -> bool:
    """Tell whether a number is typed between formulas in the row above or below as well."""
    for row in (cell.row - 1, cell.row + 1):
        other, left = sheet.at(cell.column, row), sheet.at(cell.column - 1, row)
        if other is not None and _typed(other) and left is not None and left.formula is not None:
            return True
    return False


def _between(sheet: SheetView, block: Sequence[Cell]) -> list[Cell]:
    keys = [sheet.key(cell) for cell in block]
    times = Counter(keys)
    typed, before, pending = list[Cell](), "", list[Cell]()
    for cell, key in zip(block, keys, strict=True):
        if key:
            if key == before and times[key] >= _LEAST_FORMULAS and len(pending) <= _MOST_CONSTANTS * times[key]:
                typed += pending
            before, pending = key, []
        elif _typed(cell) and not _in_any_table(sheet, cell):
            pending.append(cell)
        else:
            before = ""
    return typed


def _in_any_table(sheet: SheetView, cell: Cell) -> bool:
    return any(inside(table.area, cell.column, cell.row) for table in sheet.tables)


def _typed(cell: Cell) -> bool:
    return cell.formula is None and isinstance(cell.value, float)
