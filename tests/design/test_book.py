"""The drawing board: pages, names, inputs and words as the house style wants them."""

from __future__ import annotations

import pytest

from xlsales.design.book import Book
from xlsales.errors import SettingsError


@pytest.fixture
def book() -> Book:
    """An empty English book."""
    return Book("en")


def test_sheets_print_on_a4_landscape_one_page_wide(book: Book) -> None:
    """Every sheet fits its width on one landscape A4 page and repeats the rows asked for."""
    sheet = book.sheet("Demo", widths={"B": 20}, print_titles="5:5")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows in {"5:5", "$5:$5"}
    assert "&P" in sheet.oddFooter.right.text


def test_sheets_have_a_margin_column_and_no_gridlines(book: Book) -> None:
    """Column A is a narrow margin; the grid is not shown."""
    sheet = book.sheet("Demo", widths={"B": 20})
    assert sheet.column_dimensions["A"].width < 5
    assert sheet.column_dimensions["B"].width == 20
    assert sheet.sheet_view.showGridLines is False


def test_figure_gets_its_name_and_locked_cell(book: Book) -> None:
    """A derived figure is a formula with a workbook-wide name, and cannot be overwritten by a slip."""
    sheet = book.sheet("It's a sheet", widths={})
    book.figure(sheet, "C4", "=1+1", "integer", name="xs_two")
    assert sheet["C4"].value == "=1+1"
    assert sheet["C4"].protection.locked
    assert book.workbook.defined_names["xs_two"].attr_text == "'It''s a sheet'!$C$4"


def test_input_is_open_and_says_what_it_takes(book: Book) -> None:
    """An input stays editable under protection and carries a validation with a message."""
    sheet = book.sheet("Demo", widths={})
    book.input(sheet, "C4", 0.7, "percent", "rate", name="xs_rate")
    book.protect(sheet)
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1, rule.formula2) == ("C4", "0", "1")
    assert rule.prompt
    assert rule.showErrorMessage
    assert sheet.protection.sheet
    assert not sheet["C4"].protection.locked


def test_protection_has_no_password(book: Book) -> None:
    """Whoever wants to change a derived cell can: protection is no lock."""
    sheet = book.sheet("Demo", widths={})
    book.protect(sheet)
    assert sheet.protection.password is None


def test_formulas_are_put_in_the_books_language() -> None:
    """The same drawing gives each language its own headers and words."""
    cells = {}
    for language in ("zh-CN", "en"):
        book = Book(language)
        sheet = book.sheet("Demo", widths={})
        book.put(sheet, "B2", '=COUNTIFS(xsDeals[status],"{status.won}")')
        cells[language] = sheet["B2"].value
    assert cells == {"zh-CN": '=COUNTIFS(xsDeals[状态],"赢单")', "en": '=COUNTIFS(xsDeals[Status],"Won")'}


def test_unknown_language_is_refused() -> None:
    """A book in a language without words is an error that names those there are."""
    with pytest.raises(SettingsError, match="zh-CN or en"):
        Book("fr")


def test_dates_follow_the_language() -> None:
    """A date is shown as the locale writes it."""
    formats = set()
    for language in ("zh-CN", "en"):
        book = Book(language)
        sheet = book.sheet("Demo", widths={})
        book.put(sheet, "B2", None, kind="date")
        formats.add(sheet["B2"].number_format)
    assert len(formats) == 2
