"""What a fill will write, found before anything is written, with every problem met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsales.fills import Cell, Fill, TableFill
from xlsales.workbook.book import Book
from xlsales.workbook.names import CellWrite, Target, find_address, find_target, writes
from xlsales.workbook.resize import Resize
from xlsales.workbook.slots import Slot
from xlsales.workbook.tables import Places, Table, check_room, find_table, match_columns


@dataclass(frozen=True)
class TablePlan:
    """One table and its rows; `slot` stands for the rows of a fill that is still to come."""

    table: Table
    fill: TableFill
    places: Places
    resize: Resize
    slot: Slot | None = None


@dataclass
class Plan:
    """Cells and table bodies to write."""

    writes: list[CellWrite] = field(default_factory=list)
    tables: list[TablePlan] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def resizes(self) -> list[Resize]:
        """The tables whose body changes its size."""
        return [plan.resize for plan in self.tables if plan.resize.bottom != plan.resize.body.bottom]


def make_plan(book: Book, what: Fill, cells: Mapping[str, Cell]) -> Plan:
    """Return what a fill writes; `cells` are single addresses such as `Plan!B2`."""
    plan = Plan()
    for name, value in what.values.items():
        _plan_value(book, find_target(book, name), value, plan)
    for address, value in cells.items():
        _plan_value(book, find_address(book, address), value, plan)
    for name in what.pages:
        target = find_target(book, name)
        if isinstance(target, str):
            plan.problems.append(target)
    for name, rows in what.tables.items():
        _plan_table(book, name, rows, plan)
    return plan


def _plan_value(book: Book, target: Target | str, value: object, plan: Plan) -> None:
    if isinstance(target, str):
        plan.problems.append(target)
    else:
        plan.writes += writes(book, target, value, plan.problems)  # type: ignore[arg-type]


def _plan_table(book: Book, name: str, fill: TableFill, plan: Plan) -> None:
    table = find_table(book, name)
    if table is None:
        plan.problems.append(
            f"the table {name} is missing in {book.package.label}; name a table so (Table Design, Table Name)"
        )
        return
    places, problems = match_columns(table, fill, book.package.label)
    sheet = book.sheet(table.part.sheet)
    assert sheet is not None
    plan.problems += problems + check_room(table, fill, book.map(sheet.part))
    plan.tables.append(TablePlan(table, fill, places, table.resize(len(fill.rows))))
