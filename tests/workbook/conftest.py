"""Small workbooks drawn for the tests, and ways to read what became of them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableFormula
from python_calamine import CalamineWorkbook

HEADERS = ["公司", "阶段", "金额", "概率", "期望"]
EXPECTED = "xsDeals[[#This Row],[金额]]*xsDeals[[#This Row],[概率]]"


def _draw_deals(sheet: Any) -> None:
    sheet.append(["商机一览"])
    sheet.append(HEADERS)
    for _ in range(2):
        sheet.append(["示例", "s", 1, 0.5, "=" + EXPECTED])
    for row in (3, 4):
        sheet[f"C{row}"].number_format = "#,##0"
        sheet.row_dimensions[row].height = 21
    table = Table(displayName="xsDeals", ref="A2:E4")
    table._initialise_columns()
    for column, header in zip(table.tableColumns, HEADERS, strict=True):
        column.name = header
    table.tableColumns[4].calculatedColumnFormula = TableFormula(attr_text=EXPECTED)
    sheet.add_table(table)
    red = PatternFill("solid", bgColor="FF0000")
    sheet.conditional_formatting.add("C3:C4", CellIsRule(operator="lessThan", formula=["0"], fill=red))
    stages = DataValidation(type="list", formula1='"a,b"')
    stages.add("B3:B4")
    sheet.add_data_validation(stages)
    sheet.print_area = "A1:E4"


def _draw_panel(sheet: Any, deals: Any) -> None:
    sheet["B2"] = "计划"
    sheet["B3"] = 1
    sheet["B3"].font = Font(bold=True)
    sheet["B4"] = "=SUM(xsDeals[金额])"
    sheet["B5"] = "=SUM('商机 表'!$C$3:$C$4)"
    sheet["B6"] = "=Person!B1"
    chart = BarChart()
    chart.add_data(Reference(deals, min_col=3, min_row=2, max_row=4), titles_from_data=True)
    chart.set_categories(Reference(deals, min_col=1, min_row=3, max_row=4))
    sheet.add_chart(chart, "D2")


def _draw_person(sheet: Any) -> None:
    sheet["A1"] = "x"
    sheet["B1"] = "=SUMIFS(xsDeals[金额],xsDeals[公司],xs_person)"
    sheet["C1"] = "=Person!B1*2"
    sheet.print_area = "A1:C5"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=1))
    sheet.add_chart(chart, "D2")


def _draw() -> bytes:
    book = Workbook()
    panel = book.active
    panel.title = "面板"
    deals = book.create_sheet("商机 表")
    _draw_deals(deals)
    _draw_panel(panel, deals)
    _draw_person(book.create_sheet("Person"))
    notes = book.create_sheet("Notes")
    notes["A1"] = "=xs_quota"
    notes.print_area = "A1:A2"
    places = {
        "xs_quota": "'面板'!$B$3",
        "xs_block": "'面板'!$A$10:$B$11",
        "xs_person": "Person!$A$1",
        "xs_total": "'面板'!$B$4",
        "amounts": "'商机 表'!$C$3:$C$4",
    }
    for name, text in places.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    return to_bytes(book)


def to_bytes(book: Workbook) -> bytes:
    """Save an openpyxl workbook to bytes."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="session")
def template() -> bytes:
    """A template with names, a table with a calculated column, charts, and a page per person."""
    return _draw()


@pytest.fixture(scope="session")
def read() -> Callable[..., Workbook]:
    """Open bytes with openpyxl; results=True reads stored results in place of formulas."""
    return lambda data, results=False: load_workbook(BytesIO(data), data_only=results)


@pytest.fixture(scope="session")
def calamine() -> Callable[[bytes, str], list[list[Any]]]:
    """Read the rows of a sheet with calamine."""
    return lambda data, sheet: CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(sheet).to_python()


@pytest.fixture(scope="session")
def part() -> Callable[[bytes, str], str]:
    """Read one part of the package as text."""
    return lambda data, name: zipfile.ZipFile(BytesIO(data)).read(name).decode()


@pytest.fixture(scope="session")
def save() -> Callable[[Workbook], bytes]:
    """Save an openpyxl workbook to bytes."""
    return to_bytes


@pytest.fixture(scope="session")
def repack() -> Callable[..., bytes]:
    """Rewrite parts of a package: each change maps a part's name to its new text or to None."""

    def rewritten(data: bytes, changes: dict[str, str | None]) -> bytes:
        stream = BytesIO()
        with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
            for name in [*old.namelist(), *(n for n in changes if n not in old.namelist())]:
                text = changes.get(name, old.read(name) if name in old.namelist() else None)
                if text is not None:
                    new.writestr(name, text)
        return stream.getvalue()

    return rewritten
