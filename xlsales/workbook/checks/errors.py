"""Cells that show an error."""

from __future__ import annotations

from collections.abc import Iterator

from xlsales.workbook.checks.finding import Finding, runs, span
from xlsales.workbook.checks.formulas import functions
from xlsales.workbook.checks.view import BookView, Cell


def error_cells(book: BookView) -> Iterator[Finding]:
    """Yield runs of cells that show one error; #N/A that a formula asks for with NA() is meant."""
    for sheet in book.sheets:
        wrong = [cell for cell in sheet.cells.values() if cell.error and not _meant(cell)]
        for run in runs(wrong, lambda cell: cell.value):
            formula = run[0].formula or ""
            said = f"={formula}" if len(formula) <= 60 else f"={formula[:59]}…"
            values = {"value": run[0].value, "count": len(run), "formula": f" ({said})" if formula else ""}
            yield Finding("error_cells", sheet.title, span(run), values)


def _meant(cell: Cell) -> bool:
    return cell.value == "#N/A" and cell.formula is not None and "NA" in functions(cell.formula)
