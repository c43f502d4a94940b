"""Numbers stored as text."""

from __future__ import annotations

import pytest
from views import book, kinds, sheet

from xlsales.workbook.checks.text_numbers import text_numbers


@pytest.mark.parametrize("text", ["1200", " 1,200 ", "¥1,200.50", "-3", "12.5%"])
def test_text_that_reads_as_a_number_among_numbers_is_found(text: str) -> None:
    """One amount typed as text in a column of numbers is found."""
    rows = [["Amount"], [100], [text], [300], [250]]
    assert kinds(text_numbers(book(sheet(rows)))) == [("text_numbers", "A3")]


@pytest.mark.parametrize("text", ["007", "n/a", "12345678901234", "1-2", "10 kg"])
def test_text_that_is_no_number_is_left(text: str) -> None:
    """Codes with leading zeros, long numbers, notes and quantities with a unit are text by right."""
    assert kinds(text_numbers(book(sheet([["Amount"], [100], [text], [300]])))) == []


def test_codes_and_columns_of_text_are_left() -> None:
    """A column of customer numbers, or one where text rules, is not asked to be numbers."""
    codes = [["Order ID", "Remark"], [100, "12"], ["200", "late"], [300, "see 3"], [400, "7"]]
    assert kinds(text_numbers(book(sheet(codes)))) == []


def test_the_header_of_a_column_may_be_a_number() -> None:
    """A year over its amounts is a header, in a table and outside."""
    rows = [["2026"], [100], [300], [250]]
    assert kinds(text_numbers(book(sheet(rows)))) == []
    assert kinds(text_numbers(book(sheet(rows, table="A1:A4")))) == []
