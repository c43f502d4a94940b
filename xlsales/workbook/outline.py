"""The plan of a fill's shape: what it writes with slots in place of all that differs from fill to fill."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from xlsales.fills import Cell, Fill, TableFill
from xlsales.workbook.book import Book
from xlsales.workbook.names import CellWrite, Target, find_address, find_target
from xlsales.workbook.plan import Plan, TablePlan, make_plan
from xlsales.workbook.refs import MAX_ROWS, Area
from xlsales.workbook.sheets import SheetMap
from xlsales.workbook.slots import Slot
from xlsales.workbook.tables import Table, first_filled, match_columns

_HIGHEST_MARK = MAX_ROWS - 100


class Misfit(Exception):
    """A fill or template that a stamp cannot take."""


@dataclass(frozen=True)
class Outline:
    """A plan whose values and rows are slots: cells first, then table bodies, then the tables' last rows."""

    plan: Plan
    areas: dict[str, Area | None]
    marks: tuple[bytes, ...]

    @property
    def first_bottom(self) -> int:
        """The slot of the first table's last row."""
        return len(self.plan.writes) + len(self.plan.tables)

    def with_bottom_slots(self, content: bytes) -> bytes:
        """Return a part with a slot in place of each mark that stood for a last row."""
        for number, mark in enumerate(self.marks, self.first_bottom):
            content = content.replace(mark, Slot.of(number).encode())
        return content

    def flat(self, what: Fill) -> Iterator[Cell]:
        """Yield the values of a fill cell by cell; a block is padded with blanks to the size of its name."""
        for name, value in what.values.items():
            area = self.areas[name]
            if area is None:
                yield value  # type: ignore[misc]
            else:
                yield from _padded(value, area)  # type: ignore[arg-type]


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
    numbers = iter(range(MAX_ROWS))
    values = {name: _open(area, numbers) for name, area in areas.items()}
    addresses = {address: _single(find_address(book, address), numbers) for address in cells}
    plan = make_plan(book, Fill(values=values), addresses)
    marks = _marks(book, len(what.tables))
    for name, mark in zip(what.tables, marks, strict=True):
        slot = Slot.of(len(plan.writes) + len(plan.tables))
        plan.tables.append(_open_table(book, find(name), what.tables[name], int(mark), slot))
    _check_alone(book, plan)
    if plan.problems:
        raise Misfit
    return Outline(plan, areas, marks)


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


def _open_table(book: Book, table: Table | None, fill: TableFill, mark: int, slot: Slot) -> TablePlan:
    if table is None:
        raise Misfit
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


def _check_alone(book: Book, plan: Plan) -> None:
    """Raise Misfit unless each table ends its sheet and has its rows to itself."""
    titles = [p.table.part.sheet for p in plan.tables]
    if len(set(titles)) != len(titles):
        raise Misfit
    for p in plan.tables:
        body, sheet = p.table.body, map_of(book, p.table)
        columns = range(body.left, body.right + 1)
        rows = [row for row in sheet.rows.values() if row.number >= body.top]
        beside = any(row.number > body.bottom or row.cells.keys() - set(columns) for row in rows)
        if beside or first_filled(sheet, body, MAX_ROWS) or _written_below(plan.writes, p.table):
            raise Misfit


def _written_below(writes: Sequence[CellWrite], table: Table) -> bool:
    return any(write.sheet.title == table.part.sheet and write.row >= table.body.top for write in writes)


def map_of(book: Book, table: Table) -> SheetMap:
    """Return the scanned worksheet that holds a table."""
    sheet = book.sheet(table.part.sheet)
    assert sheet is not None
    return book.map(sheet.part)


def is_block(value: object) -> bool:
    """Tell whether a value is rows for a block of cells."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def row_count(fill: TableFill) -> int:
    """Return how many rows a table is given."""
    return len(fill.rows)
