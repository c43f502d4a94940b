"""What a report hands to a workbook: values for defined names, rows for tables, sheets to repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

Cell: TypeAlias = "bool | int | float | str | date | datetime | None"


@dataclass(frozen=True)
class TableFill:
    """Rows for one table (ListObject), column by column as named in its header.

    Columns of the table that are not named here keep their formula (calculated columns) or stay blank.
    """

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


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

    def joined(self, other: Fill) -> Fill:
        """Return a fill that writes what both write; a name given twice takes the other's value."""
        return Fill({**self.values, **other.values}, {**self.tables, **other.tables}, {**self.pages, **other.pages})
