"""The team sheet: one row per person with the quota of the period."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.tables import Column, draw_table

COLUMNS = (
    Column("name", 18, "text"),
    Column("team", 14, "text"),
    Column("hired", 12, "date", rule="date"),
    Column("quota", 14, "money", rule="number"),
)


def draw_team(book: Book, more: Sequence[Column] = ()) -> Worksheet:
    """Draw the sheet with the table `xsTeam`; a workbook may add columns of its own."""
    sheet = book.sheet(book.words("sheet.team"), widths={}, tab="grey", print_titles="5:5")
    book.title(sheet, book.words("team.title"), book.words("team.subtitle"))
    draw_table(book, sheet, "xsTeam", "B5", (*COLUMNS, *more))
    sheet.freeze_panes = "C6"
    return sheet
