"""Fills of one shape, fast: the workbook is drawn once with slots open, and each fill only closes the slots.

A shape is what a fill names: which names, cells, tables and columns, but not how many rows or which values.
Whatever a stamp cannot take (repeated sheets, cells beside or below a table, a value no cell holds) it
leaves to the drawing of a plan, which gives the same workbook or says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from xlsales.errors import WorkbookError
from xlsales.fills import Cell, Fill, TableFill
from xlsales.workbook.book import Book
from xlsales.workbook.deflate import Compression
from xlsales.workbook.drawing import draw, drop_calculation_chain
from xlsales.workbook.outline import (
    Misfit,
    Outline,
    is_block,
    make_outline,
    map_of,
    row_count,
    shrinks_to_one,
    stands_alone,
)
from xlsales.workbook.package import Member, join_members
from xlsales.workbook.pages import Draft
from xlsales.workbook.plan import Plan, TablePlan
from xlsales.workbook.refs import MAX_ROWS
from xlsales.workbook.resize import Resize
from xlsales.workbook.slots import Stencil
from xlsales.workbook.tables import Table, TableBody, find_table
from xlsales.workbook.values import ValueProblem, cell_tail

Shape: TypeAlias = "tuple[object, ...]"
_MOST_SHAPES = 32


@dataclass
class _Part:
    """A part with slots; one that holds nothing but last rows keeps what it was packed to."""

    name: str
    stencil: Stencil
    only_rows: bool
    last: tuple[tuple[bytes, ...], Member] | None = None

    def packed(self, filled: list[bytes], bottoms: tuple[bytes, ...], compression: Compression) -> Member:
        """Return the part filled and compressed."""
        if self.only_rows and self.last is not None and self.last[0] == bottoms:
            return self.last[1]
        member = Member.packed(self.name, self.stencil.filled(filled), compression)
        self.last = (bottoms, member) if self.only_rows else None
        return member


class Stamps:
    """The stamps of one workbook by shape, each cut when its shape comes first."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._stamps: dict[Shape, Stamp | None] = {}
        self._tables: dict[str, Table | None] = {}
        self._alone: dict[str, bool] = {}

    def fill(self, what: Fill, cells: Mapping[str, Cell], compression: Compression) -> bytes | None:
        """Return the workbook filled, or None where no stamp fits."""
        try:
            stamp = self.stamp(what, cells, compression)
            return stamp.fill(what, cells) if stamp else None
        except (Misfit, ValueProblem):
            return None

    def stamp(self, what: Fill, cells: Mapping[str, Cell], compression: Compression) -> Stamp | None:
        """Return the stamp for a fill's shape; None when it has none."""
        shape = (
            compression,
            bool(what.pages),
            tuple((name, is_block(value)) for name, value in what.values.items()),
            tuple(cells),
            tuple((name, tuple(fill.columns), self._size(name, fill)) for name, fill in what.tables.items()),
        )
        if shape not in self._stamps:
            if len(self._stamps) >= _MOST_SHAPES:
                self._stamps.clear()
            self._stamps[shape] = self._cut(what, cells, compression)
        return self._stamps[shape]

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
        return "open", table.resize(rows).bottom != table.body.bottom

    def _cut(self, what: Fill, cells: Mapping[str, Cell], compression: Compression) -> Stamp | None:
        try:
            return Stamp(self._book, make_outline(self._book, what, cells, self.table), compression)
        except (Misfit, WorkbookError):
            return None


class Stamp:
    """A workbook with slots for fills of one shape."""

    def __init__(self, book: Book, outline: Outline, compression: Compression) -> None:
        self._book, self._outline, self._compression = book, outline, compression
        self._prefixes = outline.prefixes(book)
        self.members = tuple(self._members())

    def _members(self) -> Iterator[Member | _Part]:
        """Yield members that stay and parts with slots, in the order of the package."""
        draft, package = Draft.of(self._book), self._book.package
        draw(self._outline.plan, draft)
        drop_calculation_chain(draft)
        parts = draft.parts()
        bottoms = self._outline.first_bottom
        for name in [*package.members, *(name for name in parts if name not in package.members)]:
            if name in parts:
                stencil = Stencil(self._outline.with_bottom_slots(parts[name]))
                only_rows = all(slot >= bottoms for slot in stencil.slots)
                part = _Part(name, stencil, only_rows)
                yield part if stencil.slots else part.packed([], (), self._compression)
            elif name not in draft.dropped:
                yield package.members[name]

    def fill(self, what: Fill, cells: Mapping[str, Cell]) -> bytes:
        """Return the workbook with the slots closed; raise Misfit or ValueProblem for what does not fit."""
        plans = self.table_plans(what)
        opened = [plan for plan in plans if plan.slot is not None]
        bottoms = tuple(str(plan.resize.bottom).encode() for plan in opened)
        resizes = Plan(tables=plans).resizes
        filled = [*self.tails(what, cells), *(self._body(plan, resizes) for plan in opened), *bottoms]
        return join_members(
            [
                member.packed(filled, bottoms, self._compression) if isinstance(member, _Part) else member
                for member in self.members
            ]
        )

    def tails(self, what: Fill, cells: Mapping[str, Cell]) -> Iterator[bytes]:
        """Yield what each written cell holds, in the order of the slots."""
        mac = self._book.mac_dates
        for value, prefix in zip(self._outline.flat(what, cells), self._prefixes, strict=True):
            yield cell_tail(value, prefix=prefix, mac=mac).encode()

    def table_plans(self, what: Fill) -> list[TablePlan]:
        """Return the tables with the rows of this fill."""
        plans = []
        for plan, fill in zip(self._outline.plan.tables, what.tables.values(), strict=True):
            resize = plan.table.resize(row_count(fill))
            if resize.bottom > MAX_ROWS or not set(map(len, fill.rows)) <= {len(fill.columns)}:
                raise Misfit
            plans.append(replace(plan, fill=fill, resize=resize))
        return plans

    def _body(self, plan: TablePlan, resizes: Sequence[Resize]) -> bytes:
        sheet = map_of(self._book, plan.table)
        body = TableBody(plan.table, plan.fill, plan.places, sheet, self._book.mac_dates, resizes)
        rows = body.block()
        if body.problems:
            raise Misfit
        return rows.encode()
