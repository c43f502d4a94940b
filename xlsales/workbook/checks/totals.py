"""Totals that are not the sum of what stands above them or, along months and quarters, left of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import fmean, median

from xlsales.workbook.checks.finding import Finding, shown
from xlsales.workbook.checks.formulas import references
from xlsales.workbook.checks.labels import is_mean, is_period, is_subtotal, is_total
from xlsales.workbook.checks.text_numbers import reads_as_number
from xlsales.workbook.checks.view import BookView, Cell, SheetView
from xlsales.workbook.refs import Area

_SUM = re.compile(r"=?\+?(?:SUM\([^()]*\)|[A-Z$]+[$\d]+(?:\+[A-Z$]+[$\d]+)+)", re.IGNORECASE)
_LEAST = 2
_LEAST_PERIODS = 3
_ROUNDING = 0.005


def totals(book: BookView) -> Iterator[Finding]:
    """Yield cells in rows or columns labelled as totals whose number is not the sum of its parts."""
    for sheet in book.sheets:
        for label in sheet.cells.values():
            if label.is_text and is_total(str(label.value)) and not sheet.in_pivot(label):
                yield from _row(sheet, label)
                yield from _column(sheet, label)


def _row(sheet: SheetView, label: Cell) -> Iterator[Finding]:
    """Check the numbers right of a label against the columns above them."""
    for column in range(label.column + 1, label.column + 40):
        cell = sheet.at(column, label.row)
        if (cell or sheet.at(column, label.row - 1)) is None or (cell is not None and cell.is_text):
            return
        if cell is not None and _claims_sum(cell) and not is_mean(sheet.text_above(cell)):
            parts = _above(sheet, cell, label.column)
            if parts and not _sums_more(cell, parts):
                texts = _label_texts(sheet, parts, label.column)
                yield from _compared(sheet, cell, parts, texts, _whole(sheet, cell, label.column))


def _sums_more(cell: Cell, parts: Sequence[Cell]) -> bool:
    """Tell whether a formula reads all the parts and more: then its author chose what to add."""
    areas = [reference.area for reference in references(cell.formula or "")]
    return any(area.top <= parts[0].row and area.bottom >= parts[-1].row for area in areas)


def _whole(sheet: SheetView, cell: Cell, label_column: int) -> float:
    """Return the sum of all numbers above a cell, over empty rows too, without those of total lines."""
    above = [c for c in sheet.columns[cell.column] if c.row < cell.row and c.is_number]
    texts = _label_texts(sheet, above, label_column)
    return sum(float(c.value or 0) for c, text in zip(above, texts, strict=True) if not is_total(text))


def _claims_sum(cell: Cell) -> bool:
    summed = cell.formula is None or _SUM.fullmatch(cell.formula.replace(" ", "")) is not None
    return cell.is_number and cell.form != "percent" and summed


def _above(sheet: SheetView, cell: Cell, label_column: int) -> list[Cell]:
    """Return the numbers above a cell as far as rows have a label; none where text stands for a number."""
    parts: list[Cell] = []
    for row in range(cell.row - 1, 0, -1):
        above = sheet.at(cell.column, row)
        if sheet.at(label_column, row) is None or (above is not None and not above.is_number):
            return [] if above is not None and (above.error or reads_as_number(above)) else parts
        if above is not None and above.form != cell.form:
            return parts
        if above is not None:
            parts.insert(0, above)
    return parts


def _label_texts(sheet: SheetView, parts: Sequence[Cell], column: int) -> list[str]:
    cells = (sheet.at(column, part.row) for part in parts)
    return [str(cell.value) if cell is not None else "" for cell in cells]


def _compared(
    sheet: SheetView, cell: Cell, parts: Sequence[Cell], texts: Sequence[str] = (), whole: float | None = None
) -> Iterator[Finding]:
    numbers = [float(part.value or 0) for part in parts]
    total = float(cell.value or 0)
    if len(numbers) < _LEAST or any(_close(total, sum_, len(numbers)) for sum_ in _allowed(numbers, texts, whole)):
        return
    area = Area(parts[0].column, parts[0].row, parts[-1].column, parts[-1].row)
    values = {"value": shown(total), "sum": shown(sum(numbers)), "area": str(area)}
    yield Finding("total_differs", sheet.title, cell.place, values)


def _allowed(numbers: Sequence[float], texts: Sequence[str], whole: float | None) -> Iterator[float]:
    """Yield what the number of a total line may be: sums with and without subtotals, a mean, an extreme."""
    inner = [is_subtotal(text) or is_total(text) for text in texts]
    yield sum(numbers)
    if whole is not None:
        yield whole
    if any(inner):
        yield sum(number for number, sub in zip(numbers, inner, strict=True) if not sub)
        yield sum(number for number, sub in zip(numbers, inner, strict=True) if sub)
        last = len(inner) - inner[::-1].index(True)
        yield sum(numbers[last:])
    yield from (fmean(numbers), median(numbers), max(numbers), min(numbers), float(len(numbers)))


def _close(one: float, other: float, parts: int) -> bool:
    step = 0.5 * (parts + 1) if one == round(one) and abs(other - round(other)) > 1e-9 else 0.0
    return abs(one - other) <= max(step, 1e-6 * max(abs(one), abs(other)), _ROUNDING * (parts + 1))


def _column(sheet: SheetView, label: Cell) -> Iterator[Finding]:
    """Check the numbers below a header against the months or quarters left of them."""
    heads = _periods(sheet, label)
    if len(heads) < _LEAST_PERIODS:
        return
    row = label.row + 1
    while (cell := sheet.at(label.column, row)) is not None and not cell.is_text:
        parts = [part for head in heads if (part := sheet.at(head.column, row)) is not None and part.is_number]
        if _claims_sum(cell) and len(parts) >= _LEAST:
            yield from _compared(sheet, cell, parts)
        row += 1


def _periods(sheet: SheetView, label: Cell) -> list[Cell]:
    found: list[Cell] = []
    column = label.column - 1
    while (cell := sheet.at(column, label.row)) is not None and cell.is_text and is_period(str(cell.value)):
        found.insert(0, cell)
        column -= 1
    return found
