"""The dashboard's grid: eight tiles of equal width stand over the columns of two tables side by side."""

from __future__ import annotations

from copy import copy

from openpyxl.styles import Alignment
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book

WIDTHS = {
    "B": 22, "C": 11, "D": 11, "E": 11, "F": 11, "G": 11, "H": 11, "I": 11, "J": 11, "K": 3,
    "L": 19, "M": 9, "N": 13, "O": 11, "P": 11,
}  # fmt: skip
SPANS = (1, 2, 2, 2, 2, 2, 2, 2)
HIDDEN = (*"QRSTUVWXYZ", "AA")


def row_of_cells(
    book: Book, sheet: Worksheet, ref: str, value: object, style: str, kind: str | None = None, *, merge: bool = False
) -> None:
    """Write a value into the first cell of a row of cells and style them all; `merge` joins them."""
    left, row, right, _ = range_boundaries(ref)
    for column in range(left, right + 1):
        book.put(sheet, sheet.cell(row, column).coordinate, value if column == left else None, style, kind)
    if merge and right > left:
        sheet.merge_cells(ref)


def align(sheet: Worksheet, at: str, **changes: object) -> None:
    """Change the alignment of one cell, keeping the rest of its style."""
    kept = copy(sheet[at].alignment)
    sheet[at].alignment = Alignment(**{**_settings(kept), **changes})


def _settings(alignment: Alignment) -> dict[str, object]:
    keys = ("horizontal", "vertical", "wrap_text", "shrink_to_fit", "indent")
    return {key: getattr(alignment, key) for key in keys}


def hide_helpers(sheet: Worksheet) -> None:
    """Hide the columns that only feed charts and lists."""
    for letter in HIDDEN:
        sheet.column_dimensions[letter].hidden = True
