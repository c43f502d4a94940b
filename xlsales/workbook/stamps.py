"""The stamps of one workbook: fills go through the one that fits, whatever fits none is left to the drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from xlsales.errors import WorkbookError
from xlsales.fills import Cell, Fill, TableFill, TableStream
from xlsales.workbook.book import Book
from xlsales.workbook.deflate import Compression
from xlsales.workbook.outline import SINGLE, Misfit, is_block, make_outline, row_count, shrinks_to_one, stands_alone
from xlsales.workbook.stamp import Stamp
from xlsales.workbook.stream import can_stream, write_streamed
from xlsales.workbook.tables import Table, find_table
from xlsales.workbook.values import ValueProblem
from xlsales.workbook.zipstream import Sink

Shape: TypeAlias = "tuple[object, ...]"
_MOST_SHAPES = 32
_OPEN = "open"


class Stamps:
    """The stamps of one workbook by shape, each cut when its shape comes first."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._stamps: dict[Shape, Stamp | None] = {}
        self._last: tuple[Shape, Stamp | None] | None = None
        self._tables: dict[str, Table | None] = {}
        self._alone: dict[str, bool] = {}

    def fill(self, what: Fill, cells: Mapping[str, Cell], compression: Compression) -> bytes | None:
        """Return the workbook filled, or None where no stamp fits."""
        try:
            stamp = self.stamp(what, cells, compression)
            return stamp.fill(what, cells) if stamp else None
        except (Misfit, ValueProblem):
            return None

    def ready(self, what: Fill, cells: Mapping[str, Cell], compression: Compression) -> Callable[[Sink], None] | None:
        """Return what writes the workbook with its long tables row by row; None, with no row taken, if none can."""
        try:
            stamp = self.stamp(what, cells, compression) if self._stand_alone(what) else None
            if stamp is None or not can_stream(stamp, what):
                return None
            return partial(write_streamed, stamp, what, stamp.tails(what, cells))
        except (Misfit, ValueProblem):
            return None

    def _stand_alone(self, what: Fill) -> bool:
        """Tell whether each long table may take any number of rows."""
        long = ((name, fill) for name, fill in what.tables.items() if isinstance(fill, TableStream))
        return all(self._size(name, fill)[0] == _OPEN for name, fill in long)

    def stamp(self, what: Fill, cells: Mapping[str, Cell], compression: Compression) -> Stamp | None:
        """Return the stamp for a fill's shape; None when it has none."""
        single = SINGLE.issuperset(map(type, what.values.values()))
        shape = (
            compression,
            bool(what.pages),
            tuple(what.values),
            () if single else tuple(name for name, value in what.values.items() if is_block(value)),
            tuple(cells),
            tuple((name, *_headers(fill), self._size(name, fill)) for name, fill in what.tables.items()),
        )
        if self._last is None or self._last[0] != shape:
            if shape not in self._stamps:
                if len(self._stamps) >= _MOST_SHAPES:
                    self._stamps.clear()
                self._stamps[shape] = self._cut(what, cells, compression)
            self._last = shape, self._stamps[shape]
        return self._last[1]

    def table(self, name: str) -> Table | None:
        """Return a table of the workbook; each is read once."""
        if name not in self._tables:
            table = self._tables[name] = find_table(self._book, name)
            self._alone[name] = table is not None and stands_alone(self._book, table)
        return self._tables[name]

    def _size(self, name: str, fill: TableFill) -> tuple[str, int]:
        """Return what of a table's size is part of the shape: its rows, or only whether it changes."""
        table, rows = self.table(name), row_count(fill)
        if table is None or not self._alone[name] or shrinks_to_one(table, rows):
            return "rows", rows
        return _OPEN, table.resize(rows).bottom != table.body.bottom

    def _cut(self, what: Fill, cells: Mapping[str, Cell], compression: Compression) -> Stamp | None:
        try:
            return Stamp(self._book, make_outline(self._book, what, cells, self.table), compression)
        except (Misfit, WorkbookError):
            return None


def _headers(fill: TableFill) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(fill.columns), tuple(fill.results)
