"""Mixed units of money: one amount in 元 among 万元, and columns side by side in different units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from xlsales.workbook.checks.finding import Finding, shown
from xlsales.workbook.checks.labels import is_amount, is_mean, is_total, scale
from xlsales.workbook.checks.view import BookView, Cell, SheetView

_LOW, _HIGH = 1_000, 20_000
_LEAST = 6
_APART = 100
_CALM = 30


def outliers(book: BookView) -> Iterator[Finding]:
    """Yield typed amounts thousands of times the median of a column whose other amounts are close together."""
    for sheet in book.sheets:
        for column in sheet.columns:
            for block in sheet.blocks(column):
                yield from _in_block(sheet, [cell for cell in block if cell.is_number and cell.formula is None])


def _in_block(sheet: SheetView, cells: Sequence[Cell]) -> Iterator[Finding]:
    values = sorted(abs(float(cell.value or 0)) for cell in cells)
    if len(values) < _LEAST or values[-1] < _LOW or not is_amount(sheet.text_above(cells[0])):
        return
    middle = median(values)
    usual = [value for value in values if value < middle * _APART]
    calm = usual and middle > 0 and usual[-1] <= _CALM * middle
    if not calm or len(values) - len(usual) > max(1, len(values) // 10):
        return
    for cell in cells:
        value = abs(float(cell.value or 0))
        if _LOW <= value / middle <= _HIGH and not is_total(sheet.text_left(cell)):
            values_said = {"value": shown(value), "median": shown(middle), "times": shown(round(value / middle))}
            yield Finding("unit_outlier", sheet.title, cell.place, values_said)


def headers(book: BookView) -> Iterator[Finding]:
    """Yield headers of one row that name different units of money; prices stand in their own unit by right."""
    for sheet in book.sheets:
        rows: dict[int, list[Cell]] = {}
        for cell in sheet.cells.values():
            if cell.is_text and not is_mean(str(cell.value)) and scale(str(cell.value)):
                rows.setdefault(cell.row, []).append(cell)
        for found in rows.values():
            yield from _differing(sheet, sorted(found))


def _differing(sheet: SheetView, cells: Sequence[Cell]) -> Iterator[Finding]:
    first = cells[0]
    unit = scale(str(first.value))
    for cell in cells[1:]:
        if scale(str(cell.value)) != unit and _over_numbers(sheet, cell) and _over_numbers(sheet, first):
            values = {"header": cell.value, "first": first.value, "place": first.place}
            yield Finding("unit_headers", sheet.title, cell.place, values)


def _over_numbers(sheet: SheetView, header: Cell) -> bool:
    below = sheet.at(header.column, header.row + 1)
    return below is not None and below.is_number
