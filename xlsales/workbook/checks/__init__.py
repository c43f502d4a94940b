"""Checks a workbook for faults: every rule is a function from the view of the workbook to its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from xlsales.workbook.checks import (
    constants,
    errors,
    figures,
    method,
    names,
    parts,
    ranges,
    text_numbers,
    totals,
    units,
)
from xlsales.workbook.checks.finding import Finding, by_weight
from xlsales.workbook.checks.reader import read_view
from xlsales.workbook.checks.view import BookView

RULES: tuple[Callable[[BookView], Iterable[Finding]], ...] = (
    names.names,
    names.tables,
    names.missing,
    errors.error_cells,
    method.brackets,
    method.rates_twice,
    figures.figures,
    text_numbers.text_numbers,
    constants.constants,
    ranges.ranges,
    units.outliers,
    units.headers,
    totals.totals,
    parts.links,
    parts.hidden,
    parts.macros,
    parts.volatile,
)


def check(path: Path) -> list[Finding]:
    """Return all findings on a workbook, errors first; raise WorkbookError for one that cannot be read."""
    book = read_view(path)
    return by_weight(finding for rule in RULES for finding in rule(book))
