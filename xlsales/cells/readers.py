"""How the cells of each kind of argument are read; what does not fit the kind is named by its place."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsales.cells.block import BLANKS, Block
from xlsales.errors import MetricError
from xlsales.registry import Argument
from xlsales.serials import from_serial

_PLAIN = {int, float}


def _numbers(argument: Argument, block: Block, _: bool = False) -> Sequence[float | None]:
    cells = block.cells
    if not set(map(type, cells)) <= _PLAIN:
        cells = [_number(argument, block, index) for index in range(len(cells))]
        found: Sequence[float] = [cell for cell in cells if cell is not None]
    else:
        found = cells
    if not all(map(math.isfinite, found)):
        raise MetricError("#NUM!", f"{argument.name} holds a number that is not finite")
    return cells


def _number(argument: Argument, block: Block, index: int) -> float | None:
    cell = block.cells[index]
    if cell in BLANKS:
        return None
    if isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
        return float(cell)
    raise _misfit(argument, block, index, "a number")


def _misfit(argument: Argument, block: Block, index: int, expected: str) -> MetricError:
    cell = block.cells[index]
    said = "TRUE" if cell is True else "FALSE" if cell is False else f"{cell!r}"
    kind = " is text" if isinstance(cell, str) else " stands"
    return MetricError("#VALUE!", f"{argument.name}{block.place(index)}: {said}{kind} where {expected} is expected")


def _sum(argument: Argument, block: Block, _: bool) -> float:
    cells = _numbers(argument, block)
    if len(cells) == 1:
        return cells[0] or 0
    return math.fsum(cell for cell in cells if cell is not None)


def _one(argument: Argument, block: Block) -> Block:
    if len(block.cells) != 1:
        raise MetricError("#VALUE!", f"{argument.name} has {len(block.cells)} cells: one is expected")
    return block


def _single(argument: Argument, block: Block, _: bool) -> float:
    return _numbers(argument, _one(argument, block))[0] or 0


def _blank_as_zero(argument: Argument, block: Block, _: bool) -> list[float]:
    cells = _numbers(argument, block)
    return [cell or 0.0 for cell in cells] if None in cells else list(cells)  # type: ignore[arg-type]


def _all_filled(argument: Argument, block: Block, _: bool) -> Sequence[float | None]:
    cells = _numbers(argument, block)
    if None in cells:
        place = block.place(cells.index(None))
        raise MetricError("#VALUE!", f"{argument.name}{place}: the cell is blank where a rate is expected")
    return cells


def _flag(argument: Argument, block: Block, _: bool) -> bool:
    return bool(_outcomes(argument, _one(argument, block), False)[0])


def _outcomes(argument: Argument, block: Block, _: bool) -> list[float | None]:
    for index, cell in enumerate(block.cells):
        if cell not in BLANKS and (isinstance(cell, str) or cell not in (0, 1)):
            raise _misfit(argument, block, index, "TRUE, FALSE, 1 or 0")
    return [None if cell in BLANKS else float(cell) for cell in block.cells]


def _labels(argument: Argument, block: Block, _: bool) -> list[str | None]:
    if set(map(type, block.cells)) == {str}:
        return [cell or None for cell in block.cells]
    for index, cell in enumerate(block.cells):
        if isinstance(cell, bool):
            raise _misfit(argument, block, index, "a name")
    return [None if cell in BLANKS else _label(cell) for cell in block.cells]


def _label(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _marks(argument: Argument, block: Block, _: bool) -> Sequence[Any]:
    return block.cells


def _day(argument: Argument, block: Block, date1904: bool) -> date:
    found = _day_or_blank(argument, block, date1904)
    if found is None:
        raise MetricError("#VALUE!", f"{argument.name} is blank where a date is expected")
    return found


def _day_or_blank(argument: Argument, block: Block, date1904: bool) -> date | None:
    cell = _one(argument, block).cells[0]
    if cell in BLANKS:
        return None
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return from_serial(cell, argument.name, date1904)
    raise _misfit(argument, block, 0, "a date")


READERS: dict[str, Callable[[Argument, Block, bool], object]] = {
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
