"""The cells of one argument as they came: their values, their shape, and the errors among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsales.errors import CELL_ERRORS, MetricError


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()
ERRORS: Final = CELL_ERRORS
BLANKS: Final = (None, "")


@dataclass(frozen=True)
class Block:
    """The cells of one argument in reading order, with the shape they had."""

    cells: Sequence[Any]
    columns: int

    def place(self, index: int) -> str:
        """Return where a cell stands, in words that follow the argument's name; "" for a single cell."""
        if len(self.cells) == 1:
            return ""
        return f", row {index // self.columns + 1}, column {index % self.columns + 1}"


def block_of(value: Any) -> Block:
    """Return the block of a cell value, a flat list (one row), a list of rows or an array.

    >>> block_of([[1, 2], [3, 4]])
    Block(cells=[1, 2, 3, 4], columns=2)
    """
    value = value.tolist() if hasattr(value, "tolist") else value
    if not isinstance(value, (list, tuple)):
        return Block((value,), 1)
    if value and isinstance(value[0], (list, tuple)):
        return Block([cell for row in value for cell in row], len(value[0]))
    return Block(value, len(value))


def is_blank(block: Block) -> bool:
    """Tell whether the block is one blank cell.

    >>> is_blank(block_of(None)), is_blank(block_of([None, None]))
    (True, False)
    """
    return len(block.cells) == 1 and block.cells[0] in BLANKS


def pass_errors_on(name: str, block: Block | None) -> None:
    """Raise the first error value among the cells as it stands; do nothing when there is none."""
    if block is None or str not in set(map(type, block.cells)):
        return
    for index, cell in enumerate(block.cells):
        if isinstance(cell, str) and cell in ERRORS:
            raise MetricError(cell, f"{name}{block.place(index)}: the cell holds the error {cell}")
