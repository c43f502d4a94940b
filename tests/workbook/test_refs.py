"""A1 arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string, get_column_letter

from xlsales.workbook.refs import (
    MAX_COLUMNS,
    Area,
    column_letters,
    column_number,
    quote_title,
    retitle,
    shift_rows,
    split_reference,
)
from xlsales.workbook.resize import Resize


@given(st.integers(1, MAX_COLUMNS))
def test_column_letters_and_numbers_are_inverse(number: int) -> None:
    """Every column's letters give its number back, and agree with openpyxl's."""
    assert column_number(column_letters(number)) == number
    assert column_letters(number) == get_column_letter(number)
    assert column_number(column_letters(number).lower()) == column_index_from_string(column_letters(number))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="[]:*?/\\"), min_size=1, max_size=31))
def test_quoted_titles_read_back(title: str) -> None:
    """Any sheet title, quoted, is read back from a reference."""
    assert split_reference(f"{quote_title(title)}!$A$1:$B$2") == (title, Area(1, 1, 2, 2))


@pytest.mark.parametrize(
    "formula",
    ["A5*$B$1+B$5-$C5", "SUM(A1:A5)", "Rates!C5*2", "'Q 1'!C5&\"A5\"", "LOG10(A5)+A5", "Sheet1!A5:B6"],
)
def test_shifted_formulas_agree_with_openpyxl(formula: str) -> None:
    """A formula copied down reads as openpyxl's translator would write it."""
    expected = Translator("=" + formula, origin="Z10").translate_formula("Z13")
    assert "=" + shift_rows(formula, 3) == expected


def test_structured_references_do_not_shift() -> None:
    """A column named like a cell is a column."""
    assert shift_rows("xsDeals[[#This Row],[Q1]]*A5", 1) == "xsDeals[[#This Row],[Q1]]*A6"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("Person!A1+person!A1", "'李 四'!A1+'李 四'!A1"),
        ("'Person'!A1", "'李 四'!A1"),
        ('"Person!"&MyPerson!A1', '"Person!"&MyPerson!A1'),
        ("xs[Person]+Person1!A1", "xs[Person]+Person1!A1"),
        ("SUM(Person!$A$1:$B$2)", "SUM('李 四'!$A$1:$B$2)"),
    ],
)
def test_references_follow_a_new_title(formula: str, expected: str) -> None:
    """References to a sheet follow its title; text and other sheets stay."""
    assert retitle(formula, "Person", "李 四") == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(B6:B8)", "SUM(B6:B20)"),
        ("SUM(B5:B8)", "SUM(B5:B20)"),
        ("SUM(B7:B8)", "SUM(B7:B8)"),
        ("SUM(A6:Z8)", "SUM(A6:Z8)"),
        ("SUM(Plan!B6:B8)", "SUM(Plan!B6:B8)"),
        ("SUM(DEALS!$B$6:$B$8)+B8", "SUM(DEALS!$B$6:$B$20)+B8"),
    ],
)
def test_ranges_over_the_body_follow_it(formula: str, expected: str) -> None:
    """A range drawn over the table's body or header and body grows with it; others stay."""
    assert Resize("Deals", Area(1, 6, 9, 8), 20).reference(formula, "Deals") == expected
