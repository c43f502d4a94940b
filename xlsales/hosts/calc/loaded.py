"""Formulas of a loaded workbook that Calc did not recognise are entered again, so that they calculate.

LibreOffice 7.4 looks for add-in functions while a formula is typed, not while an Excel workbook is loaded:
there our functions stay #NAME? until they are entered again. Documents of Calc's own format need nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xlsales.registry import FUNCTIONS

_OWN_FORMAT = ("calc8", "StarOffice", "OpenDocument")
_ANY_RESULT = 7  # values, text and errors: IFERROR hides a function that is not recognised
_CALL = re.compile(rf"(?<![\w.])(?:{'|'.join(function.name for function in FUNCTIONS)})\s*\(", re.IGNORECASE)


def calls_us(formula: str) -> bool:
    """Tell whether a formula calls one of our functions by the name people type.

    >>> calls_us("=1+roi (A1;2)"), calls_us("=ORG.XLSALES.CALC.FUNCTIONS.ROI(1;2)"), calls_us("=MYROI(1)")
    (True, False, False)
    """
    return _CALL.search(formula) is not None


def enter_again(document: Any) -> int:
    """Enter the formulas with our functions again and return how many; the document stays unmodified."""
    if not document.supportsService("com.sun.star.sheet.SpreadsheetDocument") or _in_own_format(document):
        return 0
    modified = document.isModified()
    found = [place for sheet in document.Sheets for place in _calls(sheet)]
    for place in found:
        _enter(*place)
    if found and not modified:
        document.setModified(False)
    return len(found)


def _in_own_format(document: Any) -> bool:
    filters = [argument.Value for argument in document.getArgs() if argument.Name == "FilterName"]
    return any(name.startswith(_OWN_FORMAT) for name in filters)


def _calls(sheet: Any) -> Iterator[tuple[Any, str]]:
    """Yield each cell whose formula calls us, an array once as the range it fills."""
    seen = set()
    for block in sheet.queryFormulaCells(_ANY_RESULT):
        for row, formulas in enumerate(block.getFormulaArray()):
            for column, formula in enumerate(formulas):
                if not calls_us(formula):
                    continue
                cells = block.getCellByPosition(column, row)
                if formula.startswith("{"):
                    cells = _whole_array(sheet, cells)
                if cells.AbsoluteName not in seen:
                    seen.add(cells.AbsoluteName)
                    yield cells, formula


def _whole_array(sheet: Any, cell: Any) -> Any:
    cursor = sheet.createCursorByRange(cell)
    cursor.collapseToCurrentArray()
    return cursor


def _enter(cells: Any, formula: str) -> None:
    if formula.startswith("{"):
        cells.setArrayFormula(formula[1:-1])
    else:
        cells.setFormula(formula)
