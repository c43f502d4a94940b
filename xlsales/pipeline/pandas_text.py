"""Well-formed CSV read by the C reader of pandas."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsales.pipeline.raw import Columns, Split

if TYPE_CHECKING:
    from xlsales.pipeline.large_text import Body

_SAMPLE = 20_000
_MOSTLY_DIFFERENT = 0.2


def read(body: Body) -> tuple[Columns, int] | None:
    """Return the columns and the number of rows; None where some line is longer than the header."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame = pd.read_csv(
                io.BytesIO(body.source) if isinstance(body.source, bytes) else body.source,
                header=None,
                names=list(range(body.width)),
                skiprows=body.skip,
                sep=body.delimiter,
                dtype=object,
                na_filter=False,
                skip_blank_lines=False,
                index_col=False,
                engine="c",
                low_memory=False,
                encoding="utf-8",
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning, pd.errors.EmptyDataError, ValueError):
        return None
    size = len(frame) - body.blank
    return (PandasColumns(frame.head(size)), size) if size > 0 else None


@dataclass(frozen=True)
class PandasColumns:
    """The columns of a CSV file as texts in a frame."""

    frame: pd.DataFrame

    def split(self, index: int, counted: bool = True) -> Split:
        """Return the distinct cells of a column, and which row holds which; see Columns."""
        column = self.frame[index].to_numpy()
        if not counted and _mostly_different(column):
            return column.tolist(), np.arange(len(column))
        return _factorized(column)

    def at(self, index: int, places: npt.NDArray[np.intp]) -> Split:
        """Return the same for the rows at some places."""
        return _factorized(self.frame[index].to_numpy()[places])


def _mostly_different(column: npt.NDArray[Any]) -> bool:
    sample = column[:: max(1, len(column) // _SAMPLE)]
    return len(set(sample.tolist())) > _MOSTLY_DIFFERENT * len(sample)


def _factorized(column: npt.NDArray[Any]) -> Split:
    codes, cells = pd.factorize(column, use_na_sentinel=False)
    return tuple("" if cell != cell else cell for cell in cells), codes.astype(np.intp, copy=False)
