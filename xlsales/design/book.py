"""A workbook being drawn: sheets, titles, inputs and named figures in one language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.utils.cell import absolute_coordinate
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import formulas, saving, styles, theme, validation
from xlsales.words import Words


class Book:
    """One template on the drawing board; every sheet drawer works on it.

    >>> book = Book("en")
    >>> sheet = book.sheet("Demo", widths={"B": 20})
    >>> book.figure(sheet, "B2", "=1+1", "integer", name="xs_two")
    >>> book.workbook.defined_names["xs_two"].attr_text
    "'Demo'!$B$2"
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = Words(language)
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.workbook.loaded_theme = theme.theme_part()
        styles.add_styles(self.workbook)

    def sheet(
        self, title: str, *, widths: dict[str, float], tab: str = "main", print_titles: str | None = None
    ) -> Worksheet:
        """Add a sheet without gridlines, with a left margin column and A4 landscape pages, one page wide."""
        sheet: Worksheet = self.workbook.create_sheet(title)
        sheet.sheet_view.showGridLines = False
        sheet.sheet_view.zoomScale = 100
        sheet.sheet_properties.tabColor = theme.rgb(tab)
        for column, width in {"A": 2.0, **widths}.items():
            sheet.column_dimensions[column].width = width
        self._pages(sheet, print_titles)
        return sheet

    def title(self, sheet: Worksheet, title: str, subtitle: str) -> None:
        """Put the sheet's title into B2 and the line that says what it answers into B3."""
        sheet.row_dimensions[2].height = 26
        self.put(sheet, "B2", title, "xs title")
        self.put(sheet, "B3", subtitle, "xs subtitle")

    def put(self, sheet: Worksheet, at: str, value: Any, style: str = "xs body", kind: str | None = None) -> None:
        """Write text, a number or a formula; `kind` chooses the number format (see design.styles)."""
        if isinstance(value, str) and value.startswith("="):
            value = formulas.written(value, self.words)
        number = styles.number_format(kind, self.language) if kind else None
        styles.put(sheet[at], value, style, number)

    def figure(
        self,
        sheet: Worksheet,
        at: str,
        formula: str,
        kind: str,
        *,
        name: str | None = None,
        style: str = "xs cell",
    ) -> None:
        """Write a derived figure and give it a defined name."""
        self.put(sheet, at, formula, style, kind)
        if name:
            self.name(name, sheet, at)

    def input(self, sheet: Worksheet, at: str, value: Any, kind: str, rule: str, *, name: str | None = None) -> None:
        """Write a cell that people may change: its style says so, its validation holds it to the rule."""
        self.put(sheet, at, value, "xs input", kind)
        validation.add(sheet, at, rule, self.words)
        if name:
            self.name(name, sheet, at)

    def name(self, name: str, sheet: Worksheet, ref: str) -> None:
        """Define a workbook-wide name for a cell or block."""
        target = f"{quote_sheetname(sheet.title)}!{absolute_coordinate(ref)}"
        self.workbook.defined_names[name] = DefinedName(name, attr_text=target)

    def protect(self, sheet: Worksheet) -> None:
        """Protect derived cells against a slip of the hand; there is no password."""
        sheet.protection.sheet = True
        sheet.protection.formatColumns = False
        sheet.protection.formatCells = False
        sheet.protection.formatRows = False

    def save(self, path: Path) -> None:
        """Save the template so that drawing it twice gives the same bytes."""
        saving.save_same(self.workbook, path)

    def _pages(self, sheet: Worksheet, print_titles: str | None) -> None:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top, margins.bottom = 0.8, 0.8
        margins.header = margins.footer = 0.25
        sheet.oddHeader.left.text = "&8&A"
        sheet.oddHeader.right.text = "&8&F"
        sheet.oddFooter.left.text = self.words("page.date")
        sheet.oddFooter.right.text = self.words("page.footer")
        if print_titles:
            sheet.print_title_rows = print_titles
