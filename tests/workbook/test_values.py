"""Values in cells."""

from __future__ import annotations

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel
from openpyxl.utils.escape import unescape

from xlsales.workbook.columns import column_tails
from xlsales.workbook.values import ValueProblem, cell_tail, date_serial, escape_text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_is_xml_and_reads_back(text: str) -> None:
    """Any text, escaped, is well-formed XML that Excel's unescaping turns back into the text."""
    parsed = ElementTree.fromstring(f"<t>{escape_text(text)}</t>").text or ""
    assert unescape(parsed) == text


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_serial_agrees_with_openpyxl(day: date) -> None:
    """Serials of both date systems agree with openpyxl's."""
    assert date_serial(day) == to_excel(datetime(day.year, day.month, day.day))
    if day.year >= 1904:
        moment = datetime(day.year, day.month, day.day)
        assert date_serial(day, mac=True) == to_excel(moment, CALENDAR_MAC_1904)


def test_time_of_day_is_the_fraction() -> None:
    """Noon is half a day."""
    assert date_serial(datetime(2026, 9, 30, 12)) == date_serial(date(2026, 9, 30)) + 0.5


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (float("nan"), "NaN"),
        (float("inf"), "inf"),
        (pd.NaT, "NaT"),
        (date(1899, 12, 30), "before"),
        (datetime(2026, 1, 1, tzinfo=UTC), "time zone"),
        ("x" * 32_768, "32,767"),
        (object(), "object"),
    ],
)
def test_values_no_cell_holds_are_refused(value: object, word: str) -> None:
    """A value that no cell can hold is refused with the reason."""
    with pytest.raises(ValueProblem, match=word):
        cell_tail(value)  # type: ignore[arg-type]


def test_numpy_numbers_are_numbers() -> None:
    """Numbers out of a data frame need no conversion."""
    tails = column_tails([np.int64(7), np.float64(0.5), np.bool_(True)])  # type: ignore[list-item]
    assert tails == ["><v>7</v></c>", "><v>0.5</v></c>", ' t="b"><v>1</v></c>']


def test_a_column_tells_true_from_one() -> None:
    """True, 1 and 1.0 are equal to Python but not the same cell."""
    assert column_tails([1, True, 1.0]) == ["><v>1</v></c>", ' t="b"><v>1</v></c>', "><v>1</v></c>"]


def test_spaces_at_the_ends_are_kept() -> None:
    """Text with spaces at its ends asks XML readers to keep them."""
    assert 'xml:space="preserve"' in cell_tail(" a")
