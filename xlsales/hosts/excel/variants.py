"""Cell values as they travel between Excel and Python: error codes become texts, results become rows."""

from __future__ import annotations

from itertools import chain
from typing import Any

_BASE = -2146828288  # 0x800A0000, under which COM carries the error numbers of cells
NUMBERS = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
    "#GETTING_DATA": 2043,
    "#SPILL!": 2045,
    "#CONNECT!": 2046,
    "#BLOCKED!": 2047,
    "#UNKNOWN!": 2048,
    "#FIELD!": 2049,
    "#CALC!": 2050,
    "#BUSY!": 2051,
    "#PYTHON!": 2222,
}
UNKNOWN = "#UNKNOWN!"
_TEXTS = {_BASE + number: text for text, number in NUMBERS.items()}
_CODES = range(_BASE + 2000, _BASE + 2300)


def from_excel(value: Any) -> Any:
    """Return a value or block with the texts of cell errors in place of their codes.

    Excel gives numbers as floats, so a whole number in the range of the codes is an error; one that has no name
    here is `#UNKNOWN!`.

    >>> from_excel(-2146826246), from_excel(((1.0,), (-2146826281,)))
    ('#N/A', [[1.0], ['#DIV/0!']])
    """
    if not isinstance(value, (tuple, list)):
        return _text(value)
    nested = bool(value) and isinstance(value[0], (tuple, list))
    cells = chain.from_iterable(value) if nested else value
    if int not in set(map(type, cells)):
        return value
    return [[_text(cell) for cell in row] for row in value] if nested else [_text(cell) for cell in value]


def to_excel(value: Any) -> list[list[Any]]:
    """Return the rows of a result; whole numbers become floats, which every Excel takes at any size.

    >>> to_excel(3), to_excel([["a", True, None]])
    ([[3.0]], [['a', True, None]])
    """
    rows = value if isinstance(value, list) else [[value]]
    return [[float(cell) if type(cell) is int else cell for cell in row] for row in rows]


def _text(cell: Any) -> Any:
    if type(cell) is int and cell in _CODES:
        return _TEXTS.get(cell, UNKNOWN)
    return cell
