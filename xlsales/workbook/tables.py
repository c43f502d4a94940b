"""Tables (ListObjects): their columns, the area of their body, and whether it can take new rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from xlsales.fills import TableFill
from xlsales.workbook.book import Book, TablePart
from xlsales.workbook.refs import MAX_ROWS, Area, column_letters, read_area
from xlsales.workbook.resize import Resize
from xlsales.workbook.shared_formulas import Shared, shared_formulas
from xlsales.workbook.sheets import SheetMap
from xlsales.workbook.xmlscan import Edits, Node, set_attr

BLOCKS = {"array": "an array formula", "dataTable": "a what-if table"}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class TableColumn:
    """One column of a table: its header and the formula of a calculated column."""

    name: str
    formula: str | None
    array: bool


@dataclass(frozen=True)
class Table:
    """A table of the workbook: its columns and the area of its body."""

    part: TablePart
    columns: tuple[TableColumn, ...]
    body: Area
    has_totals: bool

    @property
    def name(self) -> str:
        """The table's name."""
        return self.part.name

    def resize(self, rows: int) -> Resize:
        """Return the resize that gives the body this many rows; a table keeps one row when it is empty."""
        return Resize(self.part.sheet, self.body, self.body.top + max(rows, 1) - 1, self.has_totals)


def find_table(book: Book, wanted: str) -> Table | None:
    """Return the table of that name; case does not count."""
    part = next((t for t in book.tables if t.name.casefold() == wanted.casefold()), None)
    return read_table(book, part) if part else None


def read_table(book: Book, part: TablePart) -> Table:
    """Return columns and body of a table; the formulas come from its first body row, else from its part."""
    attrs = part.root.attrs
    area = read_area(attrs["ref"])
    assert area is not None
    totals = int(attrs.get("totalsRowCount", 0))
    body = area._replace(top=area.top + int(attrs.get("headerRowCount", 1)), bottom=area.bottom - totals)
    sheet = book.sheet(part.sheet)
    assert sheet is not None
    nodes = list(part.root.walk("tableColumn"))
    page = book.map(sheet.part)
    shared = shared_formulas(page)
    columns = tuple(_read_column(node, page, shared, body.left + i, body.top) for i, node in enumerate(nodes))
    return Table(part, columns, body, totals > 0)


def _read_column(
    node: Node, sheet: SheetMap, shared: Mapping[tuple[int, int], Shared], column: int, row: int
) -> TableColumn:
    name = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), node.attrs.get("name", ""))
    if (one := shared.get((row, column))) is not None:
        return TableColumn(name, one.text, False)
    declared = node.find("calculatedColumnFormula")
    cell = sheet.cell(column, row)
    formula = cell.formula if cell and cell.formula is not None and cell.formula.text else declared
    if formula is None or not formula.text:
        return TableColumn(name, None, False)
    return TableColumn(name, formula.text, formula.attrs.get("t") == "array" or formula.attrs.get("array") == "1")


class Places(NamedTuple):
    """Which column of a fill goes to which column of a table, and which of these hold results of its formulas."""

    sources: dict[int, int]
    results: frozenset[int]


def match_columns(table: Table, fill: TableFill, label: str) -> tuple[Places, list[str]]:
    """Return where the columns of a fill go, and the problems."""
    exact = {column.name: i for i, column in enumerate(table.columns)}
    trimmed = {column.name.strip(): i for i, column in enumerate(table.columns)}
    places: dict[int, int] = {}
    problems = []
    for source, header in enumerate(fill.columns):
        place = exact.get(header, trimmed.get(header.strip()))
        if place is None:
            have = ", ".join(column.name for column in table.columns)
            problems.append(f"table {table.name} in {label} has no column {header}; its columns are {have}")
        elif place in places:
            problems.append(f"table {table.name}: the column {header} is given twice")
        else:
            places[place] = source
    results = frozenset(place for place, source in places.items() if fill.columns[source] in fill.results)
    return Places(places, results), problems + _wrong_results(table, fill, results)


def _wrong_results(table: Table, fill: TableFill, results: frozenset[int]) -> list[str]:
    """Return what is wrong with the columns that bring results: each must be given, and have a formula."""
    where = f"table {table.name}: the column"
    absent = (name for name in fill.results if name not in fill.columns)
    plain = (table.columns[place].name for place in sorted(results) if not table.columns[place].formula)
    return [
        *(f"{where} {name} is to bring results, but is not among the columns given; add it" for name in absent),
        *(f"{where} {name} has no formula to bring results for; take it out of the results" for name in plain),
    ]


def check_room(table: Table, fill: TableFill, sheet: SheetMap) -> list[str]:
    """Return what stands in the way of the table taking these rows."""
    new, body = table.resize(len(fill.rows)).bottom, table.body
    where = f"table {table.name} on sheet {table.part.sheet}"
    if new > MAX_ROWS:
        room = MAX_ROWS - body.top + 1
        return [f"{where} has room for {room:,} rows, but {len(fill.rows):,} were given; filter the deals first"]
    uneven = [i for i, row in enumerate(fill.rows, 1) if len(row) != len(fill.columns)]
    problems = [f"{where}: row {i} does not have {len(fill.columns)} values" for i in uneven]
    problems += [f"{where} holds {what}; enter it in each cell on its own" for what in blocks_in(body, sheet)]
    totals = int(table.has_totals)
    below = first_filled(sheet, body._replace(bottom=body.bottom + totals), new + totals)
    if below:
        problems.append(f"{where} must grow to row {new}, but cell {below} below it is in use; move it aside")
    return problems


def blocks_in(body: Area, sheet: SheetMap) -> Iterator[str]:
    """Yield the formulas over several cells that reach into a body: they cannot be written row by row."""
    for _row, _cell, node in sheet.formulas():
        area = read_area(node.attrs.get("ref", "")) if node.attrs.get("t") in BLOCKS else None
        if area and area.width * area.height > 1 and overlaps(area, body):
            yield f"{BLOCKS[node.attrs['t']]} over {area}"


def first_filled(sheet: SheetMap, body: Area, bottom: int) -> str | None:
    """Return the first cell in use, or the merged cells, below a table's body and above a bottom row."""
    for number, row in sheet.rows.items():
        if body.bottom < number <= bottom:
            for column, cell in sorted(row.cells.items()):
                if cell.filled and body.left <= column <= body.right:
                    return f"{column_letters(column)}{number}"
    for node in sheet.root.walk("mergeCell"):
        area = read_area(node.attrs.get("ref", ""))
        if area and overlaps(area, body._replace(top=body.bottom + 1, bottom=bottom)):
            return str(area)
    return None


def overlaps(one: Area, other: Area) -> bool:
    """Tell whether two areas have a cell in common."""
    across = one.left <= other.right and other.left <= one.right
    return across and one.top <= other.bottom and other.top <= one.bottom


def table_xml(table: Table, resize: Resize) -> bytes:
    """Return the table's part with its ranges resized."""
    xml, edits = table.part.xml, Edits()
    for node in table.part.root.walk("table", "autoFilter", "sortState", "sortCondition"):
        area = read_area(node.attrs.get("ref", ""))
        if area is not None and (new := resize.area(area)) != area:
            edits.replace(node.start, node.open_end, set_attr(xml[node.start : node.open_end], "ref", str(new)))
    return edits.apply(xml)
