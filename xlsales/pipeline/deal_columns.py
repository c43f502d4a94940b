"""The columns of a deal table as they were read, and the frame they make when somebody asks for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy.typing as npt
import pandas as pd

from xlsales.pipeline.coded import Coded

_COPIES_ON_WRITE = int(pd.__version__.split(".")[0]) >= 3  # a column that is referred to is never changed in place

Column = Coded | npt.NDArray[Any]


@dataclass(frozen=True)
class DealColumns:
    """Columns by field: texts with their codes, numbers and days as arrays.

    >>> columns = DealColumns({"status": Coded.same("won", 2)})
    >>> len(columns), columns.frame["status"].tolist()
    (2, ['won', 'won'])
    """

    columns: Mapping[str, Column]
    _made: dict[str, pd.Series[Any]] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        first = next(iter(self.columns.values()))
        return len(first.codes if isinstance(first, Coded) else first)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The columns as a frame; those that are one and the same share its memory where pandas copies on write."""
        keys = {name: id(values) if _COPIES_ON_WRITE else name for name, values in self.columns.items()}
        distinct = {keys[name]: values for name, values in self.columns.items()}
        series = {key: _series(values) for key, values in distinct.items()}
        frame = pd.DataFrame({name: series[key] for name, key in keys.items()}, copy=False)
        if _COPIES_ON_WRITE:
            self._made.update((name, frame[name]) for name in self.columns)
        return frame

    def as_read(self, name: str) -> Column | None:
        """Return a column while the frame still holds it as it was read."""
        made = self._made.get(name)
        is_asked = "frame" in self.__dict__
        is_same = name in self.columns and made is not None and self.frame[name].array is made.array
        return self.columns[name] if is_same or not is_asked else None


def _series(values: Column) -> pd.Series[Any]:
    return values.series() if isinstance(values, Coded) else pd.Series(values, copy=False)
