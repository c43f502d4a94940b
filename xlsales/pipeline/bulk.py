"""Long columns told apart in bulk: cells that pass a test together need no look at each of them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.float64]
Cells = Sequence[object]

_MARK = "|"
_UNTIDY = ("  ", " |", "| ", "|#")
_LONGEST = 28  # digits a decimal keeps; a longer number is read one by one
_PARTS = 16


class Texts(Sequence[object]):
    """Texts that a library holds in its own memory and tells apart itself."""

    @abstractmethod
    def odd(self) -> Indices:
        """Return which texts are not tidy, or may be an Excel error."""

    @abstractmethod
    def numbers(self) -> tuple[Indices, Numbers]:
        """Return which texts are neither blank nor plain numbers, and the value of each text."""

    @abstractmethod
    def differ(self) -> bool:
        """Tell whether no text stands there twice; False also when that cannot be told quickly."""

    @abstractmethod
    def blank(self) -> npt.NDArray[np.bool_]:
        """Return which texts are empty."""

    @abstractmethod
    def holds(self, part: str) -> bool:
        """Tell whether some text contains a part."""

    @abstractmethod
    def objects(self) -> npt.NDArray[Any]:
        """Return all texts as Python objects."""

    @abstractmethod
    def pick(self, indices: Indices) -> list[object]:
        """Return the texts that stand at some places."""

    @abstractmethod
    def days(self) -> Texts:
        """Return the texts with the time of day cut off plain timestamps."""


def odd_texts(cells: Cells) -> Indices:
    """Return the indices of cells that are no tidy text, or begin with # as an Excel error does.

    >>> odd_texts(["Ann", "", " Ben", 7, "#REF!", "Li  Lei", "a|b"]).tolist()
    [2, 3, 4, 5]
    """
    return cells.odd() if isinstance(cells, Texts) else _failing(cells, _tidy)


def plain_numbers(cells: Cells) -> tuple[Indices, Numbers]:
    """Return which cells are neither blank nor plain numbers as 12.50, and the value of each (NaN where none).

    >>> odd, values = plain_numbers(["12.50", "", "¥3", "-7"])
    >>> odd.tolist(), values.tolist()
    ([2], [12.5, nan, nan, -7.0])
    """
    if isinstance(cells, Texts):
        return cells.numbers()
    odd = _failing(cells, _numeric)
    plain = np.ones(len(cells), dtype=bool)
    plain[odd] = False
    values = np.full(len(cells), np.nan)
    values[plain] = [float(cell) if cell else np.nan for cell in compress(cells, plain)]  # type: ignore[arg-type]
    return odd, values + 0.0  # no minus zero


def blanks(cells: Cells) -> npt.NDArray[np.bool_]:
    """Return which cells are the empty text."""
    if isinstance(cells, Texts):
        return cells.blank()
    return np.asarray(objects(cells) == "", dtype=bool)


def objects(cells: Cells) -> npt.NDArray[Any]:
    """Return cells as an array of Python objects that may be changed."""
    if isinstance(cells, Texts):
        return cells.objects()
    table = np.empty(len(cells), dtype=object)
    table[:] = cells
    return table


def objects_with(cells: Cells, values: Mapping[int, object]) -> npt.NDArray[Any]:
    """Return cells as an array of Python objects, with other values at some places.

    >>> objects_with((" Ann", "Ben"), {0: "Ann"}).tolist()
    ['Ann', 'Ben']
    """
    table = objects(cells)
    table[list(values)] = list(values.values())
    return table


def pick(cells: Cells, indices: Indices) -> list[object]:
    """Return the cells that stand at some places.

    >>> pick(("a", "b", "c"), np.array([2, 0]))
    ['c', 'a']
    """
    return cells.pick(indices) if isinstance(cells, Texts) else [cells[index] for index in indices.tolist()]


def holds(cells: Cells, part: str) -> bool:
    """Tell whether some text among the cells contains a part."""
    if isinstance(cells, Texts):
        return cells.holds(part)
    return any(isinstance(cell, str) and part in cell for cell in cells)


def _failing(cells: Cells, passes: Callable[[Cells], bool]) -> Indices:
    found, parts = [], [range(len(cells))]
    while parts:
        part = parts.pop()
        if not part or passes(cells[part.start : part.stop]):
            continue
        if len(part) == 1:
            found.append(part.start)
            continue
        step = -(-len(part) // _PARTS)
        parts += [range(start, min(start + step, part.stop)) for start in range(part.start, part.stop, step)]
    return np.array(sorted(found), dtype=np.intp)


def _tidy(part: Cells) -> bool:
    try:
        joined = _MARK.join(part)  # type: ignore[arg-type]
    except TypeError:
        return False
    if not joined.isprintable() or joined.startswith((" ", "#")) or joined.endswith(" "):
        return False
    return not any(mark in joined for mark in _UNTIDY)


def _numeric(part: Cells) -> bool:
    try:
        joined = _MARK + _MARK.join(part) + _MARK  # type: ignore[arg-type]
    except TypeError:
        return False
    if not joined.isascii() or joined.encode().translate(None, b"0123456789.-|"):
        return False
    if "|." in joined or ".|" in joined or "-." in joined or max(map(len, part)) > _LONGEST:  # type: ignore[arg-type]
        return False
    try:
        list(map(float, filter(None, part)))  # type: ignore[arg-type]
    except ValueError:
        return False
    return True
