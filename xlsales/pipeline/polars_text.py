"""Well-formed CSV read by Polars, which the extra `fast` installs."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsales.pipeline import bulk
from xlsales.pipeline.raw import Columns, Split

if TYPE_CHECKING:
    import polars as pl

    from xlsales.pipeline.large_text import Body

_SAMPLE = 20_000
_MOSTLY_DIFFERENT = 0.2
_NUMBER = r"^-?[0-9]{1,17}(?:\.[0-9]{1,10})?$"
_ODD = r"^[\s#]|\s$|\s\s|[^\S ]|[\x00-\x1f\x7f\x{200b}\x{200c}\x{200d}\x{feff}]"
_STAMP = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}[0-9:.+Z-]*$"


def read(body: Body) -> tuple[Columns, int] | None:
    """Return the columns and the number of rows; None without Polars, or where it counts other lines."""
    if find_spec("polars") is None:
        return None
    columns = PolarsColumns(body)
    try:
        lines = columns.load(body.likely or (0,))
    except _errors():
        return None
    return (columns, lines - body.blank) if lines == body.lines else None


def _errors() -> tuple[type[Exception], ...]:
    import polars as pl

    return (pl.exceptions.PolarsError, ValueError)


class PolarsColumns:
    """The columns of a CSV file: those likely in use are read at once, another one when it is asked for."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._columns: dict[int, pl.Series] = {}

    def load(self, indices: tuple[int, ...]) -> int:
        """Read some columns and return how many lines they have."""
        import polars as pl

        names = [str(index) for index in range(self._body.width)]
        lazy = pl.scan_csv(
            self._body.source,
            has_header=False,
            skip_lines=self._body.skip,
            schema=dict.fromkeys(names, pl.String),
            separator=self._body.delimiter,
            truncate_ragged_lines=False,
        )
        frame = lazy.select(pl.col([names[index] for index in indices]).fill_null("")).collect()
        self._columns |= {index: frame[names[index]].head(frame.height - self._body.blank) for index in indices}
        return int(frame.height)

    def split(self, index: int, counted: bool = True) -> Split:
        """Return the distinct cells of a column, and which row holds which; see Columns."""
        column = self._column(index)
        if not counted and _mostly_different(column):
            return PolarsTexts(column), np.arange(len(column))
        return _factorized(column)

    def at(self, index: int, places: npt.NDArray[np.intp]) -> Split:
        """Return the same for the rows at some places."""
        return _factorized(self._column(index).gather(places))

    def _column(self, index: int) -> pl.Series:
        if index not in self._columns:
            self.load(tuple(other for other in range(self._body.width) if other not in self._columns))
        return self._columns[index]


def _mostly_different(column: pl.Series) -> bool:
    sample = column.gather_every(max(1, len(column) // _SAMPLE))
    return bool(sample.n_unique() > _MOSTLY_DIFFERENT * len(sample))


def _factorized(column: pl.Series) -> Split:
    import polars as pl

    numbers = column.cast(pl.Categorical).to_physical().to_numpy()
    codes, distinct = pd.factorize(numbers)
    first = np.empty(len(distinct), dtype=np.intp)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return tuple(column.gather(first).to_list()), codes.astype(np.intp, copy=False)


class PolarsTexts(bulk.Texts):
    """One text for each row, left where Polars holds it."""

    def __init__(self, texts: pl.Series) -> None:
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, index: int) -> object: ...

    @overload
    def __getitem__(self, index: slice) -> PolarsTexts: ...

    def __getitem__(self, index: int | slice) -> object:
        found = self._texts[index]
        return PolarsTexts(found) if isinstance(index, slice) else found

    def odd(self) -> bulk.Indices:
        """Return which texts are not tidy, or may be an Excel error."""
        return np.flatnonzero(self._texts.str.contains(_ODD).to_numpy())

    def numbers(self) -> tuple[bulk.Indices, bulk.Numbers]:
        """Return which texts are neither blank nor plain numbers, and the value of each text."""
        import polars as pl

        plain = self._texts.str.contains(_NUMBER)
        values = self._texts.set(~plain, None).cast(pl.Float64).to_numpy() + 0.0
        return np.flatnonzero((~plain & (self._texts != "")).to_numpy()), values

    def differ(self) -> bool:
        """Tell whether no text stands there twice; False also when two have the same hash."""
        hashes = np.sort(self._texts.hash().to_numpy())
        return not bool((hashes[1:] == hashes[:-1]).any())

    def blank(self) -> npt.NDArray[np.bool_]:
        """Return which texts are empty."""
        blank: npt.NDArray[np.bool_] = (self._texts == "").to_numpy(writable=True)
        return blank

    def holds(self, part: str) -> bool:
        """Tell whether some text contains a part."""
        return bool(self._texts.str.contains(part, literal=True).any())

    def objects(self) -> npt.NDArray[Any]:
        """Return all texts as Python objects."""
        texts: npt.NDArray[Any] = self._texts.to_numpy(writable=True)
        return texts

    def pick(self, indices: bulk.Indices) -> list[object]:
        """Return the texts that stand at some places."""
        return list(self._texts.gather(indices).to_list())

    def days(self) -> PolarsTexts:
        """Return the texts with the time of day cut off plain timestamps."""
        day = self._texts.str.slice(0, 10)
        read = day.str.to_date("%Y-%m-%d", strict=False)
        plain = self._texts.str.contains(_STAMP) & read.is_not_null() & read.dt.year().is_between(1900, 2200)
        return PolarsTexts(day.zip_with(plain.fill_null(False), self._texts))
