"""All that keeps a plan from being written, found together: what does not fit the workbook, and what no cell holds."""

from __future__ import annotations

from collections.abc import Iterator

from xlsales.workbook.book import Book
from xlsales.workbook.plan import Plan, TablePlan
from xlsales.workbook.sheetfill import SheetFill
from xlsales.workbook.values import ValueProblem, cell_tail


def problems_of(plan: Plan, book: Book) -> list[str]:
    """Return the plan's own problems and those of its values; nothing of it is written."""
    return [*plan.problems, *_cell_problems(plan, book), *_table_problems(plan, book)]


def _cell_problems(plan: Plan, book: Book) -> Iterator[str]:
    works: dict[str, SheetFill] = {}
    for write in plan.writes:
        part = write.sheet.part
        work = works.setdefault(part, SheetFill(book.map(part), write.sheet.title, book.mac_dates))
        work.write(write)
    for work in works.values():
        yield from work.problems


def _table_problems(plan: Plan, book: Book) -> Iterator[str]:
    for one in plan.tables:
        if all(len(row) == len(one.fill.columns) for row in one.fill.rows):
            yield from _value_problems(one, book.mac_dates)


def _value_problems(one: TablePlan, mac: bool) -> Iterator[str]:
    for place, source in one.places.sources.items():
        header = one.table.columns[place].name
        for number, row in enumerate(one.fill.rows, 1):
            try:
                cell_tail(row[source], mac=mac)
            except ValueProblem as problem:
                yield f"table {one.table.name}, column {header}, row {number}: {problem}"
