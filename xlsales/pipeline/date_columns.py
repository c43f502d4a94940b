"""All date columns of one table read together, so that they can vouch for each other's order, aloud."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsales.errors import DataError
from xlsales.pipeline import bulk
from xlsales.pipeline.dates import Slashed, both_dates, contradicted, order_of, parse_column, parse_date, read_date
from xlsales.pipeline.deals import Remark
from xlsales.pipeline.distinct import Distinct
from xlsales.pipeline.notes import Note

Dates = npt.NDArray[np.datetime64]
Order = dict[str, bool | None]
_MANY = 2_000
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}[0-9:.+Z-]*")


@dataclass(frozen=True)
class _Column:
    cells: Distinct
    parsed: list[date | Slashed | None]

    def order(self) -> Order:
        return order_of(self.parsed)

    def open_question(self, mark: str) -> int | None:
        """Return the distinct cell that reads two ways with this separator and stands in some row."""
        counts = self.cells.counts()
        found = (
            code
            for code, item in enumerate(self.parsed)
            if isinstance(item, Slashed) and item.mark == mark and item.reads_two_ways and counts[code]
        )
        return next(found, None)


def read_dates(
    columns: Mapping[str, Distinct], source: str, day_first: bool | None
) -> tuple[dict[str, Dates], list[Remark]]:
    """Return each column as dates, with the remarks.

    A column whose day and month could stand either way, with no evidence in it or in another date column of
    the table, raises DataError unless `day_first` settles it; all such columns are named together.
    """
    days = {role: by_day(cells) for role, cells in columns.items()}
    found = {role: _Column(cells, parse_column(cells)) for role, cells in days.items()}
    remarks: list[Remark] = []
    orders: dict[str, Order] = {}
    problems: list[str] = []
    for role in found:
        orders[role], notes, refused = _settled(role, found, source, day_first)
        remarks += notes
        problems += refused
    DataError.raise_any(problems)
    dates: dict[str, Dates] = {}
    for role, column in found.items():
        pairs = zip(column.cells.cells, column.parsed, strict=True)
        readings = [read_date(cell, parsed, orders[role]) for cell, parsed in pairs]
        dates[role] = as_dates([reading.value for reading in readings])[column.cells.codes]
        remarks += column.cells.remarks(dict(enumerate(readings)))
    return dates, remarks


def as_dates(values: Sequence[date | None]) -> Dates:
    """Return dates and None as datetime64, None becoming NaT.

    >>> as_dates([date(2026, 3, 5), None]).tolist()
    [datetime.datetime(2026, 3, 5, 0, 0), None]
    """
    return np.array(values, dtype="datetime64[D]").astype("datetime64[us]")


def by_day(column: Distinct) -> Distinct:
    """Return a column of very many timestamps with the time cut off the plain ones, which no date keeps.

    >>> stamps = tuple(f"2026-03-05 10:{n // 60:02}:{n % 60:02}" for n in range(3000))
    >>> by_day(Distinct("Created", stamps, np.arange(3000), np.arange(3000))).cells
    ('2026-03-05',)
    """
    if len(column.cells) < _MANY:
        return column
    cells = column.cells
    days = cells.days().objects() if isinstance(cells, bulk.Texts) else bulk.objects([_day(cell) for cell in cells])
    codes, kept = pd.factorize(days, use_na_sentinel=False)
    return Distinct(column.header, tuple(kept), codes[column.codes], column.rows)


def _day(cell: object) -> object:
    return cell[:10] if isinstance(cell, str) and _STAMP.fullmatch(cell) and _is_day(cell[:10]) else cell


@lru_cache(maxsize=100_000)
def _is_day(text: str) -> bool:
    return isinstance(parse_date(text), date)


def _settled(
    role: str, found: Mapping[str, _Column], source: str, day_first: bool | None
) -> tuple[Order, list[Remark], list[str]]:
    column, order = found[role], found[role].order()
    remarks, problems = [], []
    for mark in [mark for mark, first in order.items() if first is None]:
        code = column.open_question(mark)
        borrowed = _borrowed(role, mark, found)
        if code is None:
            continue
        if day_first is not None:
            order[mark] = day_first
        elif contradicted(column.parsed, mark):
            continue
        elif borrowed:
            other, order[mark] = borrowed
            remarks.append(_borrowed_remark(column.cells.header, found[other].cells.header, order[mark]))
        else:
            problems.append(_refusal(column, code, source))
    return order, remarks, problems


def _borrowed(role: str, mark: str, found: Mapping[str, _Column]) -> tuple[str, bool] | None:
    others = {other: column.order().get(mark) for other, column in found.items() if other != role}
    known = {other: first for other, first in others.items() if first is not None}
    return next(iter(known.items())) if len(set(known.values())) == 1 else None


def _borrowed_remark(header: str, other: str, day_first: bool | None) -> Remark:
    key = "remark.borrowed_day_first" if day_first else "remark.borrowed_month_first"
    return Remark("repair", 0, header, "", Note.of(key, other=other))


def _refusal(column: _Column, code: int, source: str) -> str:
    cells, item = column.cells, column.parsed[code]
    row = int(cells.rows[np.flatnonzero(cells.codes == code)[0]])
    both = both_dates(item).text if isinstance(item, Slashed) else ""
    return (
        f"{source}, column '{cells.header}': nothing shows whether the day or the month stands first; "
        f"'{cells.cells[code]}' in row {row} could be {both}: "
        "write day_first = true or false under [deals] in xlsales.toml"
    )
