"""The quota template: what it offers to a fill, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.quota import draw

NAMES = {
    "xs_annual", "xs_annual_input", "xs_annual_basis", "xs_alert", "xs_quota", "xs_period_share", "xs_fiscal_start",
    "xs_season_1", "xs_season_2", "xs_season_3", "xs_season_4", "xs_season_check", "xs_small_share", "xs_large_share",
    "xs_segment_check", "xs_step", "xs_quota_q1", "xs_quota_q4", "xs_small_q1", "xs_large_q4", "xs_won_q1",
    "xs_won_year", "xs_attainment_year", "xs_year_to_go", "xs_year_required_per_week", "xs_won", "xs_attainment",
    "xs_pace", "xs_required_per_week", "xs_split_check",
}  # fmt: skip
TABLES = {"xsDeals", "xsTeam", "xsStages", "xsRamp", "xsPeopleQuota", "xsPeopleYear", "xsSplit", "xsImport"}


@pytest.fixture(scope="module", params=["zh-CN", "en"])
def book(request: pytest.FixtureRequest) -> Book:
    """The template in one language."""
    return draw(request.param)


def sheets(book: Book) -> list[Worksheet]:
    """Return the sheets of a drawn book."""
    return list(book.workbook.worksheets)


def test_template_offers_its_names_and_tables(book: Book) -> None:
    """Every name and table that people and fills rely on is there."""
    assert set(book.workbook.defined_names) >= NAMES
    assert {name for sheet in sheets(book) for name in sheet.tables} == TABLES


def test_headers_of_a_table_differ(book: Book) -> None:
    """No table has two columns with the same header, which no formula could tell apart."""
    for sheet in sheets(book):
        for table in sheet.tables.values():
            headers = [column.name.casefold() for column in table.tableColumns]
            assert len(set(headers)) == len(headers), table.name


def test_nothing_stands_below_a_growing_table(book: Book) -> None:
    """Every table is the last thing in its columns, so that it can grow."""
    for sheet in sheets(book):
        for table in sheet.tables.values():
            below = sheet[table.ref][-1]
            for cell in below:
                rows = range(cell.row + 1, sheet.max_row + 1)
                assert all(sheet.cell(row, cell.column).value is None for row in rows), table.name


def test_overview_prints_on_one_page_and_has_three_charts(book: Book) -> None:
    """The overview stands first, fits one landscape page and shows quarters, months and people."""
    first = sheets(book)[0]
    page = first.page_setup
    assert (page.orientation, page.fitToWidth, page.fitToHeight) == ("landscape", 1, 1)
    assert len(first._charts) == 3


def test_formulas_stay_within_old_programs(book: Book) -> None:
    """No formula uses a function that Excel 2016, WPS or LibreOffice 7.4 lacks."""
    banned = ("LET(", "XLOOKUP(", "FILTER(", "MAXIFS(", "UNIQUE(", "SORT(", "OFFSET(", "TEXTJOIN(", "_xlfn")
    cells = [cell.value for sheet in sheets(book) for row in sheet.iter_rows() for cell in row]
    formulas = [value for value in cells if isinstance(value, str) and value.startswith("=")]
    assert formulas
    assert [formula for formula in formulas if any(name in formula for name in banned)] == []
    assert [formula for formula in formulas if "{" in formula] == []


def test_drawing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """The template is reproducible."""
    paths = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in paths:
        draw("en").save(path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
