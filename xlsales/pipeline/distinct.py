"""Distinct cells of one column: every different value is read once, then spread over its rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsales.errors import CELL_ERRORS
from xlsales.pipeline import bulk
from xlsales.pipeline.coded import Coded
from xlsales.pipeline.deals import Remark
from xlsales.pipeline.notes import Note

T = TypeVar("T")
_FOUND_OUT = ("odd", "texts", "blank")  # about the cells, whatever rows there are
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
    """One column as its distinct cells and, row by row, which of them stands there.

    In a long column of mostly different texts a cell may stand there twice, when nobody counts them.
    """

    header: str
    cells: Sequence[object]
    codes: npt.NDArray[np.intp]
    rows: npt.NDArray[np.int64]

    @classmethod
    def of(cls, header: str, column: pd.Series[Any], rows: npt.NDArray[np.int64]) -> Distinct:
        """Split a raw column; blank, None and NaN become the same empty text."""
        return cls(header, *factorized(column), rows)

    @cached_property
    def odd(self) -> bulk.Indices:
        """The distinct cells that are no tidy text as they stand."""
        return bulk.odd_texts(self.cells)

    @cached_property
    def texts(self) -> npt.NDArray[Any]:
        """Each distinct cell as tidy text."""
        odd = self.odd.tolist()
        return bulk.objects_with(self.cells, dict(zip(odd, map(text_of, bulk.pick(self.cells, self.odd)), strict=True)))

    @cached_property
    def blank(self) -> npt.NDArray[np.bool_]:
        """Which distinct cells hold nothing but spaces."""
        blank = bulk.blanks(self.cells)
        blank[self.odd] = [not text_of(cell) for cell in bulk.pick(self.cells, self.odd)]
        return blank

    @property
    def is_blank(self) -> npt.NDArray[np.bool_]:
        """Which rows hold nothing but spaces."""
        return self.blank[self.codes] if self.blank.any() else np.zeros(len(self.codes), dtype=bool)

    def differs_by_row(self) -> bool:
        """Tell whether it is plain that no text stands in two rows; blank ones do not count."""
        if isinstance(self.cells, bulk.Texts):
            return self.cells.differ()
        counts = np.where(self.blank, 0, self.counts())
        return not len(self.odd) and bool((counts <= 1).all()) and len(set(self.cells)) == len(self.cells)

    def counts(self) -> npt.NDArray[np.intp]:
        """Return how many rows hold each distinct cell."""
        return np.bincount(self.codes, minlength=len(self.cells))

    def keep(self, mask: npt.NDArray[np.bool_]) -> Distinct:
        """Return the column without the rows where the mask is false."""
        if bool(mask.all()):
            return self
        kept = Distinct(self.header, self.cells, self.codes[mask], self.rows[mask])
        kept.__dict__.update({name: self.__dict__[name] for name in _FOUND_OUT if name in self.__dict__})
        return kept

    def at(self, places: npt.NDArray[np.intp]) -> Distinct:
        """Return the column with the rows at some places only, and the cells that stand there."""
        used, codes = np.unique(self.codes[places], return_inverse=True)
        return Distinct(self.header, bulk.pick(self.cells, used), codes, self.rows[places])

    def spread(self, values: Sequence[object]) -> npt.NDArray[Any]:
        """Return one value per row from one value per distinct cell."""
        table = np.empty(len(values), dtype=object)
        table[:] = values
        return table[self.codes] if len(values) else np.empty(0, dtype=object)

    def coded(self, texts: Sequence[str | None]) -> Coded:
        """Return one text per row from one text per distinct cell."""
        return Coded(bulk.objects(texts), self.codes)

    def repaired(self, values: Mapping[int, object]) -> Coded:
        """Return one text per row: the distinct cells as they stand, other values in place of some."""
        return Coded(partial(bulk.objects_with, self.cells, values), self.codes)

    def remarks(self, readings: Mapping[int, Reading[Any]]) -> list[Remark]:
        """Return one remark per row whose cell was repaired or could not be read."""
        told = {code: reading for code, reading in readings.items() if reading.note}
        noted = np.zeros(len(self.cells), dtype=bool)
        noted[list(told)] = True
        places = np.flatnonzero(noted[self.codes]) if told else np.empty(0, dtype=np.intp)
        shown = dict(zip(told, map(str, bulk.pick(self.cells, np.array(list(told), dtype=np.intp))), strict=True))
        found = []
        for code, row in zip(self.codes[places].tolist(), self.rows[places].tolist(), strict=True):
            kind, note = "problem" if told[code].failed else "repair", told[code].note
            if note:
                found.append(Remark(kind, row, self.header, shown[code], note))
        return found

    def read(self, parse: Callable[[object], Reading[T]]) -> tuple[list[Reading[T]], list[Remark]]:
        """Return the reading of every distinct cell, and the remarks they give."""
        readings = [parse(cell) for cell in self.cells]
        return readings, self.remarks(dict(enumerate(readings)))


def factorized(column: pd.Series[Any]) -> tuple[tuple[object, ...], npt.NDArray[np.intp]]:
    """Return the distinct cells of a raw column, in the order they first stand there, and which row holds which."""
    try:
        codes, cells = pd.factorize(column.to_numpy(dtype=object), use_na_sentinel=False)
    except TypeError:
        codes, cells = pd.factorize(column.map(str).to_numpy(dtype=object), use_na_sentinel=False)
    return tuple(plain(cell) for cell in cells), codes.astype(np.intp, copy=False)


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
    if text.startswith("#") and text.upper() in CELL_ERRORS:
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
