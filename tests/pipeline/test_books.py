"""Workbooks as sources."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from xlsales.errors import DataError
from xlsales.pipeline.books import read_book
from xlsales.pipeline.read import read_deals
from xlsales.settings import Settings

PLAIN = Settings()
ROWS: list[list[Any]] = [
    ["Deal Name", "Stage", "Amount", "Close Date"],
    ["A", "Proposal", 1200.5, datetime(2026, 3, 5)],
    ["B", "Closed Won", 7, datetime(2026, 1, 2)],
]
BOOKS = Path(__file__).parents[3] / "shared" / "corpus" / "features"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with a note sheet, deals below a title, and a table beside them."""
    made = Workbook()
    made.active.title = "Read me"
    made.active["A1"] = "Deals as of Friday"
    sheet = made.create_sheet("Q4 deals")
    sheet["B2"] = "Pipeline"
    for r, row in enumerate(ROWS, 4):
        for c, value in enumerate(row, 2):
            sheet.cell(r, c, value)
    for r, row in enumerate([["名称", "阶段", "金额"], ["甲", "意向", 5], ["乙", "成交", 6]], 10):
        for c, value in enumerate(row, 8):
            sheet.cell(r, c, value)
    sheet.add_table(Table(displayName="商机", ref="H10:J12"))
    path = tmp_path / "book.xlsx"
    made.save(path)
    return path


def names_and_rows(source: str | Path, **place: str) -> list[list[Any]]:
    """Return name and row of every deal read."""
    return read_deals(source, PLAIN, **place).frame[["name", "row"]].values.tolist()  # type: ignore[arg-type]


def test_the_sheet_with_known_headers_is_found_and_said(book: Path) -> None:
    """Without a place the best sheet is read, aloud; rows are those of the sheet."""
    deals = read_deals(str(book), PLAIN)
    assert deals.remarks[0].text == "sheet 'Q4 deals' is read; the workbook has 2 sheets"
    assert deals.frame["row"].tolist()[:2] == [5, 6]
    assert deals.frame["close"].tolist()[0] == pd.Timestamp("2026-03-05")


def test_a_range_is_read_where_it_stands(book: Path) -> None:
    """The fragment and the option name the same range, with or without quotes and dollars."""
    expected = [["A", 5], ["B", 6]]
    assert names_and_rows(f"{book}#Q4 deals!B4:E6") == expected
    assert names_and_rows(book, sheet="'Q4 deals'!$B$4:$E$6") == expected
    assert names_and_rows(f"{book}#Q4 deals!B4:E5") == [["A", 5]]


def test_a_table_is_read_by_its_name(book: Path) -> None:
    """Rows keep their number on the sheet."""
    assert names_and_rows(f"{book}#商机") == [["甲", 11], ["乙", 12]]
    assert names_and_rows(book, table="商机") == [["甲", 11], ["乙", 12]]


def test_a_place_that_is_not_there_is_refused_with_those_that_are(book: Path) -> None:
    """Sheets and tables are named."""
    with pytest.raises(DataError, match=r"no sheet or table 'Q5': it has 'Read me', 'Q4 deals', and the tables '商机'"):
        read_deals(f"{book}#Q5", PLAIN)
    with pytest.raises(DataError, match="is not a range such as A3:H200"):
        read_deals(f"{book}#Q4 deals!B4", PLAIN)


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    """.xls gives the same deals."""
    made = xlwt.Workbook()
    sheet, style = made.add_sheet("Deals"), xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for r, row in enumerate(ROWS):
        for c, value in enumerate(row):
            sheet.write(r, c, value, style) if isinstance(value, datetime) else sheet.write(r, c, value)
    made.save(str(tmp_path / "deals.xls"))
    deals = read_deals(tmp_path / "deals.xls", PLAIN)
    assert deals.frame[["name", "status", "amount"]].values.tolist() == [["A", "open", 1200.5], ["B", "won", 7.0]]
    assert deals.frame["close"].tolist() == [pd.Timestamp("2026-03-05"), pd.Timestamp("2026-01-02")]


def test_an_open_document_sheet_is_read(tmp_path: Path) -> None:
    """.ods gives the same deals."""
    path = tmp_path / "deals.ods"
    pd.DataFrame(ROWS[1:], columns=ROWS[0]).to_excel(path, index=False, engine="odf")
    assert read_deals(path, PLAIN).frame["close"].tolist() == [pd.Timestamp("2026-03-05"), pd.Timestamp("2026-01-02")]


@pytest.mark.skipif(not BOOKS.is_dir(), reason="the sample workbooks are not here")
def test_a_binary_workbook_is_opened() -> None:
    """.xlsb cells come as those of any workbook."""
    grid, first, _, _ = read_book(next(BOOKS.glob("*45540*.xlsb")))
    assert first == 1
    assert any(cell for row in grid for cell in row)


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    """The message names the file."""
    (tmp_path / "deals.xlsx").write_text("Name,Stage")
    with pytest.raises(DataError, match=r"deals\.xlsx cannot be read as a workbook"):
        read_deals(tmp_path / "deals.xlsx", PLAIN)


def test_serials_in_a_date_column_are_days(tmp_path: Path) -> None:
    """A date that lost its format is still that day, and said."""
    made = Workbook()
    for row in (["Name", "Stage", "Close Date"], ["A", "Won", 46086], ["B", "Won", date(2026, 3, 5)]):
        made.active.append(row)
    made.save(tmp_path / "deals.xlsx")
    deals = read_deals(tmp_path / "deals.xlsx", PLAIN)
    assert deals.frame["close"].tolist() == [pd.Timestamp("2026-03-05")] * 2
    assert [(r.row, r.text) for r in deals.remarks if r.column == "Close Date"] == [(2, "read as 2026-03-05")]
