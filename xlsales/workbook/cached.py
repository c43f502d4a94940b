"""Results that formulas carry in a workbook someone else made: computed anew, or taken out when they are stale.

A fill changes what formulas come to, but readers that do not calculate (previews, phones, pandas) and
LibreOffice show the stored results. Which formulas depend on a filled cell is not worth guessing (INDIRECT,
external links, add-ins), so the rule is one for all: when the whole book can be calculated here, every
formula gets its new result; when it cannot, every formula of the changed workbook loses its stored result
and the spreadsheet program computes them all on opening. A stale number is never left behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from xlsales.errors import WorkbookError
from xlsales.workbook.book import Book
from xlsales.workbook.calculate import with_results
from xlsales.workbook.refs import Area, read_area
from xlsales.workbook.sheets import SheetCell, SheetMap
from xlsales.workbook.stale_charts import formula_areas, stale_charts
from xlsales.workbook.xmlscan import Edits, set_attr

Calculation = Literal["stored", "on opening", "kept", "no formulas"]
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_BLOCKS = ("array", "dataTable")


def settled(data: bytes, *, keep: bool = False) -> tuple[bytes, Calculation]:
    """Return a changed workbook with results that fit its new values, and what became of them.

    `keep` leaves the stored results as they are, stale or not.
    """
    book = Book.open(data)
    if not _has_formulas(book):
        return data, "no formulas"
    if keep:
        return data, "kept"
    try:
        fresh = with_results(data) if _is_plain(book) else None
    except WorkbookError:
        fresh = None
    if fresh is None or _has_new_errors(book, Book.open(fresh)):
        return without_results(data), "on opening"
    return fresh, "stored"


def without_results(data: bytes) -> bytes:
    """Return a workbook whose formulas have no stored results; blocks that show one and charts lose theirs too."""
    book = Book.open(data)
    changed = {}
    for sheet in book.worksheets:
        page = book.map(sheet.part)
        edits = Edits()
        for cell in _result_cells(page):
            edits.replace(cell.start, cell.end, _emptied(page, cell))
        if edits and (xml := edits.apply(page.xml)) != page.xml:
            changed[sheet.part] = xml
    return book.package.to_bytes(changed | stale_charts(book, formula_areas(book)))


def _has_formulas(book: Book) -> bool:
    return any(_FORMULA.search(book.package.read(sheet.part)) for sheet in book.worksheets)


def _is_plain(book: Book) -> bool:
    """Tell whether no sheet holds a what-if table: only a spreadsheet program computes those."""
    nodes = (node for sheet in book.worksheets for _, _, node in book.map(sheet.part).formulas())
    return not any(node.attrs.get("t") == "dataTable" for node in nodes)


def _has_new_errors(before: Book, after: Book) -> bool:
    """Tell whether a formula that had a result now shows an error, as unknown functions do."""
    return any(
        after.map(sheet.part).cell(cell.column, row).attrs.get("t") == "e"  # type: ignore[union-attr]
        for sheet in before.worksheets
        for row, cell, _ in before.map(sheet.part).formulas()
        if cell.attrs.get("t") != "e"
    )


def _result_cells(sheet: SheetMap) -> Iterator[SheetCell]:
    blocks: list[Area] = []
    for _, cell, formula in sheet.formulas():
        yield cell
        area = read_area(formula.attrs.get("ref", "")) if formula.attrs.get("t") in _BLOCKS else None
        blocks += [area] if area else []
    for area in blocks:
        for number in range(area.top, area.bottom + 1):
            row = sheet.rows.get(number)
            cells = row.cells.values() if row else ()
            yield from (c for c in cells if c.formula is None and area.left <= c.column <= area.right)


def _emptied(sheet: SheetMap, cell: SheetCell) -> bytes:
    """Return a cell with its style and formula, without value and type."""
    xml, formula = sheet.xml, cell.formula
    opened = xml.index(b">", cell.start) + 1
    head = set_attr(xml[cell.start : opened], "t", None)
    if formula is None:
        return head if head.endswith(b"/>") else head[:-1].rstrip() + b"/>"
    return head + xml[formula.start : formula.end] + b"</" + sheet.prefix + b"c>"
