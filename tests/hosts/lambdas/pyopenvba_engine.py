"""Calls of embedded functions in another spreadsheet engine (pyOpenVBA): constants in, the first cell out."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hosts.lambdas.ironcalc_engine import Call, embedded_workbook, typed
from pyopenvba.apps.excel import ExcelApplication

_ERRORS = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
}  # fmt: skip
_BAND = 24


def first_cells(calls: Sequence[Call]) -> list[Any]:
    """Return what the cell of each call shows; of a spill its first cell."""
    with tempfile.TemporaryDirectory() as folder:
        book = ExcelApplication.open(str(embedded_workbook(Path(folder))), with_vba=False)
    sheet = book.sheet(1)
    shown = []
    for place, (name, arguments) in enumerate(calls):
        address = f"A{1 + _BAND * place}"
        formula = f"={name}({','.join(map(typed, arguments))})"
        sheet.sheet.vba_get("Range", [address]).vba_set("Formula2", formula)
        shown.append(_plain(sheet.value(address)))
    return shown


def _plain(value: Any) -> Any:
    kind, _, number = str(value).partition(" ")
    return _ERRORS.get(int(number), value) if kind == "Error" and number.isdigit() else value
