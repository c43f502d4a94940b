"""What a report hands to a workbook: values for defined names, rows for tables, sheets to repeat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import TypeAlias

Cell: TypeAlias = "bool | int | float | str | date | datetime | None"


@dataclass(frozen=True)
class TableFill:
    """Rows for one table (ListObject), column by column as named in its header.

    Columns of the table that are not named here keep their formula (calculated columns) or stay blank.
    `results` names the columns whose values are what their formula comes to: a file keeps the formula and shows
    the value before anything has calculated. `xlsales.Template.fill` takes any iterable of rows here, such as a
    generator.
    """

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    results: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableStream(TableFill):
    """Rows for one table that come one by one: `rows` are those read so far, `more` gives the others, once."""

    more: Iterator[Sequence[Cell]] = field(default_factory=lambda: iter(()))

    def collected(self, most: int) -> TableFill:
        """Return the table with its rows, as many as `most` of them."""
        rows = [*self.rows, *islice(self.more, max(most - len(self.rows), 0))]
        return TableFill(self.columns, rows, self.results)


def read_ahead(fill: TableFill, count: int) -> TableFill:
    """Return a table whose rows are a sequence; a longer iterable becomes a stream with `count` rows read.

    >>> read_ahead(TableFill(("owner",), iter([["Li"]])), 5).rows
    [['Li']]
    >>> type(read_ahead(TableFill(("owner",), iter([["Li"]] * 9)), 5)).__name__
    'TableStream'
    """
    rows: Iterable[Sequence[Cell]] = fill.rows
    if isinstance(rows, Sized):
        return fill
    more = iter(rows)
    first = list(islice(more, count))
    if len(first) < count:
        return replace(fill, rows=first)
    return TableStream(fill.columns, first, fill.results, more)


@dataclass(frozen=True)
class Page:
    """One copy of a repeated sheet: its tab title and the value that its key name takes."""

    title: str
    key: Cell


@dataclass(frozen=True)
class Fill:
    """All that one report writes; the same for an open workbook and for a file.

    `values` maps a defined name to one cell value or a block (list of rows).
    `tables` maps a table name to its rows. `pages` maps the key name on a template sheet to the copies
    wanted of that sheet (one per person, say); the key name's cell gets each page's key.

    >>> Fill(values={"xs_quota": 186}).values["xs_quota"]
    186
    """

    values: Mapping[str, Cell | Sequence[Sequence[Cell]]] = field(default_factory=dict)
    tables: Mapping[str, TableFill] = field(default_factory=dict)
    pages: Mapping[str, Sequence[Page]] = field(default_factory=dict)

    def read(self, count: int) -> Fill:
        """Return the fill with the rows of its tables in memory; of a longer iterable, `count` rows."""
        return replace(self, tables={name: read_ahead(table, count) for name, table in self.tables.items()})

    def joined(self, other: Fill) -> Fill:
        """Return a fill that writes what both write; a name given twice takes the other's value."""
        return Fill({**self.values, **other.values}, {**self.tables, **other.tables}, {**self.pages, **other.pages})
