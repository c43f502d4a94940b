"""Ranges that stop short of the data: rows added below that a sum or lookup does not see."""

from __future__ import annotations

from collections.abc import Iterator

from xlsales.workbook.checks.finding import Finding
from xlsales.workbook.checks.formulas import Reference, functions, references
from xlsales.workbook.checks.labels import is_total
from xlsales.workbook.checks.view import BookView, Cell, SheetView, inside
from xlsales.workbook.refs import Area

_SUMS = ("SUM", "SUMIF", "SUMIFS", "SUMPRODUCT", "SUBTOTAL", "AGGREGATE")
_COUNTS = ("AVERAGE", "AVERAGEIF", "AVERAGEIFS", "MEDIAN", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS")
_RANKS = ("MAX", "MIN", "MAXIFS", "MINIFS", "LARGE", "SMALL", "RANK", "RANK.EQ")
_LOOKUPS = ("VLOOKUP", "XLOOKUP", "LOOKUP", "INDEX", "MATCH")
_READERS = frozenset((*_SUMS, *_COUNTS, *_RANKS, *_LOOKUPS))
_LEAST_ROWS = 3
_MOST_LEFT = 0.25
_NEAR = 5


def ranges(book: BookView) -> Iterator[Finding]:
    """Yield, once for each range, the first formula whose range leaves out the last rows of its data."""
    for sheet in book.sheets:
        seen: dict[tuple[str, Area], tuple[Cell, int]] = {}
        for cell in sheet.formulas:
            if functions(cell.formula or "") & _READERS:
                _look(book, sheet, cell, seen)
        for (title, area), (cell, last) in seen.items():
            left_out = f"{area._replace(top=area.bottom + 1, bottom=last)}"
            shown = str(area) if title == sheet.title else f"{title}!{area}"
            yield Finding("range_short", sheet.title, cell.place, {"area": shown, "left_out": left_out})


def _look(book: BookView, sheet: SheetView, cell: Cell, seen: dict[tuple[str, Area], tuple[Cell, int]]) -> None:
    for reference in references(cell.formula or ""):
        target = book.sheet(reference.sheet) if reference.sheet else sheet
        if target is None or reference.area.height < _LEAST_ROWS or _slides(sheet, cell, reference):
            continue
        key = (target.title, reference.area)
        if key not in seen and (last := _left_out(target, cell if target is sheet else None, reference.area)):
            seen[key] = (cell, last)


def _slides(sheet: SheetView, cell: Cell, reference: Reference) -> bool:
    """Tell whether the range moves or grows with copies of its formula: then its end is meant."""
    if "$" in reference.last[1:]:
        return False
    key = sheet.key(cell)
    beside = (sheet.at(cell.column, cell.row + step) for step in (-1, 1))
    return any(other is not None and sheet.key(other) == key for other in beside)


def _left_out(sheet: SheetView, asking: Cell | None, area: Area) -> int | None:
    """Return the last row of data that follows the area unseen, None when the area is complete."""
    under = asking is not None and area.left == asking.column == area.right and asking.row > area.bottom
    table = None if under else next((t for t in sheet.tables if inside(t.area, area.left, area.top)), None)
    first = table.body.top if table else _first_row(sheet, area)
    if area.top > first and not (under and _begins(sheet, area)):
        return None
    limit = table.body.bottom if table else None
    last = _last_row(sheet, area, limit, table is not None)
    left = last - area.bottom
    few = max(2, min(_NEAR, round(_MOST_LEFT * area.height)))
    if not 0 < left <= few or (asking is not None and _own(asking, area, last)):
        return None
    return last


def _begins(sheet: SheetView, area: Area) -> bool:
    """Tell whether the cell above the area is of another making than its first: a subtotal over a block."""
    above, first = sheet.at(area.left, area.top - 1), sheet.at(area.left, area.top)
    return above is None or first is None or sheet.key(above) != sheet.key(first)


def _own(asking: Cell, area: Area, last: int) -> bool:
    """Tell whether the formula itself stands in the rows that follow the area."""
    return area.left <= asking.column <= area.right and area.bottom < asking.row <= last


def _first_row(sheet: SheetView, area: Area) -> int:
    """Return the row where the numbers begin of which the area holds some."""
    row = area.top
    while (cell := sheet.at(area.left, row - 1)) is not None and not cell.is_text:
        row -= 1
    return row


def _last_row(sheet: SheetView, area: Area, limit: int | None, in_table: bool) -> int:
    model = sheet.at(area.left, area.bottom)
    row = area.bottom
    if model is None or not _full(sheet, area):
        return row
    while limit is None or row < limit:
        cell = sheet.at(area.left, row + 1)
        if cell is None or not _goes_on(sheet, cell, model, in_table):
            break
        row += 1
        if row - area.bottom > _NEAR:
            break
    return row


def _full(sheet: SheetView, area: Area) -> bool:
    """Tell whether the area holds data to its last rows: one kept larger for rows to come is no fault."""
    return all(sheet.at(area.left, row) is not None for row in range(area.bottom - 1, area.bottom + 1))


def _goes_on(sheet: SheetView, cell: Cell, model: Cell, in_table: bool) -> bool:
    if in_table:
        return True
    beside = [c for column in range(max(cell.column - 3, 1), cell.column) if (c := sheet.at(column, cell.row))]
    labels = [*beside, cell, *([first] if (first := sheet.at(1, cell.row)) else [])]
    if any(isinstance(c.value, str) and is_total(c.value) for c in labels):
        return False
    alike = type(cell.value) is type(model.value) and sheet.key(cell) == sheet.key(model) and cell.form == model.form
    return alike and not (cell.is_text and not _beside_data(sheet, cell, model))


def _beside_data(sheet: SheetView, cell: Cell, model: Cell) -> bool:
    """Tell whether a text's row has the columns the row of the model has: a record, not a note."""
    mine = {column for column in range(1, 40) if sheet.at(column, cell.row)}
    model_row = {column for column in range(1, 40) if sheet.at(column, model.row)}
    return len(model_row) > 1 and mine == model_row
