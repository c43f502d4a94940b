"""The one deal table every report works on, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsales.ladders import Ladder
from xlsales.pipeline.coded import Coded
from xlsales.pipeline.deal_columns import Column, DealColumns
from xlsales.pipeline.notes import Note
from xlsales.words import Words

FIELDS: dict[str, str] = {
    "id": "text",
    "name": "text",
    "account": "text",
    "owner": "text",
    "team": "text",
    "region": "text",
    "product": "text",
    "segment": "text",  # "small", "large" or ""
    "stage": "text",  # the ladder's stage (its zh name), "" when blank in the source
    "status": "text",  # "open", "won", "lost"
    "category": "text",  # "commit", "upside", "pipeline", "omitted", "closed"
    "amount": "number",  # NaN where there is none
    "probability": "number",  # 0 to 1; NaN where there is none
    "created": "date",
    "close": "date",  # closed deals: the day they closed; open deals: the day expected
    "stage_since": "date",
    "last_activity": "date",
    "next_step": "text",
    "row": "number",  # row number in the source: the header is row 1 unless it stands lower
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader did or could not do with one row: a repair, or a reason to set it aside.

    `kind` is "repair", "set_aside" or "problem"; row 0 stands for the file as a whole.

    >>> remark = Remark("set_aside", 7, "", "", Note.of("remark.total"))
    >>> remark.text, remark.said(Words("zh-CN"))
    ('the row is a total', '该行是合计')
    """

    kind: str
    row: int
    column: str
    value: str
    note: Note

    @property
    def text(self) -> str:
        """What happened, in English."""
        return self.note.text

    def said(self, words: Words) -> str:
        """Return what happened in the language of the words."""
        return self.note.said(words)


@dataclass(frozen=True)
class Deals:
    """The deal table with the story of how it was read: read = used + set aside, always.

    `frame` has exactly the columns of FIELDS, in that order; dates are datetime64, missing ones NaT. It is made
    when first asked for, where `table` holds the columns as they were read.
    """

    table: pd.DataFrame | DealColumns
    ladder: Ladder
    source: str
    read: int
    columns: dict[str, str] = field(default_factory=dict)  # field or role (closed, is_won ...) -> header in the source
    remarks: tuple[Remark, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """The deals, one row each."""
        return self.table.frame if isinstance(self.table, DealColumns) else self.table

    @property
    def used(self) -> int:
        """The number of deals."""
        return len(self.table)

    @property
    def set_aside(self) -> int:
        """The number of rows read but not used."""
        return self.read - self.used

    def __getstate__(self) -> dict[str, object]:
        """Return what another process needs: the codes are found out anew there."""
        return {**self.__dict__, "table": self.frame}

    def codes(self, name: str) -> Coded:
        """Return a text column as codes: those it was read with while the frame still holds that column."""
        known = self._as_read(name)
        if isinstance(known, Coded):
            return known
        codes, texts = pd.factorize(self.frame[name])
        return Coded.of(tuple(map(str, texts)), codes)

    def values(self, name: str) -> npt.NDArray[Any]:
        """Return a column of numbers or dates."""
        known = self._as_read(name)
        return known if isinstance(known, np.ndarray) else self.frame[name].to_numpy()

    def _as_read(self, name: str) -> Column | None:
        return self.table.as_read(name) if isinstance(self.table, DealColumns) else None
