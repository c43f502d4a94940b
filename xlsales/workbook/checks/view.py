"""A workbook as the rules see it: cells with value and formula, tables and names; nothing can be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from xlsales.workbook.book import Name
from xlsales.workbook.checks.formulas import relative
from xlsales.workbook.refs import Area, cell_name, same_title

Value = float | str | bool | None


class Cell(NamedTuple):
    """One cell: its cached value, its formula, and whether it shows an error, a day or a percentage."""

    column: int
    row: int
    value: Value
    formula: str | None = None
    error: bool = False
    form: str = ""

    @property
    def place(self) -> str:
        """The cell's A1 name."""
        return cell_name(self.column, self.row)

    @property
    def is_number(self) -> bool:
        """Tell whether the value is a number: no date, no true or false."""
        return isinstance(self.value, float) and self.form != "date"

    @property
    def is_text(self) -> bool:
        """Tell whether the cell holds text that somebody typed."""
        return isinstance(self.value, str) and not self.error and self.formula is None


@dataclass(frozen=True)
class TableView:
    """One table: its area without header and totals, and each column's name and formula."""

    name: str
    sheet: str
    area: Area
    body: Area
    columns: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class SheetView:
    """One worksheet: its cells by (column, row), its tables, and the areas that pivot tables fill."""

    title: str
    state: str
    cells: Mapping[tuple[int, int], Cell]
    tables: tuple[TableView, ...] = ()
    pivots: tuple[Area, ...] = ()
    _keys: dict[tuple[int, int], str] = field(default_factory=dict, repr=False)
    _blocks: dict[int, list[list[Cell]]] = field(default_factory=dict, repr=False)

    def at(self, column: int, row: int) -> Cell | None:
        """Return a cell that holds something, or None."""
        return self.cells.get((column, row))

    def key(self, cell: Cell) -> str:
        """Return the formula relative to its cell, '' for a constant: formulas filled down have one key."""
        place = (cell.column, cell.row)
        if place not in self._keys:
            self._keys[place] = relative(cell.formula, cell.column, cell.row) if cell.formula else ""
        return self._keys[place]

    @cached_property
    def formulas(self) -> tuple[Cell, ...]:
        """All formula cells."""
        return tuple(cell for cell in self.cells.values() if cell.formula is not None)

    @cached_property
    def columns(self) -> Mapping[int, list[Cell]]:
        """The cells of each column from top to bottom."""
        found: dict[int, list[Cell]] = {}
        for cell in sorted(self.cells.values()):
            found.setdefault(cell.column, []).append(cell)
        return found

    @cached_property
    def rows(self) -> Mapping[int, list[Cell]]:
        """The cells of each row from left to right."""
        found: dict[int, list[Cell]] = {}
        for cell in sorted(self.cells.values(), key=lambda cell: (cell.row, cell.column)):
            found.setdefault(cell.row, []).append(cell)
        return found

    def row_blocks(self, row: int) -> Iterator[list[Cell]]:
        """Yield the unbroken runs of filled cells of a row, without those a pivot table fills."""
        cells = [cell for cell in self.rows.get(row, []) if not (self.pivots and self.in_pivot(cell))]
        for _, group in groupby(enumerate(cells), lambda pair: pair[1].column - pair[0]):
            yield [cell for _, cell in group]

    def blocks(self, column: int) -> list[list[Cell]]:
        """Return the unbroken runs of filled cells of a column, without those a pivot table fills."""
        if column not in self._blocks:
            self._blocks[column] = list(self._runs(column))
        return self._blocks[column]

    def _runs(self, column: int) -> Iterator[list[Cell]]:
        run: list[Cell] = []
        for cell in self.columns.get(column, []):
            if self.pivots and self.in_pivot(cell):
                continue
            if run and cell.row != run[-1].row + 1:
                yield run
                run = []
            run.append(cell)
        if run:
            yield run

    def in_pivot(self, cell: Cell) -> bool:
        """Tell whether a pivot table fills the cell."""
        return any(inside(area, cell.column, cell.row) for area in self.pivots)

    def table_at(self, cell: Cell) -> TableView | None:
        """Return the table whose area the cell stands in."""
        return next((table for table in self.tables if inside(table.area, cell.column, cell.row)), None)

    def text_left(self, cell: Cell) -> str:
        """Return the nearest text to the left in the cell's row."""
        return next((text for c in range(cell.column - 1, 0, -1) if (text := self._text(c, cell.row))), "")

    def text_above(self, cell: Cell, reach: int = 60) -> str:
        """Return the header of the cell's table column, else the nearest text above in its column."""
        table = self.table_at(cell)
        if table is not None:
            return table.columns[cell.column - table.area.left][0]
        rows = range(cell.row - 1, max(cell.row - reach, 0), -1)
        return next((text for row in rows if (text := self._text(cell.column, row))), "")

    def _text(self, column: int, row: int) -> str:
        cell = self.cells.get((column, row))
        return cell.value.strip() if cell is not None and cell.is_text and isinstance(cell.value, str) else ""


@dataclass(frozen=True)
class BookView:
    """A workbook: its sheets, names, and what lies beside the cells."""

    label: str
    sheets: tuple[SheetView, ...]
    names: tuple[Name, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    has_macros: bool = False
    macro_sheets: tuple[str, ...] = ()

    def sheet(self, title: str) -> SheetView | None:
        """Return the worksheet of that title; case does not count."""
        return next((sheet for sheet in self.sheets if same_title(sheet.title, title)), None)

    @property
    def tables(self) -> Iterator[TableView]:
        """The tables of all sheets."""
        return (table for sheet in self.sheets for table in sheet.tables)


def inside(area: Area, column: int, row: int) -> bool:
    """Tell whether a cell stands in an area."""
    return area.left <= column <= area.right and area.top <= row <= area.bottom
