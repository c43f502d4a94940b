"""Distinct cells of one column: every different value is read once, then spread over its rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsales.pipeline.deals import Remark
from xlsales.pipeline.notes import Note

T = TypeVar("T")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f\u200b\u200c\u200d\ufeff\u00a0\u3000]+")


@dataclass(frozen=True)
class Reading(Generic[T]):
    """What one cell means, with a note when that took a repair or did not succeed."""

    value: T | None
    note: Note | None = None
    failed: bool = False

    @property
    def repair(self) -> str:
        """What was repaired, in English; empty when nothing was."""
        return self.note.text if self.note and not self.failed else ""

    @property
    def problem(self) -> str:
        """Why the cell could not be read, in English; empty when it could."""
        return self.note.text if self.note and self.failed else ""


def repaired(value: T, key: str, /, **values: object) -> Reading[T]:
    """Return the reading of a cell that took a repair, which the key tells.

    >>> repaired(3956.65, "remark.read_as", value="3956.65").repair
    'read as 3956.65'
    """
    return Reading(value, Note(key, values))


def unread(value: T | None, key: str, /, **values: object) -> Reading[T]:
    """Return what stands in for a cell that cannot be read, for the reason the key tells.

    >>> unread(None, "remark.no_date").problem
    'not a date; left blank'
    """
    return Reading(value, Note(key, values), failed=True)


@dataclass(frozen=True)
class Distinct:
    """One column as its distinct cells and, row by row, which of them stands there."""

    header: str
    cells: tuple[object, ...]
    codes: npt.NDArray[np.intp]
    rows: npt.NDArray[np.int64]

    @classmethod
    def of(cls, header: str, column: pd.Series[Any], rows: npt.NDArray[np.int64]) -> Distinct:
        """Split a raw column; blank, None and NaN become the same empty text."""
        try:
            codes, cells = pd.factorize(column.to_numpy(dtype=object), use_na_sentinel=False)
        except TypeError:
            codes, cells = pd.factorize(column.map(str).to_numpy(dtype=object), use_na_sentinel=False)
        return cls(header, tuple(plain(cell) for cell in cells), codes.astype(np.intp), rows)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Each distinct cell as tidy text."""
        return tuple(map(text_of, self.cells))

    def counts(self) -> list[int]:
        """Return how many rows hold each distinct cell."""
        return [int(n) for n in np.bincount(self.codes, minlength=len(self.cells))]

    def keep(self, mask: npt.NDArray[np.bool_]) -> Distinct:
        """Return the column without the rows where the mask is false."""
        return Distinct(self.header, self.cells, self.codes[mask], self.rows[mask])

    def spread(self, values: Sequence[object]) -> npt.NDArray[Any]:
        """Return one value per row from one value per distinct cell."""
        table = np.empty(len(values), dtype=object)
        table[:] = values
        return table[self.codes] if len(values) else np.empty(0, dtype=object)

    def remarks(self, readings: Sequence[Reading[Any]]) -> list[Remark]:
        """Return one remark per row whose cell was repaired or could not be read."""
        found: list[Remark] = []
        for code, reading in enumerate(readings):
            if reading.note:
                kind, shown = "problem" if reading.failed else "repair", str(self.cells[code])
                rows = self.rows[np.flatnonzero(self.codes == code)]
                found += [Remark(kind, int(row), self.header, shown, reading.note) for row in rows]
        return found

    def read(self, parse: Callable[[object], Reading[T]]) -> tuple[list[Reading[T]], list[Remark]]:
        """Return the reading of every distinct cell, and the remarks they give."""
        readings = [parse(cell) for cell in self.cells]
        return readings, self.remarks(readings)


def plain(cell: object) -> object:
    """Return a cell as str, int, float, bool, date or datetime; what is missing as ''.

    >>> plain(None), plain(float("nan")), plain(Decimal("2.50")), plain(np.int64(3))
    ('', '', 2.5, 3)
    """
    if cell is None or cell is pd.NaT or (isinstance(cell, float) and cell != cell):
        return ""
    if isinstance(cell, pd.Timestamp):
        return cell.to_pydatetime().replace(tzinfo=None)
    if isinstance(cell, Decimal):
        return float(cell) if cell.is_finite() else ""
    if isinstance(cell, np.datetime64):
        return plain(pd.Timestamp(cell))
    if isinstance(cell, np.generic):
        return plain(cell.item())
    if isinstance(cell, (str, bool, int, float, date, datetime)):
        return cell
    return "" if cell is pd.NA else str(cell)


def text_of(cell: object) -> str:
    """Return a cell as tidy text: whole numbers without a point, no spaces at the ends or doubled.

    >>> text_of(17.0), text_of("  李  雷 "), text_of(True)
    ('17', '李 雷', 'TRUE')
    """
    if isinstance(cell, str):
        return _SPACES.sub(" ", cell).strip()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    return _SPACES.sub(" ", str(cell)).strip()


def read_text(cell: object) -> Reading[str]:
    """Read a cell as text; an Excel error becomes blank and a problem.

    >>> read_text(" ACME ").repair
    'spaces removed'
    """
    text = text_of(cell)
    if text.startswith("#") and text.upper() in _EXCEL_ERRORS:
        return unread("", "remark.excel_error")
    if isinstance(cell, str) and text not in ("", cell):
        return repaired(text, "remark.spaces")
    return Reading(text)


def folded(text: str) -> str:
    """Return text as it compares when width and case do not matter.

    >>> folded("Ｎ/Ａ ")
    'n/a'
    """
    return unicodedata.normalize("NFKC", text).strip().casefold()


_EXCEL_ERRORS = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
