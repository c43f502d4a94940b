"""Columns that a table in the open workbook gains at its right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import openpyxl
import xlwings as xw

from xlsales.errors import TemplateError
from xlsales.hosts.excel import live
from xlsales.hosts.excel.live_cells import Journal, shown
from xlsales.workbook.graft.join import Newcomer
from xlsales.workbook.tables import TableColumn, find_table


@dataclass(frozen=True)
class Columns:
    """The columns a table gains, each with the number format of its cells."""

    table: str
    columns: tuple[TableColumn, ...]
    formats: tuple[str, ...]


def missing(new: Newcomer, template: Path) -> tuple[Columns, ...]:
    """Return the columns that tables which a newcomer shares must gain for it."""
    if not new.sharing.columns:
        return ()
    drawn = openpyxl.load_workbook(template)
    return tuple(
        Columns(name, columns, tuple(_format(new, drawn, name, column) for column in columns))
        for name, columns in new.sharing.columns.items()
    )


def _format(new: Newcomer, drawn: openpyxl.Workbook, name: str, column: TableColumn) -> str:
    table = find_table(new.source, name)
    assert table is not None
    place = [one.name for one in table.columns].index(column.name)
    cell = drawn[table.part.sheet].cell(table.body.top, table.body.left + place)
    return str(cell.number_format)


def widen(book: xw.Book, gained: Columns, journal: Journal) -> None:
    """Give a table its columns: headers and formulas; raise TemplateError when cells are in the way."""
    table = live.tables_of(book)[gained.table.casefold()]
    before, count = table.range, len(gained.columns)
    rows, width = before.shape
    beside = before.sheet.range(
        (before.row, before.column + width), (before.row + rows - 1, before.column + width + count - 1)
    )
    if any(value is not None for row in shown(beside) for value in row):
        cells = beside.get_address(False, False)
        raise TemplateError(f"table {gained.table} needs the cells {cells} to its right, but they are in use")
    journal.write(beside[0, :], [[column.name for column in gained.columns]])
    journal.add(lambda: table.resize(before))
    table.resize(before.sheet.range(before[0, 0], beside[-1, -1]))
    for place, column in enumerate(gained.columns):
        if column.formula:
            journal.write_formula(beside[1:, place], f"={column.formula}")


def dress(book: xw.Book, gained: Columns) -> None:
    """Make the columns look like the one to their left, with number formats of their own."""
    whole = live.tables_of(book)[gained.table.casefold()].range
    first = whole.shape[1] - len(gained.columns)
    whole[:, first - 1].copy()
    whole[:, first:].paste(paste="formats")
    book.app.cut_copy_mode = False
    for place, code in enumerate(gained.formats, first):
        whole[1:, place].number_format = code
    whole[:, first:].columns.autofit()
