"""A template filled: values into names, rows into tables, sheets repeated; all else stays byte for byte."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from xlsales.errors import TemplateError, WorkbookError
from xlsales.fills import Cell, Fill, TableStream, read_ahead
from xlsales.mapping import Request, looked_into, read_request
from xlsales.workbook.book import Book
from xlsales.workbook.calculate import with_results
from xlsales.workbook.deflate import Compression
from xlsales.workbook.drawing import draw, drop_calculation_chain
from xlsales.workbook.names import input_names
from xlsales.workbook.opening import open_for_many
from xlsales.workbook.pages import Draft, repeat_sheets
from xlsales.workbook.plan import make_plan
from xlsales.workbook.problems import problems_of
from xlsales.workbook.refs import MAX_ROWS
from xlsales.workbook.save import write_bytes, write_file
from xlsales.workbook.stamp import CHUNK_ROWS
from xlsales.workbook.stamps import Stamps
from xlsales.workbook.stream import wrong_rows


@dataclass(frozen=True)
class FillResult:
    """A filled workbook, in memory or as the file it was streamed into, and the input names it did not write."""

    content: bytes | Path = field(repr=False)
    unfilled: tuple[str, ...]

    @property
    def data(self) -> bytes:
        """The workbook; a streamed one is read from its file."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


class Template:
    """A workbook scanned once, to be filled any number of times; fills of the same shape are the fastest.

    Results that its formulas carry are left out, so that nobody reads old ones beside new values, unless
    `keep_cached`. A workbook that cannot be edited safely is refused with a WorkbookError; `trusted` leaves
    that, and the results, to the caller.
    """

    def __init__(self, source: Path | str | bytes, *, keep_cached: bool = False, trusted: bool = False) -> None:
        self.book = Book.open(source) if trusted else open_for_many(source, keep_cached=keep_cached)
        self._stamps = Stamps(self.book)
        self._left: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    @cached_property
    def _inputs(self) -> dict[str, str]:
        return {target.name.casefold(): target.name for target in input_names(self.book)}

    def fill(
        self,
        what: Fill | Mapping[str, Any],
        out: Path | str | None = None,
        *,
        cells: Mapping[str, Cell] | None = None,
        compression: Compression = "fast",
    ) -> FillResult:
        """Return the workbook with the fill in it; write it to `out` when given, whole or not at all.

        What goes in is a Fill or a mapping of `values`, `cells` and `tables` as `xlsales.mapping.read_request`
        takes it; `cells` sets further addresses. The rows of a table may come from any iterable: with `out`, a
        long one goes into the file row by row and is never whole in memory, if the table ends its sheet.
        `compression` is "fast" or a level from 0 to 9. Formulas recalculate when a spreadsheet program opens the
        workbook. Raises TemplateError with every name, table or column that is missing, and WorkbookError with
        every value or row that does not fit.
        """
        request = read_request(what, trusting=True)
        places = {**request.cells, **cells} if cells else request.cells
        if request.problems:
            self._refuse(looked_into(request), places)
        wanted = self._with_rows_ahead(request.fill)
        left = self._unfilled(wanted)
        if _is_long(wanted):
            if out is not None and self._streamed(wanted, places, compression, Path(out)):
                return FillResult(Path(out), left)
            self._drawn(wanted, places, compression)  # says what is wrong before all rows are read
            wanted = _collected(wanted)
        data = self._stamps.fill(wanted, places, compression)
        if data is None:
            careful = Request(wanted) if isinstance(what, Fill) else looked_into(Request(wanted))
            if careful.problems:
                self._refuse(careful, places)
            data = self._drawn(careful.fill, places, compression)
        if out is not None:
            write_bytes(Path(out), data)
        return FillResult(data, left)

    def _refuse(self, request: Request, places: Mapping[str, Cell]) -> NoReturn:
        """Raise the problems of a request together with those of filling the rest of it."""
        plan = make_plan(self.book, _collected(request.fill.read(MAX_ROWS)), places)
        raise WorkbookError(*request.problems, *problems_of(plan, self.book))

    def _unfilled(self, what: Fill) -> tuple[str, ...]:
        written = *what.values, *what.pages
        if self._left is None or self._left[0] != written:
            folded = {name.casefold() for name in written}
            left = sorted(name for name in self._inputs.values() if name.casefold() not in folded)
            self._left = written, tuple(left)
        return self._left[1]

    def _with_rows_ahead(self, what: Fill) -> Fill:
        """Return a fill whose tables have all their rows, or more of them than the template's."""
        if all(isinstance(table.rows, Sized) for table in what.tables.values()):
            return what
        sizes = {name: self._stamps.table(name) for name in what.tables}
        ahead = {name: max(CHUNK_ROWS, table.body.height + 1 if table else 0) for name, table in sizes.items()}
        tables = {name: read_ahead(fill, ahead[name]) for name, fill in what.tables.items()}
        WorkbookError.raise_any(
            f"table {name}: {problem}"
            for name, fill in tables.items()
            for problem in wrong_rows(fill.rows, len(fill.columns), 1)
        )
        return replace(what, tables=tables)

    def _streamed(self, what: Fill, cells: Mapping[str, Cell], compression: Compression, out: Path) -> bool:
        ready = self._stamps.ready(what, cells, compression)
        if ready is not None:
            write_file(out, ready)
        return ready is not None

    def _drawn(self, what: Fill, cells: Mapping[str, Cell], compression: Compression) -> bytes:
        plan = make_plan(self.book, what, cells)
        if plan.problems:
            raise TemplateError(*problems_of(plan, self.book))
        draft = Draft.of(self.book)
        draw(plan, draft)
        repeat_sheets(draft, what.pages)
        drop_calculation_chain(draft)
        return draft.to_bytes(compression)


def _is_long(what: Fill) -> bool:
    return any(isinstance(table, TableStream) for table in what.tables.values())


def _collected(what: Fill) -> Fill:
    """Return a fill with all rows of its tables in memory, or more than a sheet can hold."""
    tables = {name: t.collected(MAX_ROWS) if isinstance(t, TableStream) else t for name, t in what.tables.items()}
    return replace(what, tables=tables)


def fill(template: Path | str | bytes, what: Fill, *, cells: Mapping[str, Cell] | None = None) -> FillResult:
    """Return a template filled; its formulas recalculate when a spreadsheet program opens it."""
    return Template(template, trusted=True).fill(what, cells=cells)


def fill_file(template: Path | str | bytes, what: Fill, out: Path | str) -> FillResult:
    """Fill a template, store the result of every formula, and write the file whole or not at all."""
    result = fill(template, what)
    done = FillResult(with_results(result.data), result.unfilled)
    write_bytes(Path(out), done.data)
    return done


def build_workbook(template: Path | str | bytes, what: Fill) -> bytes:
    """Return a template filled, with the result of every formula stored in its cell."""
    return with_results(fill(template, what).data)
