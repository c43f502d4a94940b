"""One finding of a check: what is wrong, where, and what to do; and findings of neighbours told as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from xlsales.words import Words
from xlsales.workbook.checks.view import Cell, SheetView
from xlsales.workbook.refs import Area

SEVERITY = {
    "name_missing": "error",
    "name_broken": "error",
    "name_lost": "warning",
    "table_missing": "error",
    "table_broken": "error",
    "error_cells": "error",
    "text_numbers": "warning",
    "constant_in_formulas": "warning",
    "range_short": "warning",
    "unit_outlier": "warning",
    "unit_headers": "warning",
    "total_differs": "warning",
    "brackets_missing": "error",
    "rate_twice": "error",
    "figure_differs": "warning",
    "external_link": "warning",
    "sheet_very_hidden": "warning",
    "macro_sheet": "warning",
    "sheet_hidden": "info",
    "macros": "info",
    "volatile": "info",
}
ORDER = ("error", "warning", "info")


@dataclass(frozen=True)
class Finding:
    """One finding: its kind, sheet and cell, and the values its sentence names."""

    kind: str
    sheet: str = ""
    cell: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """How much it matters: error, warning or info."""
        return SEVERITY[self.kind]

    def told(self, words: Words) -> dict[str, str]:
        """Return the finding as words: kind, severity, sheet, cell, text, advice."""
        return {
            "kind": self.kind,
            "severity": self.severity,
            "sheet": self.sheet,
            "cell": self.cell,
            "text": words(f"check.{self.kind}", **self.values),
            "advice": words(f"check.{self.kind}.advice"),
        }


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with errors first; within one severity they keep their order."""
    return sorted(findings, key=lambda finding: ORDER.index(finding.severity))


def shown(number: float) -> str:
    """Return a number as a sentence shows it.

    >>> shown(1234567.0), shown(0.1 + 0.2), shown(48)
    ('1,234,567', '0.3', '48')
    """
    return f"{number:,.4f}".rstrip("0").rstrip(".")


def runs(cells: Iterable[Cell], alike: Callable[[Cell], object] = lambda cell: None) -> Iterator[list[Cell]]:
    """Yield cells that are alike and fill a rectangle as one run: down columns first, then columns side by side."""
    ordered = sorted(cells, key=lambda cell: (cell.column, cell.row))
    numbered = enumerate(ordered)
    found: list[list[Cell]] = []
    at_right: dict[object, list[Cell]] = {}
    for _, group in groupby(numbered, lambda pair: (pair[1].column, pair[1].row - pair[0], alike(pair[1]))):
        run = [cell for _, cell in group]
        ends = (run[0].row, run[-1].row, alike(run[0]))
        left = at_right.get(ends)
        if left is not None and left[-1].column == run[0].column - 1:
            left += run
        else:
            found.append(run)
            at_right[ends] = run
    yield from found


def span(run: list[Cell]) -> str:
    """Return the A1 area of a run of cells."""
    return str(Area(run[0].column, run[0].row, run[-1].column, run[-1].row))


def each_run(kind: str, sheet: SheetView, cells: Iterable[Cell], **values: object) -> Iterator[Finding]:
    """Yield one finding for each run of cells, with the first value and the number of cells."""
    for run in runs(cells):
        first = run[0].value
        example = shown(first) if isinstance(first, float) else str(first)
        yield Finding(kind, sheet.title, span(run), {"count": len(run), "value": example, **values})
