"""The import sheet: what was read, repaired and set aside, so that no row disappears in silence."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.tables import Column, draw_table

COLUMNS = (
    Column("kind", 10, "text"),
    Column("row", 8, "integer"),
    Column("column", 18, "text"),
    Column("value", 30, "text"),
    Column("text", 70, "text"),
)
_COUNTS = (
    ("import.source", "xs_source", "text"),
    ("import.read", "xs_rows_read", "integer"),
    ("import.used", "xs_rows_used", "integer"),
    ("import.set_aside", "xs_rows_set_aside", "integer"),
)


def draw_imported(book: Book) -> Worksheet:
    """Draw the sheet with the counts and the table `xsImport`."""
    sheet = book.sheet(book.words("sheet.import"), widths={}, tab="line", print_titles="10:10")
    book.title(sheet, book.words("import.title"), book.words("import.subtitle"))
    for row, (word, name, kind) in enumerate(_COUNTS, start=5):
        book.put(sheet, f"B{row}", book.words(word), "xs label")
        book.put(sheet, f"C{row}", None, "xs cell", kind)
        book.name(name, sheet, f"C{row}")
    draw_table(book, sheet, "xsImport", "B10", COLUMNS)
    sheet.freeze_panes = "A11"
    return sheet
