"""What every source is turned into first: headers, cells, and the number each row has in the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsales.errors import DataError
from xlsales.pipeline.columns import find_header
from xlsales.pipeline.distinct import Distinct, factorized
from xlsales.pipeline.notes import Note

_HEADER_WITHIN = 30


Split = tuple[Sequence[object], npt.NDArray[np.intp]]


class Columns(Protocol):
    """The cells of a table by column, whatever holds them."""

    def split(self, index: int, counted: bool = True) -> Split:
        """Return the distinct cells of a column, and which row holds which.

        Not `counted`, a column of mostly different texts may be left as it is: one cell for each row.
        """

    def at(self, index: int, places: npt.NDArray[np.intp]) -> Split:
        """Return the same for the rows at some places."""


@dataclass(frozen=True)
class FrameColumns:
    """The cells of a table in a frame whose columns are numbered."""

    frame: pd.DataFrame

    def split(self, index: int, counted: bool = True) -> Split:
        """Return the distinct cells of a column, in the order they first stand there, and which row holds which."""
        return factorized(self.frame[index])

    def at(self, index: int, places: npt.NDArray[np.intp]) -> Split:
        """Return the same for the rows at some places."""
        return factorized(self.frame[index].iloc[places])


@dataclass(frozen=True)
class RawTable:
    """A table as it stands in its source; columns are numbered, headers may repeat."""

    source: str
    headers: tuple[str, ...]
    cells: Columns
    rows: npt.NDArray[np.int64]
    notes: tuple[Note, ...] = field(default=())

    def column(self, index: int, counted: bool = True) -> Distinct:
        """Return a column; a header that is blank is called by its place."""
        return Distinct(self._header(index), *self.cells.split(index, counted), self.rows)

    def rows_at(self, places: npt.NDArray[np.intp]) -> list[Distinct]:
        """Return every column with the rows at some places only."""
        rows = self.rows[places]
        every = range(len(self.headers))
        return [Distinct(self._header(index), *self.cells.at(index, places), rows) for index in every]

    def _header(self, index: int) -> str:
        return self.headers[index] or f"column {index + 1}"

    def noted(self, *notes: Note) -> RawTable:
        """Return the table with more notes on how it was read."""
        return replace(self, notes=(*notes, *self.notes))


def table_of(
    grid: Sequence[Sequence[object]],
    source: str,
    first_row: int = 1,
    wanted: Iterable[str] = (),
    people: bool = False,
) -> RawTable:
    """Find the header row of a grid and return what stands below it; blank rows at the end do not count.

    >>> table = table_of([["Report"], [], ["Name", "Stage"], ["A", "Won"], ["", ""]], "deals.csv")
    >>> table.headers, table.rows.tolist(), table.notes[0].text
    (('Name', 'Stage'), [4], 'the headers are in row 3; the rows above are no deals')
    """
    index = find_header(grid[:_HEADER_WITHIN], wanted, people)
    end = len(grid)
    while end > index and is_blank(grid[end - 1]):
        end -= 1
    if end <= index:
        raise DataError(f"{source} is empty: there is no row of headers in it")
    headers = tuple("" if cell is None else str(cell).strip() for cell in grid[index])
    width = max(len(headers), *(len(row) for row in grid[index:end]))
    headers += ("",) * (width - len(headers))
    body = [row if len(row) == width else [*row, *[None] * (width - len(row))] for row in grid[index + 1 : end]]
    cells = pd.DataFrame(body, columns=range(width), dtype=object)
    rows = np.arange(first_row + index + 1, first_row + end, dtype=np.int64)
    return RawTable(source, headers, FrameColumns(cells), rows, above(grid[:index], first_row + index))


def above(rows: Sequence[Sequence[object]], header_row: int) -> tuple[Note, ...]:
    """Return the note that says where the headers stand when something stands above them."""
    told = any(not is_blank(row) for row in rows)
    return (Note.of("remark.header_row", row=header_row),) if told else ()


def table_of_frame(frame: pd.DataFrame, source: str) -> RawTable:
    """Return a DataFrame as a raw table, its first row being row 2 as under a header.

    >>> table_of_frame(pd.DataFrame({"Stage": ["Won"]}), "a DataFrame").rows.tolist()
    [2]
    """
    columns: dict[int, Any] = {index: frame.iloc[:, index].astype(object).to_numpy() for index in range(frame.shape[1])}
    cells = pd.DataFrame(columns, index=range(len(frame)), columns=range(frame.shape[1]), dtype=object)
    rows = np.arange(2, 2 + len(frame), dtype=np.int64)
    return RawTable(source, tuple(str(name) for name in frame.columns), FrameColumns(cells), rows)


def is_blank(row: Sequence[object]) -> bool:
    """Tell whether nothing but spaces stands in a row.

    >>> is_blank(["", None, "  "]), is_blank(["", 0])
    (True, False)
    """
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)
