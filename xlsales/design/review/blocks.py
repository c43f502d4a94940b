"""Blocks of merged cells that a page without tables is built from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.tables import Column

_CENTRED = {"place", "rank", "status", "in_period"}


def merged(
    book: Book,
    sheet: Worksheet,
    ref: str,
    value: Any,
    style: str = "xs cell",
    kind: str | None = None,
    merge: bool = True,
) -> None:
    """Write a value into a block of cells and merge it, every cell in the style."""
    first, _, last = ref.partition(":")
    for row in sheet[f"{first}:{last or first}"]:
        for cell in row:
            book.put(sheet, cell.coordinate, None, style)
    book.put(sheet, first, value, style, kind)
    if merge and last and last != first:
        sheet.merge_cells(ref)


def fit(sheet: Worksheet, table: str, columns: Sequence[Column]) -> None:
    """Give a table's columns the widths they ask for, figures to the right, ranks and signs in the middle."""
    cells = sheet[sheet.tables[table].ref]
    for column, header, body in zip(columns, cells[0], cells[1], strict=True):
        sheet.column_dimensions[header.column_letter].width = column.width
        body.alignment = Alignment(vertical="center", shrink_to_fit=True, horizontal=_side(column))


def _side(column: Column) -> str | None:
    if column.key in _CENTRED or column.key.endswith("_status"):
        return "center"
    return "right" if column.derived and column.kind != "general" else None


def head(book: Book, sheet: Worksheet, ref: str, word: str) -> None:
    """Write a column header over a block of cells."""
    merged(book, sheet, ref, book.words(word), "xs head")


def section(book: Book, sheet: Worksheet, ref: str, word: str) -> None:
    """Write a section heading with its rule across a row of cells."""
    first = ref.partition(":")[0]
    for row in sheet[ref]:
        for cell in row:
            book.put(sheet, cell.coordinate, None, "xs section")
    book.put(sheet, first, book.words(word), "xs section")
