"""What lies beside the cells: links to other files, hidden sheets, macros, functions that recalculate always."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from xlsales.workbook.checks.finding import Finding
from xlsales.workbook.checks.formulas import functions
from xlsales.workbook.checks.view import BookView

_VOLATILE = frozenset({"OFFSET", "INDIRECT", "NOW", "TODAY", "RAND", "RANDBETWEEN", "CELL", "INFO"})
_MANY_VOLATILE = 100
_HIDDEN = {"hidden": "sheet_hidden", "veryHidden": "sheet_very_hidden"}


def links(book: BookView) -> Iterator[Finding]:
    """Yield the other files the workbook takes values from, with the first formula that does."""
    for number, target in enumerate(book.links, start=1):
        sheet, cell = next(_users(book, f"[{number}]"), ("", ""))
        yield Finding("external_link", sheet, cell, {"target": unquote(target)})


def _users(book: BookView, mark: str) -> Iterator[tuple[str, str]]:
    for sheet in book.sheets:
        for cell in sheet.formulas:
            if mark in (cell.formula or ""):
                yield sheet.title, cell.place


def hidden(book: BookView) -> Iterator[Finding]:
    """Yield hidden sheets, and those that Excel's own menu does not show."""
    for title, state in book.hidden:
        if state in _HIDDEN:
            yield Finding(_HIDDEN[state], title)


def macros(book: BookView) -> Iterator[Finding]:
    """Yield the presence of macros, and each sheet of old Excel 4 macros."""
    if book.has_macros:
        yield Finding("macros")
    for title in book.macro_sheets:
        yield Finding("macro_sheet", title)


def volatile(book: BookView) -> Iterator[Finding]:
    """Yield the sheets with many formulas that are calculated anew at every change."""
    for sheet in book.sheets:
        users = [cell for cell in sheet.formulas if functions(cell.formula or "") & _VOLATILE]
        if len(users) >= _MANY_VOLATILE:
            used = sorted(set().union(*(functions(cell.formula or "") for cell in users)) & _VOLATILE)
            values = {"count": len(users), "functions": ", ".join(used)}
            yield Finding("volatile", sheet.title, users[0].place, values)
