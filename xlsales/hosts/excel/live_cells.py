"""Values on their way into an open workbook, and every write kept so that it can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import xlwings as xw

from xlsales.fills import Cell

Rows = Sequence[Sequence[Any]]

_SAFE = re.compile(r"[^\W\d_][^\W\d]*(?:[ ·-][^\W\d]+)*")
_WORDS = frozenset({"true", "false", "wahr", "falsch", "vrai", "faux"})


def typed(value: Cell) -> Any:
    """Return a value as it is assigned to a cell: text that Excel would read as something else is marked as text.

    >>> typed("=1+1"), typed("2026-11-22"), typed("TRUE"), typed("Negotiation"), typed(3)
    ("'=1+1", "'2026-11-22", "'TRUE", 'Negotiation', 3)
    """
    if isinstance(value, str):
        plain = _SAFE.fullmatch(value) and value.casefold() not in _WORDS
        return value if plain or not value else "'" + value
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def contents(area: xw.Range) -> list[list[Any]]:
    """Return what stands in the cells of an area, ready to be assigned again: formulas as such, text as text."""
    values, formulas = shown(area), formulas_of(area)
    return [
        [_content(value, formula) for value, formula in zip(*rows, strict=True)]
        for rows in zip(values, formulas, strict=True)
    ]


def shown(area: xw.Range) -> list[list[Any]]:
    """Return what the cells of an area show, errors as their text."""
    found: list[list[Any]] = area.options(ndim=2, err_to_str=True).value
    return found


def formulas_of(area: xw.Range) -> list[list[str]]:
    """Return the formulas of an area as rows, whatever its shape."""
    found = area.formula
    if not isinstance(found, list | tuple):
        return [[str(found)]]
    return [list(row) if isinstance(row, list | tuple) else [str(row)] for row in found]


def _content(value: Any, formula: str) -> Any:
    if isinstance(value, str) and value == formula:
        return typed(value)
    return formula if formula.startswith("=") else value


class NotTakenBack(Exception):
    """A macro failed, and so did taking back some of what it had written."""


class Journal:
    """The writes of one macro, newest last; `undo` takes them back when something fails on the way."""

    def __init__(self) -> None:
        self._steps: list[Callable[[], object]] = []

    def add(self, step: Callable[[], object]) -> None:
        """Remember how to take a change back."""
        self._steps.append(step)

    def write(self, area: xw.Range, rows: Rows) -> None:
        """Assign a block of cells in one go, remembering what stood there."""
        before = contents(area)
        self.add(lambda: _assign(area, before))
        _assign(area, [[typed(value) for value in row] for row in rows])

    def write_formula(self, area: xw.Range, formula: str) -> None:
        """Assign one formula to all cells of an area, remembering what stood there."""
        before = contents(area)
        self.add(lambda: _assign(area, before))
        area.formula = formula

    def undo(self) -> None:
        """Take all changes back, the newest first; one that cannot be taken back does not stop the others."""
        failures = []
        while self._steps:
            try:
                self._steps.pop()()
            except Exception as error:
                failures.append(error)
        if failures:
            raise NotTakenBack(len(failures)) from failures[0]


def _assign(area: xw.Range, rows: Rows) -> None:
    area.value = [list(row) for row in rows]
