"""Results of formulas, computed without a spreadsheet program and stored where readers look for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, cast

import cellrune
from cellrune import CalculationLimitOptions, ReadLimitOptions

from xlsales.errors import WorkbookError
from xlsales.workbook.book import Book, Sheet
from xlsales.workbook.charts import Block, chart_parts, with_caches
from xlsales.workbook.plainsheet import FormulaCell, plain_formulas
from xlsales.workbook.refs import Area, cell_name, read_area, same_title, split_reference
from xlsales.workbook.sheets import SheetCell, SheetMap
from xlsales.workbook.values import date_serial, escape_text, number_text
from xlsales.workbook.xmlscan import Edits, Node, set_attr

Value = Mapping[str, Any]

_NO_RESULT = ("unavailable", "unsupported")
_BLOCK = 50_000
_SEED = 1  # the same workbook gives the same bytes, RAND or not
_GENEROUS = 2**31 - 1
_READ_LIMITS: ReadLimitOptions = {
    "max_archive_bytes": _GENEROUS,
    "max_entry_uncompressed_bytes": _GENEROUS,
    "max_total_uncompressed_bytes": _GENEROUS,
    "max_compression_ratio": 10_000,
    "max_cells_per_sheet": 50_000_000,
    "max_total_cells": 50_000_000,
    "max_total_formula_bytes": _GENEROUS,
    "max_total_cell_text_bytes": _GENEROUS,
}
_CALCULATION_LIMITS: CalculationLimitOptions = {
    "max_dependency_edges": 100_000_000,
    "max_reference_areas": 10_000_000,
    "max_array_cells": 10_000_000,
    "max_function_iterations": 100_000_000,
}


class _Pending(NamedTuple):
    """A cell that takes a result: its row, itself, its formula (None inside an array's range)."""

    row: int
    cell: SheetCell
    formula: Node | None


class Results:
    """The calculated values of a workbook, read in blocks."""

    def __init__(self, data: bytes, today: date) -> None:
        serial = float(date_serial(today))
        try:
            self._workbook = cellrune.Workbook.from_bytes(data, read_limits=_READ_LIMITS)
            self._workbook.calculate(today_serial=serial, now_serial=serial, calculation_limits=_CALCULATION_LIMITS)
        except cellrune.CellRuneError as error:
            raise WorkbookError(
                f"the workbook cannot be calculated without Excel ({error}); open it in Excel and save it there"
            ) from None

    def area(self, title: str, area: Area) -> list[list[Value]]:
        """Return the values of a block of cells, row by row."""
        height = max(1, _BLOCK // area.width)
        rows: list[list[Value]] = []
        for top in range(area.top, area.bottom + 1, height):
            bottom = min(top + height - 1, area.bottom)
            corners = cell_name(area.left, top), cell_name(area.right, bottom)
            rows += cast("list[list[Value]]", self._workbook.read_values(title, *corners))
        return rows

    def cells(self, title: str, rows: Mapping[int, tuple[int, int]]) -> Iterator[tuple[int, int, list[Value]]]:
        """Yield row, first column and values for the column span asked of each row."""
        for area in _blocks(rows):
            for down, values in enumerate(self.area(title, area)):
                yield area.top + down, area.left, values


def with_results(
    data: bytes, *, today: date | None = None, strict: bool = True, only: Collection[str] | None = None
) -> bytes:
    """Return the workbook with the result of every formula stored in its cell and in the charts' caches.

    Raises WorkbookError with every formula that cannot be calculated; when not `strict` such a cell is left
    without a result, for the spreadsheet program to compute. `only` names the sheets to change.
    """
    book = Book.open(data)
    results = Results(data, today or date.today())
    changed: dict[str, bytes] = {}
    problems: list[str] = []
    for sheet in book.worksheets:
        if only is not None and sheet.title not in only:
            continue
        xml = book.package.read(sheet.part)
        plain = plain_formulas(xml)
        if plain is None:
            new = _sheet_with_results(SheetMap(sheet.part, xml), sheet, results, problems)
        else:
            new = _plain_with_results(xml, plain, sheet, results, problems)
        if new != xml:
            changed[sheet.part] = new
    WorkbookError.raise_any(problems if strict else ())
    changed |= _charts_with_results(book, results, only)
    return book.package.to_bytes(changed)


def _plain_with_results(
    xml: bytes, cells: Sequence[FormulaCell], of: Sheet, results: Results, problems: list[str]
) -> bytes:
    values = _values_of(results, of, [(cell.row, cell.column) for cell in cells])
    pieces: list[bytes] = []
    position = 0
    for cell, value in zip(cells, values, strict=True):
        if value["kind"] == "number" and b" t=" not in cell.attributes:
            pieces += (xml[position : cell.formula_end], f"<v>{number_text(value['value'])}</v></c>".encode())
        else:
            if value["kind"] in _NO_RESULT:
                problems.append(_unavailable(of.title, cell.row, cell.column, cell.text, value))
            pieces += (xml[position : cell.start], _plain_cell(cell, value))
        position = cell.end
    return b"".join([*pieces, xml[position:]])


def _plain_cell(cell: FormulaCell, value: Value) -> bytes:
    kind, text = _stored(value)
    head = f'<c r="{cell_name(cell.column, cell.row)}"'.encode() + cell.attributes + b">"
    if b" t=" in head:
        head = set_attr(head, "t", kind)
    elif kind:
        head = head[:-1] + f' t="{kind}">'.encode()
    stored = b"" if value["kind"] in _NO_RESULT else b"<v>" + text.encode() + b"</v>"
    return head + cell.formula + stored + b"</c>"


def _values_of(results: Results, of: Sheet, places: Sequence[tuple[int, int]]) -> Iterator[Value]:
    """Yield the value of each cell of a sheet, given by row and column."""
    rows: dict[int, tuple[int, int]] = {}
    for row, columns in groupby(places, itemgetter(0)):
        found = [column for _row, column in columns]
        left, right = rows.get(row, (found[0], found[0]))
        rows[row] = (min(left, *found), max(right, *found))
    values = {row: (left, found) for row, left, found in results.cells(of.title, rows)}
    for row, column in places:
        left, line = values[row]
        yield line[column - left]


def _sheet_with_results(sheet: SheetMap, of: Sheet, results: Results, problems: list[str]) -> bytes:
    pending = list(_pending(sheet))
    if not pending:
        return sheet.xml
    values = _values_of(results, of, [(item.row, item.cell.column) for item in pending])
    edits = Edits()
    for item, value in zip(pending, values, strict=True):
        if value["kind"] in _NO_RESULT:
            formula = item.formula.text if item.formula is not None else ""
            problems.append(_unavailable(of.title, item.row, item.cell.column, formula, value))
        edits.replace(item.cell.start, item.cell.end, _cell_with_result(sheet, item, value))
    return edits.apply(sheet.xml)


def _pending(sheet: SheetMap) -> Iterator[_Pending]:
    arrays: list[Area] = []
    for row, cell, formula in sheet.formulas():
        kind = formula.attrs.get("t")
        if kind == "dataTable":
            continue
        if kind == "array" and (area := read_area(formula.attrs.get("ref", ""))) and area.width * area.height > 1:
            arrays.append(area)
        yield _Pending(row, cell, formula)
    for area in arrays:
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                found = sheet.cell(column, row)
                if found is not None and found.formula is None:
                    yield _Pending(row, found, None)


def _cell_with_result(sheet: SheetMap, item: _Pending, value: Value) -> bytes:
    xml, cell, formula = sheet.xml, item.cell, item.formula
    if formula is None:
        head, body = xml[cell.start : xml.index(b">", cell.start) + 1].replace(b"/>", b">"), b""
    else:
        head, body = xml[cell.start : formula.start].rstrip(), xml[formula.start : formula.end]
    kind, text = _stored(value)
    if kind != cell.attrs.get("t"):
        head = set_attr(head, "t", kind) if "t" in cell.attrs else head[:-1] + f' t="{kind}">'.encode()
    p = sheet.prefix
    if value["kind"] in _NO_RESULT:
        return head + body + b"</" + p + b"c>"
    return head + body + b"<" + p + b"v>" + text.encode() + b"</" + p + b"v></" + p + b"c>"


def _stored(value: Value) -> tuple[str | None, str]:
    """Return the type mark and the text a cell stores for a result."""
    kind = value["kind"]
    if kind == "number":
        return None, number_text(value["value"])
    if kind == "text":
        return "str", escape_text(value["value"])
    if kind == "logical":
        return "b", "1" if value["value"] else "0"
    return ("e", str(value["value"])) if kind == "error" else (None, "0")


def _unavailable(title: str, row: int, column: int, formula: str, value: Value) -> str:
    reason = value.get("message", "this kind of value is not supported")
    place = cell_name(column, row)
    return f"sheet {title}, cell {place}: the formula ={formula} cannot be calculated without Excel ({reason})"


def _blocks(rows: Mapping[int, tuple[int, int]]) -> Iterator[Area]:
    """Join rows that follow each other into blocks, each as wide as its widest row."""
    block: Area | None = None
    for row in sorted(rows):
        left, right = rows[row]
        if block is not None and row == block.bottom + 1:
            block = Area(min(left, block.left), block.top, max(right, block.right), row)
            continue
        if block is not None:
            yield block
        block = Area(left, row, right, row)
    if block is not None:
        yield block


def _charts_with_results(book: Book, results: Results, only: Collection[str] | None) -> dict[str, bytes]:
    changed = {}
    for sheet in book.sheets:
        if only is not None and sheet.title not in only:
            continue
        for part in chart_parts(book.package, sheet.part):
            xml = book.package.read(part)
            new = with_caches(part, xml, lambda reference: _referenced(book, results, reference))
            if new != xml:
                changed[part] = new
    return changed


def _referenced(book: Book, results: Results, reference: str) -> Block | None:
    """Return type mark and text of the cells a chart reads; None for what is no block of cells."""
    split = split_reference(_through_name(book, reference))
    sheet = book.sheet(split[0]) if split else None
    if split is None or sheet is None or sheet.kind != "worksheet":
        return None
    rows = results.area(sheet.title, split[1])
    return [[None if value["kind"] == "blank" else _stored(value) for value in row] for row in rows]


def _through_name(book: Book, reference: str) -> str:
    """Follow a defined name, with or without a sheet before it, to what it stands for."""
    title, _, name = reference.rpartition("!")
    index = next((i for i, s in enumerate(book.sheets) if same_title(s.title, title.strip("'"))), None)
    found = [n for n in book.names if n.name.casefold() == name.casefold() and n.local in (None, index)]
    return max(found, key=lambda n: n.local is not None).text if found else reference
