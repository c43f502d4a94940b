"""Colours for the status words; the sign and the word say the same on a grey printer."""

from __future__ import annotations

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import theme
from xlsales.design.book import Book

_COLOURS = {"kpi.green": "good", "kpi.amber": "warning", "kpi.red": "action"}


def colour(sheet: Worksheet, ref: str, book: Book) -> None:
    """Colour the status words in a range."""
    for word, name in _COLOURS.items():
        font = Font(bold=True, color=theme.colour(name))
        rule = CellIsRule(operator="equal", formula=[f'"{book.words(word)}"'], font=font)
        sheet.conditional_formatting.add(ref, rule)
