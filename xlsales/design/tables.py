"""Draws tables (ListObjects): header, one prototype row that a fill repeats, calculated columns, validations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string as index_of
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.table import Table, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import formulas, styles, validation
from xlsales.design.book import Book
from xlsales.words.headers import header


@dataclass(frozen=True)
class Column:
    """One column: its key in the words, width, number format, formula if derived, rule if it may be typed.

    >>> Column("amount", 12, "money").derived
    False
    """

    key: str
    width: float
    kind: str = "general"
    formula: str | None = None
    rule: str | None = None

    @property
    def derived(self) -> bool:
        """True where the column is calculated."""
        return self.formula is not None


def draw_table(
    book: Book, sheet: Worksheet, name: str, at: str, columns: Sequence[Column], *, filters: bool = True
) -> str:
    """Draw a table with its top left header cell at `at`; return its reference (header and one row)."""
    letter, head = coordinate_from_string(at)
    first = index_of(letter)
    sheet.row_dimensions[head].height = 30
    for offset, column in enumerate(columns):
        _draw_column(book, sheet, name, get_column_letter(first + offset), head, column)
    ref = f"{at}:{get_column_letter(first + len(columns) - 1)}{head + 1}"
    sheet.add_table(_list_object(book, name, ref, columns, filters))
    return ref


def _draw_column(book: Book, sheet: Worksheet, table: str, letter: str, head: int, column: Column) -> None:
    styles.put(sheet[f"{letter}{head}"], header(table, column.key, book.words), "xs head")
    known = sheet.column_dimensions[letter].width if letter in sheet.column_dimensions else 0
    sheet.column_dimensions[letter].width = max(column.width, known)
    body = f"{letter}{head + 1}"
    number = styles.number_format(column.kind, book.language)
    if column.derived:
        styles.put(sheet[body], formulas.written(column.formula or "", book.words, table), "xs cell", number)
    else:
        styles.put(sheet[body], None, "xs input" if column.rule else "xs free", number)
        if column.rule:
            validation.add(sheet, body, column.rule, book.words)


def _list_object(book: Book, name: str, ref: str, columns: Sequence[Column], filters: bool) -> Table:
    table = Table(displayName=name, ref=ref)
    table._initialise_columns()
    for drawn, column in zip(table.tableColumns, columns, strict=True):
        drawn.name = header(name, column.key, book.words)
        if column.derived:
            text = formulas.written(column.formula or "", book.words, name)
            drawn.calculatedColumnFormula = TableFormula(attr_text=text[1:])
    if not filters:
        table.autoFilter = None
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False, showColumnStripes=False)
    return table
