"""Calls of embedded functions in a second spreadsheet engine (IronCalc): values in cells, formulas over them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ironcalc
from openpyxl import Workbook

import xlsales
from xlsales.functions_help import constant
from xlsales.hosts.lambdas import names

OMITTED = object()  # nothing between two commas
ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!")
Call = tuple[str, Sequence[Any]]
_FIRST, _ROWS, _COLUMNS = 12, 24, 8  # where arguments begin; how far a result may spill


def shown_from_cells(calls: Sequence[Call]) -> list[Any]:
    """Return what each call shows when its arguments stand in cells."""
    sheet = _Sheet()
    for name, arguments in calls:
        sheet.call(name, [sheet.placed(argument) for argument in arguments])
    return sheet.results()


def shown_from_constants(calls: Sequence[Call]) -> list[Any]:
    """Return what each call shows when its arguments are typed into the formula."""
    sheet = _Sheet()
    for name, arguments in calls:
        sheet.call(name, [_typed(argument) for argument in arguments])
    return sheet.results()


def expected(call: Call) -> Any:
    """Return what Python gives for a call, as cells show it: a blank spill never happens, one cell is itself."""
    name, arguments = call
    return xlsales.call(name, *(None if argument is OMITTED else argument for argument in arguments))


def shown_with_days_from_1904(calls: Sequence[Call]) -> list[Any]:
    """Return what each call shows in a workbook that counts days from 1904, which IronCalc itself does not do."""
    sheet = _Sheet()
    for name, arguments in calls:
        formula = names()[name].removeprefix("=").replace("DATE(1904,1,2)=1", "TRUE")
        sheet.call(formula, [_typed(argument) for argument in arguments])
    return sheet.results()


def embedded_workbook(folder: Path) -> Path:
    """Write an empty workbook with all functions embedded."""
    plain, ready = folder / "plain.xlsx", folder / "embedded.xlsx"
    Workbook().save(plain)
    xlsales.embed(plain, ready)
    return ready


class _Sheet:
    """One sheet with all functions embedded; each call has a band of rows of its own."""

    def __init__(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.model = ironcalc.load_from_xlsx(str(embedded_workbook(Path(folder))), "en", "UTC", "en")
        self.row, self.column, self.calls = 1, _FIRST, 0

    def placed(self, argument: Any) -> str:
        """Put an argument into cells and return their address."""
        if argument is OMITTED:
            return ""
        rows = argument if isinstance(argument, list) and isinstance(argument[0], list) else None
        rows = rows or [argument if isinstance(argument, list) else [argument]]
        for down, row in enumerate(rows):
            for across, value in enumerate(row):
                self._put(self.row + down, self.column + across, value)
        first = self._address(self.row, self.column)
        last = self._address(self.row + len(rows) - 1, self.column + len(rows[0]) - 1)
        self.column += len(rows[0]) + 1
        return first if first == last else f"{first}:{last}"

    def call(self, name: str, arguments: Sequence[str]) -> None:
        """Type the formula and go on to the next band of rows."""
        self.model.set_user_input(0, self.row, 1, f"={name}({','.join(arguments)})")
        self.row, self.column, self.calls = self.row + _ROWS, _FIRST, self.calls + 1

    def results(self) -> list[Any]:
        """Return what every call shows: a value, or the rows of a spill."""
        self.model.evaluate()
        return [self._result(1 + _ROWS * place) for place in range(self.calls)]

    def _result(self, top: int) -> Any:
        rows = [
            [self.model.get_cell_value(0, top + down, 1 + across) for across in range(_COLUMNS)]
            for down in range(_ROWS)
        ]
        filled = [[value for value in row if value not in (None, "")] for row in rows]
        block = [row for row in filled if row]
        return block[0][0] if len(block) == len(block[0]) == 1 else block

    def _put(self, row: int, column: int, value: Any) -> None:
        if isinstance(value, bool):
            self.model.update_cell_with_bool(0, row, column, value)
        elif isinstance(value, int | float):
            self.model.update_cell_with_number(0, row, column, value)
        elif value == "" or value in ERRORS:
            self.model.set_user_input(0, row, column, f"={value}" if value else '=""')
        elif value is not None:
            self.model.update_cell_with_text(0, row, column, value)

    def _address(self, row: int, column: int) -> str:
        return f"{ironcalc.column_name_from_number(column)}{row}"


def _typed(argument: Any) -> str:
    if argument is OMITTED:
        return ""
    return argument if isinstance(argument, str) and argument in ERRORS else constant(argument)
