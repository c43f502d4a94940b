"""Cell values become numbers, and failures become cell errors; the only place that does either.

A cell value is a number, text, TRUE/FALSE, None (blank), a date, an error text such as `#N/A`, or a block:
a list of rows (a flat list is one row). Blank means None or "". An optional argument that is blank or
`MISSING` takes its default; a required number that is blank counts 0; a required date or list must be filled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from xlsales.errors import MetricError
from xlsales.metrics.numbers import pairs
from xlsales.registry import Argument, Function, find
from xlsales.serials import from_serial, to_serial

__all__ = ["ERRORS", "MISSING", "Answer", "call", "explain"]


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()
ERRORS: Final = frozenset(
    (
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!",
        "#CONNECT!", "#BLOCKED!", "#UNKNOWN!", "#FIELD!", "#CALC!", "#BUSY!", "#PYTHON!", "#EXTERNAL!", "#TIMEOUT!",
    )
)  # fmt: skip
_PLAIN = {int, float}
_BLANKS = (None, "")


@dataclass(frozen=True)
class Answer:
    """What a cell shows, and why when it is an error."""

    value: object
    reason: str = ""


@dataclass(frozen=True)
class _Block:
    """The cells of one argument in reading order, with the shape they had."""

    cells: Sequence[Any]
    columns: int

    def place(self, index: int) -> str:
        if len(self.cells) == 1:
            return ""
        return f", row {index // self.columns + 1}, column {index % self.columns + 1}"


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
        return Answer("#NAME?", f"there is no function {name}")
    try:
        blocks = _blocks(function, args)
        result = function.metric(*_read(function, blocks, date1904))
        return Answer(_shown(function, blocks, result, date1904))
    except MetricError as error:
        return Answer(error.code, str(error))
    except ArithmeticError:
        return Answer("#NUM!", "the result is too large to be a number")


def _blocks(function: Function, args: Sequence[object]) -> list[_Block | None]:
    wanted = len(function.arguments)
    if len(args) > wanted:
        raise MetricError("#VALUE!", f"{function.name} takes {wanted} arguments, {len(args)} are given")
    given = [None if value is MISSING else _block(value) for value in args]
    given += [None] * (wanted - len(args))
    for argument, block in zip(function.arguments, given, strict=True):
        _pass_errors_on(argument, block)
    return [
        None if block is None or (not argument.required and _is_blank(block)) else block
        for argument, block in zip(function.arguments, given, strict=True)
    ]


def _block(value: Any) -> _Block:
    value = value.tolist() if hasattr(value, "tolist") else value
    if not isinstance(value, (list, tuple)):
        return _Block((value,), 1)
    if value and isinstance(value[0], (list, tuple)):
        return _Block([cell for row in value for cell in row], len(value[0]))
    return _Block(value, len(value))


def _is_blank(block: _Block) -> bool:
    return len(block.cells) == 1 and block.cells[0] in _BLANKS


def _pass_errors_on(argument: Argument, block: _Block | None) -> None:
    if block is None or str not in set(map(type, block.cells)):
        return
    for index, cell in enumerate(block.cells):
        if isinstance(cell, str) and cell in ERRORS:
            raise MetricError(cell, f"{argument.name}{block.place(index)}: the cell holds the error {cell}")


def _read(function: Function, blocks: Sequence[_Block | None], date1904: bool) -> list[object]:
    values = [_value(argument, block, date1904) for argument, block in zip(function.arguments, blocks, strict=True)]
    partners = [place for place, argument in enumerate(function.arguments) if argument.paired]
    if partners:
        first, second = partners
        arguments = function.arguments[first], function.arguments[second]
        values[first], values[second] = _filled_pairs(arguments, values[first], values[second])
    return values


def _value(argument: Argument, block: _Block | None, date1904: bool) -> Any:
    if block is not None:
        return _READERS[argument.kind](argument, block, date1904)
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


def _numbers(argument: Argument, block: _Block, _: bool = False) -> Sequence[float | None]:
    cells = block.cells
    if not set(map(type, cells)) <= _PLAIN:
        cells = [_number(argument, block, index) for index in range(len(cells))]
        found = [cell for cell in cells if cell is not None]
    else:
        found = list(cells)
    if not all(map(math.isfinite, found)):
        raise MetricError("#NUM!", f"{argument.name} holds a number that is not finite")
    return cells


def _number(argument: Argument, block: _Block, index: int) -> float | None:
    cell = block.cells[index]
    if cell in _BLANKS:
        return None
    if isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
        return float(cell)
    raise _misfit(argument, block, index, "a number")


def _misfit(argument: Argument, block: _Block, index: int, expected: str) -> MetricError:
    cell = block.cells[index]
    said = "TRUE" if cell is True else "FALSE" if cell is False else f"{cell!r}"
    kind = " is text" if isinstance(cell, str) else " stands"
    return MetricError("#VALUE!", f"{argument.name}{block.place(index)}: {said}{kind} where {expected} is expected")


def _sum(argument: Argument, block: _Block, _: bool) -> float:
    cells = _numbers(argument, block)
    if len(cells) == 1:
        return cells[0] or 0
    return math.fsum(cell for cell in cells if cell is not None)


def _one(argument: Argument, block: _Block) -> _Block:
    if len(block.cells) != 1:
        raise MetricError("#VALUE!", f"{argument.name} has {len(block.cells)} cells: one is expected")
    return block


def _single(argument: Argument, block: _Block, _: bool) -> float:
    return _numbers(argument, _one(argument, block))[0] or 0


def _blank_as_zero(argument: Argument, block: _Block, _: bool) -> list[float]:
    return [cell or 0.0 for cell in _numbers(argument, block)]


def _all_filled(argument: Argument, block: _Block, _: bool) -> Sequence[float | None]:
    cells = _numbers(argument, block)
    if None in cells:
        place = block.place(cells.index(None))
        raise MetricError("#VALUE!", f"{argument.name}{place}: the cell is blank where a rate is expected")
    return cells


def _flag(argument: Argument, block: _Block, _: bool) -> bool:
    return bool(_outcomes(argument, _one(argument, block), False)[0])


def _outcomes(argument: Argument, block: _Block, _: bool) -> list[float | None]:
    for index, cell in enumerate(block.cells):
        if cell not in _BLANKS and (isinstance(cell, str) or cell not in (0, 1)):
            raise _misfit(argument, block, index, "TRUE, FALSE, 1 or 0")
    return [None if cell in _BLANKS else float(cell) for cell in block.cells]


def _labels(argument: Argument, block: _Block, _: bool) -> list[str | None]:
    for index, cell in enumerate(block.cells):
        if isinstance(cell, bool):
            raise _misfit(argument, block, index, "a name")
    return [None if cell in _BLANKS else cell if isinstance(cell, str) else f"{cell:g}" for cell in block.cells]


def _marks(argument: Argument, block: _Block, _: bool) -> Sequence[Any]:
    return block.cells


def _day(argument: Argument, block: _Block, date1904: bool) -> date:
    found = _day_or_blank(argument, block, date1904)
    if found is None:
        raise MetricError("#VALUE!", f"{argument.name} is blank where a date is expected")
    return found


def _day_or_blank(argument: Argument, block: _Block, date1904: bool) -> date | None:
    cell = _one(argument, block).cells[0]
    if cell in _BLANKS:
        return None
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return from_serial(cell, argument.name, date1904)
    raise _misfit(argument, block, 0, "a date")


_READERS: dict[str, Callable[[Argument, _Block, bool], object]] = {
    "amount": _sum,
    "number": _single,
    "rate": _single,
    "date": _day,
    "optional_date": _day_or_blank,
    "flag": _flag,
    "rates": _all_filled,
    "counts": _blank_as_zero,
    "weights": _blank_as_zero,
    "marks": _marks,
    "paired_amount": _numbers,
    "paired_rate": _numbers,
    "paired_number": _numbers,
    "paired_outcome": _outcomes,
    "paired_label": _labels,
}


def _shown(function: Function, blocks: Sequence[_Block | None], result: Any, date1904: bool) -> object:
    if function.spill == "cell":
        return _cell(result, date1904)
    cells = [_cell(value, date1904) for value in result]
    columns = _spill_columns(function, blocks, len(cells))
    return [cells[start : start + columns] for start in range(0, len(cells), columns)]


def _spill_columns(function: Function, blocks: Sequence[_Block | None], size: int) -> int:
    for argument, block in zip(function.arguments, blocks, strict=True):
        if block and argument.kind == "weights":
            return block.columns
        if block and argument.kind == "counts":
            if 1 < block.columns < len(block.cells):
                raise MetricError("#VALUE!", f"{argument.name} is a block: one row or one column is expected")
            return size if block.columns > 1 else 1
    return size


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
