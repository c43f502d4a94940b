"""Cell values become numbers, and failures become cell errors; the only place that does either.

A cell value is a number, text, TRUE/FALSE, None (blank), a date, an error text such as `#N/A`, or a block:
a list of rows (a flat list is one row). Blank means None or "". `MISSING` stands for an argument
left empty between commas and is a blank too. A blank optional argument takes its default; a required number
that is blank counts 0; a required date must be filled.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsales.cells.block import ERRORS, MISSING, Block, block_of, is_blank, pass_errors_on
from xlsales.cells.readers import READERS
from xlsales.errors import MetricError
from xlsales.metrics.numbers import pairs
from xlsales.registry import Argument, Function, find, unknown
from xlsales.serials import to_serial

__all__ = ["ERRORS", "MISSING", "Answer", "call", "explain"]


@dataclass(frozen=True)
class Answer:
    """What a cell shows, and why when it is an error."""

    value: object
    reason: str = ""


def call(name: str, *args: object, date1904: bool = False) -> Any:
    """Return what the cell of a worksheet function shows; errors come back as their text, never raised.

    `date1904` says that the workbook counts days from 1904. An unknown name gives #NAME?, a wrong number
    of arguments #VALUE!.

    >>> call("FORECAST_TOTAL", [[75.8], [None]], [[100, 56.6]])
    92.21
    >>> call("FORECAST_TOTAL", "75.8", 156.6), call("ATTAINMENT", 10, None)
    ('#VALUE!', '#DIV/0!')
    """
    return explain(name, *args, date1904=date1904).value


def explain(name: str, *args: object, date1904: bool = False) -> Answer:
    """Return what the cell shows together with the reason of an error: which argument, where, which rule.

    >>> explain("FORECAST_TOTAL", [[1], ["2"]], 3).reason
    "commit, row 2, column 1: '2' is text where a number is expected"
    """
    function = find(name)
    if function is None:
        return Answer("#NAME?", unknown(name))
    try:
        blocks = _blocks(function, args)
        result = function.metric(*_read(function, blocks, date1904))
        return Answer(_shown(function, blocks, result, date1904))
    except MetricError as error:
        return Answer(error.code, str(error))
    except ArithmeticError:
        return Answer("#NUM!", "the result is too large to be a number")


def _blocks(function: Function, args: Sequence[object]) -> list[Block | None]:
    wanted = len(function.arguments)
    if len(args) > wanted:
        raise MetricError("#VALUE!", f"{function.name} takes {wanted} arguments, {len(args)} are given")
    given: list[Block | None] = [block_of(None if value is MISSING else value) for value in args]
    given += [None] * (wanted - len(args))
    for argument, block in zip(function.arguments, given, strict=True):
        pass_errors_on(argument.name, block)
    return [
        None if block is None or (not argument.required and is_blank(block)) else block
        for argument, block in zip(function.arguments, given, strict=True)
    ]


def _read(function: Function, blocks: Sequence[Block | None], date1904: bool) -> list[object]:
    values = [_value(argument, block, date1904) for argument, block in zip(function.arguments, blocks, strict=True)]
    partners = [place for place, argument in enumerate(function.arguments) if argument.paired]
    if partners:
        first, second = partners
        arguments = function.arguments[first], function.arguments[second]
        values[first], values[second] = _filled_pairs(arguments, values[first], values[second])
    return values


def _value(argument: Argument, block: Block | None, date1904: bool) -> Any:
    if block is not None:
        return READERS[argument.kind](argument, block, date1904)
    if argument.required:
        raise MetricError("#VALUE!", f"{argument.name} is not given")
    return argument.default


def _filled_pairs(arguments: tuple[Argument, Argument], first: Any, second: Any) -> tuple[Any, Any]:
    """Return two ranges without the pairs that are blank on both sides; a half that is blank follows its kind."""
    both = pairs(first, second, arguments[0].name, arguments[1].name)
    if None not in first and None not in second:
        return first, second
    filled = [(place, pair) for place, pair in enumerate(both, start=1) if pair != (None, None)]
    halves = [[_half(argument, pair[side], place) for place, pair in filled] for side, argument in enumerate(arguments)]
    return halves[0], halves[1]


def _half(argument: Argument, cell: object, place: int) -> object:
    if cell is not None:
        return cell
    if argument.kind == "paired_amount":
        return 0.0
    raise MetricError("#VALUE!", f"{argument.name}, number {place}, is blank beside a filled partner")


def _shown(function: Function, blocks: Sequence[Block | None], result: Any, date1904: bool) -> object:
    if function.spill == "cell":
        return _cell(result, date1904)
    cells = _cells(result, date1904)
    columns = _spill_columns(function, blocks, len(cells))
    if columns == 1:
        return [[cell] for cell in cells]
    return [cells[start : start + columns] for start in range(0, len(cells), columns)]


def _spill_columns(function: Function, blocks: Sequence[Block | None], size: int) -> int:
    for argument, block in zip(function.arguments, blocks, strict=True):
        if block and argument.kind == "weights":
            return block.columns
        if block and argument.kind == "counts":
            if 1 < block.columns < len(block.cells):
                raise MetricError("#VALUE!", f"{argument.name} is a block: one row or one column is expected")
            return size if block.columns > 1 else 1
    return size


def _cells(values: Sequence[Any], date1904: bool) -> list[Any]:
    if set(map(type, values)) == {float} and all(map(math.isfinite, values)):
        return [value + 0.0 for value in values]
    return [_cell(value, date1904) for value in values]


def _cell(value: object, date1904: bool) -> object:
    if value is None:
        return "#DIV/0!"
    if isinstance(value, date):
        return to_serial(value, date1904)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise MetricError("#NUM!", "the result is not a finite number")
        return value + 0.0
    return value
