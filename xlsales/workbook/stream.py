"""Tables whose rows are never all in memory: taken one by one, checked, and written on the way into a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import replace
from itertools import chain, islice

from xlsales.errors import WorkbookError
from xlsales.fills import Cell, Fill, TableStream
from xlsales.workbook.openpart import Filling, OpenPart
from xlsales.workbook.package import Member
from xlsales.workbook.plan import Plan, TablePlan
from xlsales.workbook.refs import MAX_ROWS
from xlsales.workbook.stamp import CHUNK_ROWS, Stamp
from xlsales.workbook.tablerows import RowForm
from xlsales.workbook.zipstream import PackageWriter, Sink

_MOST_PROBLEMS = 100
_LISTS = frozenset({list, tuple})


class RowStream:
    """One table's rows on their way into the sheet: counted, checked, written chunk by chunk."""

    def __init__(self, form: RowForm, fill: TableStream) -> None:
        self._form, self._fill = form, fill
        self._top, self._wide = form.table.body.top, len(fill.columns)
        self._where = f"table {form.table.name} on sheet {form.table.part.sheet}"
        self._problems: list[str] = []
        self.bottom = self._top - 1

    def chunks(self) -> Iterator[bytes]:
        """Yield the XML of rows; raise WorkbookError with every row and value that does not fit."""
        rows = chain(self._fill.rows, self._fill.more)
        while len(self._problems) < _MOST_PROBLEMS and (chunk := list(islice(rows, CHUNK_ROWS))):
            first = self.bottom + 1
            self.bottom += len(chunk)
            self._check_room()
            wrong = wrong_rows(chunk, self._wide, first - self._top + 1)
            self._problems += (f"{self._where}: {problem}" for problem in wrong)
            block = "" if wrong else self._form.block(chunk, first, (), self._problems)
            if not self._problems:
                yield block.encode()
        WorkbookError.raise_any(self._problems[:_MOST_PROBLEMS])

    def _check_room(self) -> None:
        if self.bottom > MAX_ROWS:
            room = MAX_ROWS - self._top + 1
            raise WorkbookError(f"{self._where} has room for {room:,} rows, but more were given; filter them first")


def wrong_rows(rows: Sequence[Sequence[Cell]], wide: int, first: int) -> list[str]:
    """Return what is wrong with rows that are not lists of so many values; the first has number `first`.

    >>> wrong_rows([["Li", 1], ["Wang"], "ab"], 2, 11)
    ['row 12 does not have 2 values', 'row 13 is no list of values']
    """
    if set(map(type, rows)) <= _LISTS and set(map(len, rows)) <= {wide}:
        return []
    problems = []
    for number, row in enumerate(rows, first):
        if not isinstance(row, Sized) or isinstance(row, str | Mapping):
            problems.append(f"row {number} is no list of values")
        elif len(row) != wide:
            problems.append(f"row {number} does not have {wide} values")
    return problems


class _Writing:
    """One workbook on its way into a file, its last rows known one after the other."""

    def __init__(self, stamp: Stamp, what: Fill, tails: Sequence[bytes], sink: Sink) -> None:
        self.stamp, self._tails = stamp, tails
        self.package = PackageWriter(sink, stamp.compression)
        self._plans = stamp.plans(what)
        self.streams = {number: RowStream(stamp.forms[number], fill) for number, fill in _long(stamp, what).items()}
        self._bottoms = [
            MAX_ROWS if i in self.streams else p.resize.bottom for i, p in enumerate(stamp.opened(self._plans))
        ]

    def add(self, part: Member | OpenPart) -> None:
        """Write a part that waits for nothing."""
        if isinstance(part, OpenPart):
            plans = self._plans_so_far()
            opened, resizes = self.stamp.opened(plans), Plan(tables=plans).resizes
            part = self.stamp.closed([part], self._filling(), opened, resizes)[part.name]
        self.package.add(part)

    def pour(self, part: OpenPart, number: int) -> None:
        """Write the sheet of a long table."""
        before, after = part.around

        def start() -> bytes:
            return before.filled(self._filling().texts)

        def chunks() -> Iterator[bytes]:
            yield from self.streams[number].chunks()
            self._bottoms[number] = self.streams[number].bottom
            yield after.filled(self._filling().texts)

        self.package.pour(part.name, chunks(), start(), start)

    def _plans_so_far(self) -> list[TablePlan]:
        bottoms = iter(self._bottoms)
        return [
            plan if plan.slot is None else replace(plan, resize=replace(plan.resize, bottom=next(bottoms)))
            for plan in self._plans
        ]

    def _filling(self) -> Filling:
        return self.stamp.filling(self._tails, self._bottoms)


def write_streamed(stamp: Stamp, what: Fill, tails: Sequence[bytes], sink: Sink) -> None:
    """Write a workbook with the slots closed, long tables row by row; raise WorkbookError for wrong rows.

    Parts that wait for no number of rows come first, then the sheets of the long tables, then the rest.
    """
    writing, waiting = _Writing(stamp, what, tails, sink), list[OpenPart]()
    for part in stamp.members:
        if isinstance(part, OpenPart) and (part.bottoms or part.body is not None):
            waiting.append(part)
        else:
            writing.add(part)
    places = {part.name: _place(stamp, part) for part in waiting}
    for part in waiting:
        if places[part.name] in writing.streams:
            writing.pour(part, places[part.name])
    for part in waiting:
        if places[part.name] not in writing.streams:
            writing.add(part)
    writing.package.close()


def can_stream(stamp: Stamp, what: Fill) -> bool:
    """Tell whether no row of a long table and no sheet of one must know how many rows another one has."""
    long, first, resizes = _long(stamp, what), stamp.outline.first_bottom, stamp.outline.plan.resizes
    forms = [stamp.forms[number] for number in long]
    if any(form.formulas(resizes) != form.formulas(()) for form in forms):
        return False
    unknown = {first + number for number in long}
    parts = (part for part in stamp.members if isinstance(part, OpenPart))
    return not any(
        part.bottoms & unknown - {first + number} for part in parts if (number := _place(stamp, part)) in long
    )


def _place(stamp: Stamp, part: OpenPart) -> int:
    """Return which of the open tables has its rows in a part; -1 for none."""
    return -1 if part.body is None else part.body - stamp.outline.single_slots


def _long(stamp: Stamp, what: Fill) -> dict[int, TableStream]:
    """Return the tables whose rows come one by one, by their place among the open ones."""
    tables = zip(stamp.outline.plan.tables, what.tables.values(), strict=True)
    opened = (fill for plan, fill in tables if plan.slot is not None)
    return {number: fill for number, fill in enumerate(opened) if isinstance(fill, TableStream)}
