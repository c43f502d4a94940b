"""Calc's values become cell values, and what a cell shows becomes a value of Calc.

To Calc an error is a number that is none (NaN) and carries the error's code, so real errors cross in both ways.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from typing import Any

from xlsales.cells import MISSING, call
from xlsales.registry import Argument, Function

CODES = {
    "#NULL!": 521, "#DIV/0!": 532, "#VALUE!": 519, "#REF!": 524, "#NAME?": 525, "#NUM!": 503, "#N/A": 32767,
}  # fmt: skip
_TEXTS = {code: text for text, code in CODES.items()}
_NAN = struct.Struct("<II")
_DOUBLE = struct.Struct("<d")
_DATES = frozenset(("date", "optional_date"))
_EMPTY_CELL = [[0]]  # what a reference to one empty cell arrives as


def answer(function: Function, given: Sequence[object], date1904: bool = False) -> Any:
    """Return the value of a function for Calc: a number, text, or rows of them; an argument left out is None.

    >>> from xlsales.registry import find
    >>> roi = find("ROI")
    >>> answer(roi, (3.0, 2.0)), error_text(answer(roi, (3.0, 0.0)))
    (0.5, '#DIV/0!')
    """
    cells = [_argument(argument, value) for argument, value in zip(function.arguments, given, strict=True)]
    shown = to_calc(call(function.name, *cells, date1904=date1904))
    return shown if function.spill == "cell" or isinstance(shown, tuple) else ((shown,),)


def to_calc(shown: object) -> Any:
    """Return what a cell shows as Calc takes it; error texts that Calc does not know are #VALUE!.

    >>> to_calc([[1, "partner"]])
    ((1.0, 'partner'),)
    """
    if isinstance(shown, list):
        return tuple(tuple(to_calc(cell) for cell in row) for row in shown)
    if isinstance(shown, str):
        return error(CODES.get(shown, CODES["#VALUE!"])) if shown.startswith("#") else shown
    return float(shown)  # type: ignore[arg-type]


def error(code: int) -> float:
    """Return the number that Calc shows as an error."""
    value: float = _DOUBLE.unpack(_NAN.pack(code, 0x7FF80000))[0]
    return value


def error_text(value: float) -> str:
    """Return the error that a NaN carries; #VALUE! for one that Excel has no word for.

    >>> error_text(error(532)), error_text(error(502))
    ('#DIV/0!', '#VALUE!')
    """
    code, _ = _NAN.unpack(_DOUBLE.pack(value))
    return _TEXTS.get(code, "#VALUE!")


def _argument(argument: Argument, value: Any) -> object:
    if value is None:
        return MISSING
    if isinstance(value, tuple):
        block = [[_cell(cell) for cell in row] for row in value]
        return None if block == _EMPTY_CELL and argument.kind in _DATES else block
    return _cell(value)


def _cell(value: Any) -> Any:
    return error_text(value) if isinstance(value, float) and math.isnan(value) else value
