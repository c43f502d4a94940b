"""Blocks of merged cells that a page without tables is built from."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book


def merged(book: Book, sheet: Worksheet, ref: str, value: Any, style: str = "xs cell", kind: str | None = None) -> None:
    """Write a value into a block of cells and merge it, every cell in the style."""
    first, _, last = ref.partition(":")
    for row in sheet[f"{first}:{last or first}"]:
        for cell in row:
            book.put(sheet, cell.coordinate, None, style)
    book.put(sheet, first, value, style, kind)
    if last and last != first:
        sheet.merge_cells(ref)


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
