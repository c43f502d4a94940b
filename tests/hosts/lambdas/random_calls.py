"""Calls with arguments as people get them wrong: blanks, text, TRUE, errors, odd sizes, beside many that are right."""

from __future__ import annotations

from random import Random
from typing import Any

from hosts.lambdas.ironcalc_engine import ERRORS, OMITTED, Call

from xlsales.registry import Argument, Function

_WRONG = (None, "", "abc", "1", True, False, -1, 0, 1e9, 2.5, *ERRORS)
_DAYS = (1, 45, 59, 60, 61, 80, 40000, 45352.75, 46027, 46387, 2958440, 2958465)
_DRAWS: dict[str, tuple[Any, ...]] = {
    "amount": (0, 5, -7, 12.5, 100, 372, 164.9, 0.1, 0.2, 0.3),
    "number": (0, 1, 2, 2.5, 7, 12, 100),
    "rate": (0, 0.1, 0.25, 0.5, 0.7, 0.9, 1),
    "date": _DAYS,
    "optional_date": (*_DAYS, None, None),
    "flag": (True, False, 1, 0),
    "marks": ("+", "-", None, "", 1, -1, 0),
    "label": ("Li", "li", "Wang", "Zhao", 7, "7", 1.5),
    "outcome": (0, 1, True, False),
    "counts": (0, 3, 8, 20, 50, 100),
    "weights": (0, 1, 1, 2.5, 4, 0.3, None),
}
_KINDS = {
    "rates": "rate",
    "paired_rate": "rate",
    "paired_amount": "amount",
    "paired_number": "amount",
    "paired_outcome": "outcome",
    "paired_label": "label",
}
_SINGLE = ("number", "rate", "date", "optional_date", "flag")


class Draw:
    """Draws calls of functions; `wrong` is the share of cells that are anything at all."""

    def __init__(self, seed: int, wrong: float) -> None:
        self.random, self.wrong = Random(seed), wrong

    def call(self, function: Function) -> Call:
        """Return one call; optional arguments are left out at times, paired ranges differ in size rarely."""
        size = self.random.randint(1, 7)
        arguments = [self._argument(argument, size) for argument in function.arguments]
        while arguments[-1] is OMITTED:
            arguments.pop()
        return function.name, arguments

    def _argument(self, argument: Argument, size: int) -> Any:
        if not argument.required and self.random.random() < 0.4:
            return self.random.choice((OMITTED, None))
        if argument.kind in _SINGLE:
            return self._cell(argument.kind)
        if argument.kind == "amount" and self.random.random() < 0.5:
            return self._cell("amount")
        return self._shaped([self._cell(argument.kind) for _ in range(self._length(argument, size))])

    def _length(self, argument: Argument, size: int) -> int:
        if argument.kind == "marks":
            return 19
        if argument.paired:
            return 3 if not argument.required else size + (self.random.random() < 0.03)
        return self.random.randint(1, 6)

    def _cell(self, kind: str) -> Any:
        usual = _DRAWS[_KINDS.get(kind, kind)]
        return self.random.choice(_WRONG if self.random.random() < self.wrong else usual)

    def _shaped(self, cells: list[Any]) -> list[list[Any]]:
        widths = [width for width in range(1, 9) if len(cells) % width == 0]
        width = self.random.choice(widths)
        return [cells[start : start + width] for start in range(0, len(cells), width)]
