"""The ten largest and the ten most stalled open deals, looked up without array formulas."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.funnel.grid import align, row_of_cells

COUNT = 10
_HELPER = "R"
_TEXT = '=IF($R{row}="","",INDEX(xsDeals[{key}],$R{row})&"")'
_NAME = (
    '=IF($R{row}="",{empty},IF(INDEX(xsDeals[name],$R{row})="",INDEX(xsDeals[id],$R{row})&"",'
    'INDEX(xsDeals[name],$R{row})&""))'
)
_VALUE = '=IF($R{row}="","",IF(INDEX(xsDeals[{key}],$R{row})="","",INDEX(xsDeals[{key}],$R{row})))'
_COLUMNS = (
    ("name", "B", "D", "general", _NAME),
    ("account", "E", "H", "general", _TEXT),
    ("owner", "I", "J", "general", _TEXT),
    ("stage", "K", "L", "general", _TEXT),
    ("amount", "M", "N", "money", _VALUE),
    ("close", "O", "O", "date", _VALUE),
    ("idle", "P", "P", "days", _VALUE),
)


def draw_ranking(book: Book, sheet: Worksheet, top: int, *, key: str, title: str, empty: str) -> None:
    """Draw one list: a section line, a header, ten rows in falling order of the deals' column `key`."""
    row_of_cells(book, sheet, f"B{top}:P{top}", book.words(title), "xs section")
    for column, left, right, _, _ in _COLUMNS:
        row_of_cells(
            book, sheet, f"{left}{top + 1}:{right}{top + 1}", book.words(f"deal.{column}"), "xs head", merge=True
        )
    for place in range(1, COUNT + 1):
        _draw_row(book, sheet, top + 1 + place, place, key, empty if place == 1 else "")


def _draw_row(book: Book, sheet: Worksheet, row: int, place: int, key: str, empty: str) -> None:
    book.put(sheet, f"S{row}", f'=IFERROR(IF(LARGE(xsDeals[{key}],{place})>0,LARGE(xsDeals[{key}],{place}),""),"")')
    book.put(sheet, f"{_HELPER}{row}", _place_of(key, row, first=place == 1))
    for column, left, right, kind, template in _COLUMNS:
        text = template.format(row=row, key=column, empty=f'"{{{empty}}}"' if empty else '""')
        row_of_cells(book, sheet, f"{left}{row}:{right}{row}", text, "xs cell", kind, merge=True)
        side = "right" if kind in {"money", "date", "days"} else "left"
        align(sheet, f"{left}{row}", horizontal=side, shrink_to_fit=True)


def _place_of(key: str, row: int, *, first: bool) -> str:
    column = f"xsDeals[{key}]"
    fresh = f"MATCH($S{row},{column},0)"
    if first:
        return f'=IF($S{row}="","",{fresh})'
    rest = f"INDEX({column},$R{row - 1}+1):INDEX({column},ROWS({column}))"
    again = f"$R{row - 1}+MATCH($S{row},{rest},0)"
    return f'=IF($S{row}="","",IF($S{row}=$S{row - 1},{again},{fresh}))'
