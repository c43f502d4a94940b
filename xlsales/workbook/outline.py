"""The plan of a fill's shape: what it writes with slots in place of all that differs from fill to fill."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from itertools import chain, count
from typing import Any

from xlsales.fills import Cell, Fill, TableFill
from xlsales.workbook.book import Book
from xlsales.workbook.names import CellWrite, Target, find_address, find_target
from xlsales.workbook.plan import Plan, TablePlan, make_plan
from xlsales.workbook.refs import MAX_ROWS, Area, row_pieces
from xlsales.workbook.resize import resize_all
from xlsales.workbook.sheets import SheetMap
from xlsales.workbook.slots import Slot
from xlsales.workbook.tables import Table, blocks_in, first_filled, match_columns

_HIGHEST_MARK = MAX_ROWS - 100
_MOST_SLOTS = 5_000
SINGLE = frozenset({str, int, float, bool, date, datetime, type(None)})


class Misfit(Exception):
    """A fill or template that a stamp cannot take."""


@dataclass(frozen=True)
class Outline:
    """A plan whose values and rows are slots: cells first, then bodies of open tables, then their last rows."""

    plan: Plan
    areas: dict[str, Area | None]
    single_slots: int
    marks: tuple[bytes, ...]

    @property
    def first_bottom(self) -> int:
        """The slot of the first open table's last row."""
        return self.single_slots + len(self.marks)

    def with_bottom_slots(self, content: bytes) -> bytes:
        """Return a part with a slot in place of each mark that stood for a last row."""
        for number, mark in enumerate(self.marks, self.first_bottom):
            content = content.replace(mark, Slot.of(number).encode())
        return content

    def prefixes(self, book: Book) -> list[str]:
        """Return the namespace prefix of the sheet of each single slot."""
        found = [book.map(write.sheet.part).prefix.decode() for write in self.plan.writes]
        for p in self.plan.tables:
            if p.slot is None:
                found += [map_of(book, p.table).prefix.decode()] * (len(p.fill.rows) * len(p.fill.columns))
        return found

    def flat(self, what: Fill, cells: Mapping[str, Cell]) -> list[Cell]:
        """Return the value of each single slot; a block is padded with blanks to the size of its name."""
        found = [*what.values.values()] if self._has_no_blocks else [*self._with_blocks(what)]
        found += cells.values()
        for plan, fill in zip(self.plan.tables, what.tables.values(), strict=True):
            if plan.slot is None:
                found += chain.from_iterable(fill.rows)
        return found  # type: ignore[return-value]

    @cached_property
    def _has_no_blocks(self) -> bool:
        return not any(self.areas.values())

    def _with_blocks(self, what: Fill) -> Iterator[Any]:
        for name, value in what.values.items():
            area = self.areas[name]
            yield from [value] if area is None else _padded(value, area)  # type: ignore[arg-type]


def _padded(rows: Sequence[Sequence[Cell]], area: Area) -> Iterator[Cell]:
    if len(rows) > area.height or any(len(row) > area.width for row in rows):
        raise Misfit
    for row in rows:
        yield from row
        yield from (None,) * (area.width - len(row))
    yield from (None,) * (area.width * (area.height - len(rows)))


def make_outline(book: Book, what: Fill, cells: Mapping[str, Cell], find: Callable[[str], Table | None]) -> Outline:
    """Return the plan of a fill's shape with slots for everything that differs from fill to fill."""
    if what.pages:
        raise Misfit
    areas = {name: _target(find_target(book, name)).area if is_block(v) else None for name, v in what.values.items()}
    numbers = count()
    values = {name: _open(area, numbers) for name, area in areas.items()}
    addresses = {address: _single(find_address(book, address), numbers) for address in cells}
    tables = {name: _found(find(name)) for name in what.tables}
    fixed = {
        name: _slots_in(what.tables[name], numbers)
        for name, table in tables.items()
        if not stands_alone(book, table) or shrinks_to_one(table, row_count(what.tables[name]))
    }
    plan = make_plan(book, Fill(values=values, tables=fixed), addresses)
    singles = next(numbers)
    opened = [name for name in tables if name not in fixed]
    marks = _marks(book, len(opened))
    slots = {name: (Slot.of(singles + i), int(mark)) for i, (name, mark) in enumerate(zip(opened, marks, strict=True))}
    drawn = iter(plan.tables)
    if plan.problems:
        raise Misfit
    plan.tables = [
        _open_table(book, table, what.tables[name], *slots[name]) if name in slots else next(drawn)
        for name, table in tables.items()
    ]
    _check_rows(plan, set(map(int, marks)))
    return Outline(plan, areas, singles, marks)


def _found(table: Table | None) -> Table:
    if table is None:
        raise Misfit
    return table


def _slots_in(fill: TableFill, numbers: Iterator[int]) -> TableFill:
    """Return a table's rows with a slot for each value."""
    if fill.results or len(fill.rows) * len(fill.columns) > _MOST_SLOTS:
        raise Misfit
    return TableFill(fill.columns, [[Slot.of(next(numbers)) for _ in fill.columns] for _ in fill.rows])


def _target(found: Target | str) -> Target:
    if isinstance(found, str):
        raise Misfit
    return found


def _single(found: Target | str, numbers: Iterator[int]) -> Slot:
    _target(found)
    return Slot.of(next(numbers))


def _open(area: Area | None, numbers: Iterator[int]) -> Any:
    if area is None:
        return Slot.of(next(numbers))
    return [[Slot.of(next(numbers)) for _ in range(area.width)] for _ in range(area.height)]


def _open_table(book: Book, table: Table, fill: TableFill, slot: Slot, mark: int) -> TablePlan:
    places, problems = match_columns(table, fill, book.package.label)
    resize = table.resize(row_count(fill))
    grows = resize.bottom != table.body.bottom
    if problems or (grows and table.has_totals):
        raise Misfit
    return TablePlan(table, fill, places, replace(resize, bottom=mark) if grows else resize, slot)


def _marks(book: Book, count: int) -> tuple[bytes, ...]:
    """Return row numbers that stand nowhere in the workbook, to find again where last rows are written."""
    marks: list[bytes] = []
    contents = [member.content() for member in book.package.members.values()] if count else []
    for number in range(_HIGHEST_MARK, 0, -10):
        mark = str(number).encode()
        if len(marks) == count:
            break
        if not any(mark in content for content in contents):
            marks.append(mark)
    return tuple(marks)


def stands_alone(book: Book, table: Table) -> bool:
    """Tell whether a table ends its sheet and has its rows to itself."""
    body, sheet = table.body, map_of(book, table)
    columns = set(range(body.left, body.right + 1))
    rows = [row for row in sheet.rows.values() if row.number >= body.top]
    beside = any(row.number > body.bottom or row.cells.keys() - columns for row in rows)
    return not beside and first_filled(sheet, body, MAX_ROWS) is None and not any(blocks_in(body, sheet))


def shrinks_to_one(table: Table, rows: int) -> bool:
    """Tell whether a larger body is left with one row: a range of one cell is written in another way."""
    return rows <= 1 < table.body.height


def _check_rows(plan: Plan, marks: set[int]) -> None:
    """Raise Misfit where something else is written into an open table, or a mark would move down with rows."""
    for p in plan.tables:
        alike = [other for other in plan.tables if other.table.part.sheet == p.table.part.sheet]
        if p.slot is not None and (len(alike) > 1 or _written_below(plan.writes, p.table)):
            raise Misfit
        if p.slot is None and marks & _moving_rows(p.table, plan):
            raise Misfit


def _moving_rows(table: Table, plan: Plan) -> set[int]:
    formulas = [resize_all(plan.resizes, c.formula, table.part.sheet) for c in table.columns if c.formula]
    return {piece for formula in formulas for piece in row_pieces(formula) if isinstance(piece, int)}


def _written_below(writes: Sequence[CellWrite], table: Table) -> bool:
    return any(write.sheet.title == table.part.sheet and write.row >= table.body.top for write in writes)


def map_of(book: Book, table: Table) -> SheetMap:
    """Return the scanned worksheet that holds a table."""
    sheet = book.sheet(table.part.sheet)
    assert sheet is not None
    return book.map(sheet.part)


def is_block(value: object) -> bool:
    """Tell whether a value is rows for a block of cells."""
    return type(value) not in SINGLE and isinstance(value, Sequence) and not isinstance(value, str)


def row_count(fill: TableFill) -> int:
    """Return how many rows a table is given."""
    return len(fill.rows)
