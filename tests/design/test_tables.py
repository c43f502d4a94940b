"""Tables are drawn as real ListObjects with one row that a fill repeats."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.sheets.deals import COLUMNS as DEAL_COLUMNS
from xlsales.design.sheets.deals import draw_deals
from xlsales.design.tables import Column, draw_table
from xlsales.reports.common import DEAL_KEYS

COLUMNS = (
    Column("name", 18, "text"),
    Column("team", 14, "text", rule="any"),
    Column("quota", 14, "money", formula="=LEN([@name])"),
)


@pytest.fixture
def drawn() -> tuple[Worksheet, Any]:
    """A table of three columns at B5, one of them calculated."""
    book = Book("en")
    sheet = book.sheet("Demo", widths={})
    assert draw_table(book, sheet, "xsTeam", "B5", COLUMNS) == "B5:D6"
    return sheet, sheet.tables["xsTeam"]


def test_headers_are_the_words_of_the_columns(drawn: tuple[Worksheet, Any]) -> None:
    """The cells above the rows and the table's own column names are the same words."""
    sheet, table = drawn
    assert [cell.value for cell in sheet["B5:D5"][0]] == ["Name", "Team", "Quota"]
    assert [column.name for column in table.tableColumns] == ["Name", "Team", "Quota"]


def test_calculated_column_keeps_its_formula_in_the_table(drawn: tuple[Worksheet, Any]) -> None:
    """A calculated column has its formula in the row and in the table, so that new rows get it too."""
    sheet, table = drawn
    assert sheet["D6"].value == "=LEN(xsTeam[[#This Row],[Name]])"
    assert table.tableColumns[2].calculatedColumnFormula.attr_text == "LEN(xsTeam[[#This Row],[Name]])"
    assert [column.calculatedColumnFormula is None for column in table.tableColumns] == [True, True, False]


def test_columns_with_a_rule_are_inputs(drawn: tuple[Worksheet, Any]) -> None:
    """What may be typed looks like an input and says so; the calculated column is locked."""
    sheet, _ = drawn
    assert [sheet[cell].style for cell in ("B6", "C6", "D6")] == ["xs free", "xs input", "xs cell"]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["C6"]


def test_filters_can_be_left_out() -> None:
    """A table that is not meant to be filtered has no filter buttons."""
    book = Book("en")
    sheet = book.sheet("Demo", widths={})
    draw_table(book, sheet, "xsTeam", "B5", COLUMNS, filters=False)
    assert sheet.tables["xsTeam"].autoFilter is None


def test_deal_table_has_a_column_for_everything_the_fill_writes() -> None:
    """The deal sheet takes every field of a fill and calculates the rest."""
    assert [column.key for column in DEAL_COLUMNS if not column.derived] == list(DEAL_KEYS)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_headers_of_the_deal_table_differ_from_each_other(language: str) -> None:
    """A table may not bear one header twice, in whatever case."""
    table = draw_deals(Book(language)).tables["xsDeals"]
    names = [column.name.casefold() for column in table.tableColumns]
    assert len(set(names)) == len(names) == len(DEAL_COLUMNS)
