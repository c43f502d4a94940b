"""What the two project tools share: header and labelled rows, remarks, inputs and the notes below them."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.funnel.grid import align, row_of_cells
from xlsales.design.sheets.notes import lines_of

NO_SEGMENT = (
    '=IF(xs_open_no_segment>0,"{small.no_segment}"&TEXT(xs_open_no_segment,"#,##0")&"{small.no_segment_end}","")'
)


def number(ref: str) -> str:
    """Return the formula text that shows a figure inside a sentence, rounded to 3 places.

    >>> number("C9")
    'ROUND(C9,3)'
    """
    return f"ROUND({ref},3)"


def percent(ref: str) -> str:
    """Return the formula text that shows a rate inside a sentence.

    >>> percent("C6")
    'ROUND(C6*100,2)&"%"'
    """
    return f'ROUND({ref}*100,2)&"%"'


def draw_header(book: Book, sheet: Worksheet, row: int, words: Sequence[str], first: str = "B") -> None:
    """Write a header row; an empty word leaves its cell blank."""
    sheet.row_dimensions[row].height = 26
    for offset, word in enumerate(words):
        at = f"{chr(ord(first) + offset)}{row}"
        book.put(sheet, at, book.words(word) if word else None, "xs head")


def draw_row(book: Book, sheet: Worksheet, row: int, word: str, until: str, style: str = "xs cell") -> None:
    """Write a row's label into column B and style the row up to a column."""
    row_of_cells(book, sheet, f"B{row}:{until}{row}", book.words(word), style)


def draw_text(book: Book, sheet: Worksheet, at: str, formula: str) -> None:
    """Write the formula behind a figure as text below it."""
    book.put(sheet, at, formula, "xs note")
    align(sheet, at, horizontal="right")


def draw_remark(book: Book, sheet: Worksheet, until: str) -> None:
    """Write the remark on deals without a segment under the title."""
    row_of_cells(book, sheet, f"B4:{until}4", NO_SEGMENT, "xs alert", merge=True)


def draw_paragraphs(book: Book, sheet: Worksheet, row: int, words: Sequence[str], until: str, width: float) -> None:
    """Write a section on where the method's print differs, one paragraph a row across the sheet."""
    row_of_cells(book, sheet, f"B{row}:{until}{row}", book.words("tool.print"), "xs section")
    for below, word in enumerate(words, start=row + 1):
        text = book.words(word)
        row_of_cells(book, sheet, f"B{below}:{until}{below}", text, "xs wrap", merge=True)
        align(sheet, f"B{below}", wrap_text=True)
        sheet.row_dimensions[below].height = 15 * lines_of(text, width) + 4
