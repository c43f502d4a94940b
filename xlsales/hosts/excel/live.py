"""A Fill goes into an open workbook: all of it or nothing, in few large writes, without touching other cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import xlwings as xw

from xlsales.errors import TemplateError
from xlsales.fills import Cell, Fill, TableFill
from xlsales.hosts.excel import native
from xlsales.hosts.excel.live_cells import Journal, Rows, formulas_of, shown
from xlsales.workbook.refs import column_letters


@dataclass(frozen=True)
class _Block:
    """One name's cells and the rows that go into them."""

    area: xw.Range
    rows: Rows


@dataclass(frozen=True)
class _Table:
    """One table and the rows that go into it: column number in the table to column number in the fill."""

    table: xw.main.Table
    fill: TableFill
    places: Mapping[int, int]


def fill(book: xw.Book, what: Fill, journal: Journal | None = None) -> None:
    """Write a fill into an open workbook: values into defined names, rows into tables (ListObjects).

    Tables grow and shrink; their calculated columns and the look of their first row follow. Everything is
    looked up first: a name, table or column that is missing, a value that does not fit, and cells in use
    below a table that grows raise one TemplateError with every problem, and nothing is written. When a
    write fails on the way, what was written before is taken back. With a `journal` the caller does that.
    Filters on the tables are taken off. Pages of repeated sheets are not made here.
    """
    blocks, tables, problems = plan(book, what)
    TemplateError.raise_any(problems)
    own = journal or Journal()
    try:
        with unlocked([block.area.sheet for block in blocks] + [table.table.parent for table in tables]):
            for block in blocks:
                own.write(block.area, block.rows)
            for table in tables:
                _write_table(table, own)
    except BaseException:
        if journal is None:
            own.undo()
        raise


def plan(book: xw.Book, what: Fill) -> tuple[list[_Block], list[_Table], list[str]]:
    """Return the blocks and tables that a fill writes, and every problem."""
    problems: list[str] = []
    names, there = names_of(book), tables_of(book)
    blocks = [_block(names, name, value, problems) for name, value in what.values.items()]
    tables = [_table(there, name, rows, problems) for name, rows in what.tables.items()]
    return [block for block in blocks if block], [table for table in tables if table], problems


def names_of(book: xw.Book) -> dict[str, xw.Name]:
    """Return the defined names of the whole workbook by their name in lower case."""
    return {name.name.casefold(): name for name in book.names if "!" not in name.name}


def tables_of(book: xw.Book) -> dict[str, xw.main.Table]:
    """Return the tables of all sheets by their name in lower case."""
    return {table.name.casefold(): table for sheet in book.sheets for table in sheet.tables}


def headers_of(table: xw.main.Table) -> list[str]:
    """Return the headers of a table; none when its header row is switched off."""
    header = table.header_row_range
    return [] if header is None else [str(text) for text in shown(header)[0]]


def body_of(table: xw.main.Table) -> xw.Range:
    """Return the rows of a table; Excel gives a table that was emptied a row to type in."""
    body = table.data_body_range
    return table.range[1:2, :] if body is None else body


class unlocked:  # noqa: N801 - reads as a statement
    """Take the protection off sheets of ours for a while; a password keeps it on and raises TemplateError."""

    def __init__(self, sheets: Sequence[xw.Sheet]) -> None:
        self._sheets = list({sheet.name: sheet for sheet in sheets}.values())
        self._open: list[xw.Sheet] = []

    def __enter__(self) -> None:
        try:
            for sheet in self._sheets:
                if native.is_protected(sheet):
                    _unprotect(sheet)
                    self._open.append(sheet)
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *error: object) -> None:
        for sheet in self._open:
            native.protect(sheet)


def _unprotect(sheet: xw.Sheet) -> None:
    try:
        native.unprotect(sheet)
    except Exception:  # Excel's own error for a password
        raise TemplateError(
            f"sheet {sheet.name} is protected with a password; take it off with Review > Unprotect Sheet and try again"
        ) from None


def _block(
    names: Mapping[str, xw.Name], name: str, value: Cell | Sequence[Sequence[Cell]], problems: list[str]
) -> _Block | None:
    found = names.get(name.casefold())
    area = _area(found) if found is not None else None
    if area is None:
        problems.append(f"the name {name} is missing or stands for no cells; define it on the cell for the value")
        return None
    if isinstance(value, str) or not isinstance(value, Sequence):
        return _Block(area(1, 1) if len(area) > 1 else area, [[value]])
    height, width = area.shape
    if len(value) > height or any(len(row) > width for row in value):
        problems.append(f"the name {name} holds {height} rows of {width}, but more were given; make the block larger")
        return None
    rows = [[*row, *[None] * (width - len(row))] for row in value]
    return _Block(area, [*rows, *([None] * width for _ in range(height - len(rows)))])


def _area(name: xw.Name) -> xw.Range | None:
    try:
        return name.refers_to_range
    except Exception:  # each engine has its own error for a name that stands for no range
        return None


def _table(there: Mapping[str, xw.main.Table], name: str, rows: TableFill, problems: list[str]) -> _Table | None:
    table = there.get(name.casefold())
    if table is None:
        problems.append(f"the table {name} is missing; make its cells a table of that name in Table Design")
        return None
    headers = headers_of(table)
    missing = [column for column in rows.columns if column not in headers]
    problems += [f"table {name} has no column {column}; its columns are {', '.join(headers)}" for column in missing]
    left_out = {*missing, *rows.results}  # Excel has the formulas, and calculates
    found = _Table(table, rows, {headers.index(c): i for i, c in enumerate(rows.columns) if c not in left_out})
    problems += _no_room(found)
    return found


def _no_room(one: _Table) -> Iterator[str]:
    body = body_of(one.table)
    old, wanted = body.shape[0], max(len(one.fill.rows), 1)
    if wanted <= old:
        return
    below = body.sheet.range((body.row + old, body.column), (body.row + wanted - 1, body.column + body.shape[1] - 1))
    if one.table.show_totals:
        yield f"table {one.table.name} has a totals row; switch it off in Table Design so that the table can grow"
    for down, row in enumerate(shown(below)):
        used = next((across for across, value in enumerate(row) if value is not None), None)
        if used is not None:
            cell = f"{column_letters(body.column + used)}{body.row + old + down}"
            more = f"{wanted - old:,} rows"
            yield f"table {one.table.name} must grow by {more}, but {cell} below it is in use; move it aside"
            return


def _write_table(one: _Table, journal: Journal) -> None:
    """Resize, then write values column by column where they stand side by side, then formulas and looks."""
    _show_all(one.table)
    body = body_of(one.table)
    old, rows = body.shape[0], max(len(one.fill.rows), 1)
    formulas = formulas_of(body[0, :])[0]
    if rows < old:
        journal.write(body[rows:, :], [[None] * body.shape[1]] * (old - rows))
    if rows != old:
        _resize(one.table, rows, journal)
    body = body_of(one.table)
    values = list(one.fill.rows) or [[None] * len(one.fill.columns)]
    for run in _runs(sorted(one.places)):
        journal.write(body[:, run[0] : run[-1] + 1], [[row[one.places[place]] for place in run] for row in values])
    _follow(body, formulas, one.places, old, journal)


def _show_all(table: xw.main.Table) -> None:
    """Take off a filter: what is written to rows that a filter hides is not sure to arrive."""
    with suppress(NotImplementedError):
        if any(criteria.type != "none" for criteria in table.autofilter.criteria):
            table.autofilter.clear()


def _resize(table: xw.main.Table, rows: int, journal: Journal) -> None:
    before = table.range
    header = before[0, :]
    after = header.sheet.range(header, header[0, -1].offset(rows, 0))
    journal.add(lambda: table.resize(before))
    table.resize(after)


def _follow(body: xw.Range, formulas: list[str], places: Mapping[int, int], old: int, journal: Journal) -> None:
    """Give new rows the look of the first row and the formulas of the calculated columns."""
    if body.shape[0] <= old:
        return
    body[0, :].copy()
    body[old:, :].paste(paste="formats")
    body.sheet.book.app.cut_copy_mode = False
    for place, formula in enumerate(formulas):
        if formula.startswith("=") and place not in places:
            journal.write_formula(body[:, place], formula)


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers that follow each other as one run.

    >>> list(_runs([0, 1, 3]))
    [[0, 1], [3]]
    """
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        yield [number for _, number in group]


def values_of(book: xw.Book, names: Sequence[str]) -> dict[str, Any]:
    """Return what the first cell of each name shows; names that are missing are left out."""
    there = names_of(book)
    areas = {name: _area(there[name.casefold()]) for name in names if name.casefold() in there}
    return {
        name: shown(area(1, 1) if len(area) > 1 else area)[0][0] for name, area in areas.items() if area is not None
    }
