"""A text for every row, kept as a table of texts and the place each row has in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Mask = npt.NDArray[np.bool_]
Texts = npt.NDArray[Any]


@dataclass(frozen=True)
class Coded:
    """Row by row, which of some texts stands there.

    >>> column = Coded.of(("", "open", "won"), np.array([2, 1, 2]))
    >>> column.each().tolist(), column.among("won").tolist()
    (['won', 'open', 'won'], [True, False, True])
    """

    given: Texts | Callable[[], Texts]
    codes: npt.NDArray[np.integer[Any]]

    @cached_property
    def texts(self) -> Texts:
        """The table of texts; a long one may be made when first looked at."""
        return self.given() if callable(self.given) else self.given

    @classmethod
    def of(cls, texts: tuple[str, ...], codes: npt.NDArray[np.integer[Any]]) -> Coded:
        """Return rows coded by their place in a few texts."""
        return cls(np.array(texts, dtype=object), codes)

    @classmethod
    def same(cls, text: str, size: int) -> Coded:
        """Return the same text for every row."""
        return cls.of((text,), np.zeros(size, dtype=np.int8))

    def each(self) -> npt.NDArray[Any]:
        """Return the text of each row."""
        each: npt.NDArray[Any] = self.texts[self.codes]
        return each

    def series(self) -> pd.Series[str]:
        """Return the text of each row as pandas keeps text."""
        texts = pd.array(self.texts, dtype="str")
        return pd.Series(texts if self._lists_each_row() else texts.take(self.codes), copy=False)

    def _lists_each_row(self) -> bool:
        """Tell whether the texts are those of the rows one after the other."""
        return len(self.texts) == len(self.codes) and bool((self.codes[1:] > self.codes[:-1]).all())

    def used(self) -> list[str]:
        """Return the texts that stand in some row."""
        counts = np.bincount(self.codes, minlength=len(self.texts))
        return list(dict.fromkeys(str(text) for text in self.texts[counts > 0]))

    def among(self, *texts: str) -> Mask:
        """Return the rows whose text is one of some."""
        wanted = np.fromiter((text in texts for text in self.texts), dtype=bool, count=len(self.texts))
        rows: Mask = wanted[self.codes]
        return rows

    def places(self, order: tuple[str, ...]) -> npt.NDArray[np.int8]:
        """Return for each row the place of its text in an order that has them all."""
        table = np.fromiter(map(order.index, self.texts), dtype=np.int8, count=len(self.texts))
        rows: npt.NDArray[np.int8] = table[self.codes]
        return rows
