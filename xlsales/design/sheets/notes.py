"""The notes sheet: what the figures mean, how they are computed, and where the method's print differs."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from unicodedata import east_asian_width

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book

_TERM, _TEXT = 28.0, 112.0
_LINE = 14.5
COMMON = (
    ("notes.section.use", ""),
    ("notes.live", "notes.live.text"),
    ("notes.inputs", "notes.inputs.text"),
    ("notes.protection", "notes.protection.text"),
    ("notes.names", "notes.names.text"),
    ("notes.period", "notes.period.text"),
)


def draw_notes(book: Book, lines: Sequence[tuple[str, str]]) -> Worksheet:
    """Draw the sheet: a workbook's own lines, then those all workbooks share.

    A line is a pair of word keys, term and explanation; a pair with an empty explanation is a heading.
    """
    sheet = book.sheet(book.words("sheet.notes"), widths={"B": _TERM, "C": _TEXT}, tab="line")
    book.title(sheet, book.words("notes.title"), book.words("notes.subtitle"))
    for row, (term, text) in enumerate((*lines, *COMMON), start=5):
        if text:
            _line(book, sheet, row, book.words(term), book.words(text))
        else:
            _heading(book, sheet, row, book.words(term))
    book.protect(sheet)
    return sheet


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column; Chinese characters are two wide.

    >>> lines_of("12345", 4), lines_of("预测外实现", 20)
    (2, 1)
    """
    return sum(max(1, ceil(_width(part) / width)) for part in text.split("\n"))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _heading(book: Book, sheet: Worksheet, row: int, text: str) -> None:
    sheet.row_dimensions[row].height = 24
    book.put(sheet, f"B{row}", text, "xs section")
    book.put(sheet, f"C{row}", None, "xs section")


def _line(book: Book, sheet: Worksheet, row: int, term: str, text: str) -> None:
    rows = max(lines_of(text, _TEXT * 1.02), lines_of(term, _TERM))
    sheet.row_dimensions[row].height = _LINE * rows + 4
    book.put(sheet, f"B{row}", term, "xs wrap")
    book.put(sheet, f"C{row}", text, "xs wrap")
