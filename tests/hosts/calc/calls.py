"""Every call the add-in is held to: the specification's where it is there, and the registry's own examples."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from hosts.recalculate import ERRORS, address
from shared import SHARED

from xlsales.registry import FUNCTIONS

VECTORS = SHARED / "spec" / "vectors.csv"
IN_CALC = {"#N/A": "=NA()", "#DIV/0!": "=1/0", "#NUM!": "=10^999", "#VALUE!": '="a"+1', "#NAME?": "=nonsense"}
Call = tuple[str, list[Any]]


def examples() -> list[Call]:
    """Return the example of every function."""
    return [(function.name, [listed(value) for value in function.example]) for function in FUNCTIONS]


def vectors() -> list[Call]:
    """Return the calls of the specification; none where it is absent."""
    if not VECTORS.is_file():
        return []
    with VECTORS.open(encoding="utf-8", newline="") as stream:
        return [(row["function"], json.loads(row["args_json"])) for row in csv.DictReader(stream)]


def listed(value: Any) -> Any:
    """Return a block as lists of rows."""
    return [listed(cell) for cell in value] if isinstance(value, (list, tuple)) else value


def in_cells(name: str, args: list[Any]) -> tuple[str, dict[str, Any]]:
    """Return the formula of a call and the cells its arguments stand in, each argument below the one before.

    >>> in_cells("ROI", [3, [[1, 1]]])
    ('=ROI(A1;A3:B3)', {'A1': 3, 'A3': 1, 'B3': 1})
    """
    references, cells, top = [], {}, 0
    for value in args:
        rows = value if isinstance(value, list) else [[value]]
        places = [[address(column, top + row) for column in range(len(rows[0]))] for row in range(len(rows))]
        for line, values in zip(places, rows, strict=True):
            cells |= {place: typed(cell) for place, cell in zip(line, values, strict=True)}
        first, last = places[0][0], places[-1][-1]
        references.append(first if first == last else f"{first}:{last}")
        top += len(rows) + 1
    return f"={name}({';'.join(references)})", cells


def in_formula(name: str, args: list[Any]) -> str:
    """Return the formula of a call with its arguments written into it.

    >>> in_formula("ROI", [3, [[1, 1], ["a", 2]]])
    '=ROI(3;{1;1|"a";2})'
    """
    return f"={name}({';'.join(constant(value) for value in args)})"


def constant(value: Any) -> str:
    """Return a value as a formula of Calc's own grammar writes it."""
    if isinstance(value, list):
        return "{" + "|".join(";".join(constant(cell) for cell in row) for row in value) + "}"
    if isinstance(value, bool):
        return "TRUE()" if value else "FALSE()"
    if value is None:
        return ""
    if isinstance(value, str):
        return IN_CALC[value][1:] if value in IN_CALC else f'"{value}"'
    return repr(value)


def typed(cell: Any) -> Any:
    """Return what is typed into a cell for a value of a call."""
    return {"formula": IN_CALC[cell]} if isinstance(cell, str) and cell in IN_CALC else cell


def flat(args: list[Any]) -> Iterator[Any]:
    """Yield every cell of the arguments."""
    for value in args:
        if isinstance(value, list):
            yield from flat(value)
        else:
            yield value


def error_in_range(args: list[Any]) -> bool:
    """Tell whether a range of several cells holds an error, which Calc itself answers with Err:504."""
    return any(isinstance(value, list) and any(cell in IN_CALC for cell in flat(value)) for value in args)


def as_calc_sees(args: Any) -> Any:
    """Return the arguments as Calc hands them over: TRUE is the number 1."""
    if isinstance(args, list):
        return [as_calc_sees(value) for value in args]
    return float(args) if isinstance(args, bool) else args


def meant(shown: Any) -> Any:
    """Return what Python shows as Calc shows it: errors marked, and those that Calc lacks as #VALUE!."""
    if isinstance(shown, list):
        return [[meant(cell) for cell in row] for row in shown]
    if isinstance(shown, str) and shown.startswith("#"):
        return {"error": shown if shown in ERRORS.values() else "#VALUE!"}
    return shown
