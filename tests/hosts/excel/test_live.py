"""A Fill written into an open workbook."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from hosts.excel.opx import host
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import AutoFilter, FilterColumn
from openpyxl.worksheet.table import Table

from xlsales.errors import TemplateError
from xlsales.fills import Fill, TableFill
from xlsales.hosts.excel import live
from xlsales.hosts.excel.live_cells import contents, typed


@pytest.fixture
def book(tmp_path: Path) -> xw.Book:
    """A workbook with a name, a block, and a table with a calculated column and a bold first row."""
    content = openpyxl.Workbook()
    sheet = content.active
    sheet.title = "Plan"
    for row in (("Name", "Amount", "Double"), ("Ann", 5, "=tblPlan[[#This Row],[Amount]]*2"), ("Bo", 7, "=B7*2")):
        sheet.append(row)
    sheet.move_range("A1:C3", rows=4)
    sheet["C6"], sheet["C7"] = "=B6*2", "=B7*2"
    sheet["A6"].font = Font(bold=True)
    sheet.add_table(Table(displayName="tblPlan", ref="A5:C7"))
    content.defined_names["quota"] = DefinedName("quota", attr_text="'Plan'!$B$1")
    content.defined_names["rates"] = DefinedName("rates", attr_text="'Plan'!$B$2:$D$2")
    content.save(tmp_path / "plan.xlsx")
    return host.open_book(host.start(), tmp_path / "plan.xlsx")


def rows(*cells: Any) -> Fill:
    """Return a fill of the table with these names and amounts."""
    return Fill(tables={"tblPlan": TableFill(("Name", "Amount"), cells)})


def test_values_and_blocks_go_to_their_names(book: xw.Book) -> None:
    """A block smaller than its name empties the rest."""
    sheet = book.sheets["Plan"]
    sheet["B2:D2"].value = [1, 2, 3]
    live.fill(book, Fill(values={"quota": date(2026, 11, 22), "rates": [[0.5, 0.7]]}))
    assert sheet["B1"].value == datetime(2026, 11, 22)
    assert sheet["B2:D2"].value == [0.5, 0.7, None]


def test_results_are_left_to_excel(book: xw.Book) -> None:
    """A calculated column for which a fill brings results keeps its formulas: Excel calculates them itself."""
    live.fill(book, Fill(tables={"tblPlan": TableFill(("Name", "Double", "Amount"), [("Cy", 99, 3)], ("Double",))}))
    assert book.sheets["Plan"]["A6:C6"].formula == (("Cy", "3", "=B6*2"),)


def test_a_table_grows_with_its_formulas_and_its_look(book: xw.Book) -> None:
    """New rows calculate and look like the first row; the table's range follows."""
    live.fill(book, rows(("Ann", 1), ("Bo", 2), ("Cy", 3), ("Di", 4)))
    sheet = book.sheets["Plan"]
    assert sheet.tables["tblPlan"].range.address == "$A$5:$C$9"
    assert sheet["A6:C9"].value == [["Ann", 1, 2], ["Bo", 2, 4], ["Cy", 3, 6], ["Di", 4, 8]]
    assert sheet["A9"].font.bold


def test_a_table_shrinks_and_leaves_nothing_below(book: xw.Book) -> None:
    """Down to one blank row when there is nothing to write."""
    live.fill(book, rows())
    sheet = book.sheets["Plan"]
    assert sheet.tables["tblPlan"].range.address == "$A$5:$C$6"
    assert sheet["A6:B7"].value == [[None, None]] * 2
    assert sheet["C7"].value is None


def test_every_problem_is_told_and_nothing_is_written(book: xw.Book) -> None:
    """A missing name, a block too small, a missing table and column, and a cell in the way, together."""
    sheet = book.sheets["Plan"]
    sheet["B9"].value = "mine"
    before = contents(sheet["A1:D12"])
    what = Fill(
        {"quota": 1, "target": 2, "rates": [[1, 2, 3, 4]]},
        {"tblNone": TableFill(("A",), []), "tblPlan": TableFill(("Name", "Colour"), [("x", "red")] * 5)},
    )
    with pytest.raises(TemplateError) as error:
        live.fill(book, what)
    assert len(error.value.problems) == 5
    assert "B9 below it is in use" in str(error.value)
    assert contents(sheet["A1:D12"]) == before


@pytest.mark.parametrize("writes", range(5))
def test_a_failure_at_any_write_is_taken_back(writes: int, book: xw.Book) -> None:
    """Cells and the table's range are as before."""
    sheet = book.sheets["Plan"]
    before, area = contents(sheet["A1:D12"]), sheet.tables["tblPlan"].range.address
    book.app.impl.writes_left = writes
    what = rows(("Ann", 1), ("Bo", 2), ("Cy", 3))
    with pytest.raises(host.ExcelError):
        live.fill(book, Fill({"quota": 9, "rates": [[1]]}, what.tables))
    assert (contents(sheet["A1:D12"]), sheet.tables["tblPlan"].range.address) == (before, area)


def test_a_filter_is_taken_off_before_rows_are_written(book: xw.Book) -> None:
    """Rows that a filter hides are written like all others."""
    table = book.sheets["Plan"].tables["tblPlan"]
    table.impl.content.autoFilter = AutoFilter(ref="A5:C7", filterColumn=[FilterColumn(colId=1)])
    live.fill(book, rows(("Ann", 1), ("Bo", 2)))
    assert [criteria.type for criteria in table.autofilter.criteria] == ["none"] * 3


def test_protection_comes_back_after_a_fill(book: xw.Book) -> None:
    """A sheet protected without a password is filled and protected again."""
    book.sheets["Plan"].impl.content.protection.sheet = True
    live.fill(book, rows(("Ann", 1), ("Bo", 2), ("Cy", 3)))
    assert book.sheets["Plan"].impl.content.protection.sheet
    assert book.sheets["Plan"]["B8"].value == 3


@given(text=st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12))
def test_text_arrives_as_the_same_text(text: str) -> None:
    """Whatever it looks like: a formula, a number, a date, a truth value."""
    sheet = _sheet()
    sheet["A1"].value = typed(text)
    cell = sheet.impl.content["A1"]
    assert (cell.value, cell.data_type) == (text, "s")


def _sheet(made: list[xw.Sheet] = []) -> xw.Sheet:  # noqa: B006 - one Excel for all examples
    if not made:
        host.start()
        made.append(xw.Book(impl=xw.engines.active.apps.active.impl.books.add()).sheets[0])
    return made[0]
