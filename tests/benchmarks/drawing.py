"""A rich template drawn for the benchmarks: four sheets, four charts, 61 names, 264 inputs, one growing table."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.formatting.rule import CellIsRule, DataBarRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableFormula

FIELDS = (
    ("ID", "General"),
    ("Name", "General"),
    ("Account", "General"),
    ("Owner", "General"),
    ("Stage", "General"),
    ("Product", "General"),
    ("Created", "yyyy-mm-dd"),
    ("Close", "yyyy-mm-dd"),
    ("Amount", "#,##0.00"),
    ("Chance", "0%"),
    ("Expected", "#,##0.00"),
    ("Age", "0"),
    ("Region", "General"),
    ("Touched", "yyyy-mm-dd"),
    ("Next step", "General"),
)
COLUMNS = tuple(name for name, _code in FIELDS)
CALCULATED = {
    "Expected": "tblDeals[[#This Row],[Amount]]*tblDeals[[#This Row],[Chance]]",
    "Age": "xs_0-tblDeals[[#This Row],[Created]]",
}
STAGES = ("Lead", "Qualified", "Proposal", "Negotiation", "Closed Won", "Closed Lost")
NAMES = tuple(f"xs_{i}" for i in range(61))
QUOTA = tuple((month, person) for month in range(12) for person in range(20))
FIRST_ROW, SAMPLE_ROWS = 6, 3
HEAD = PatternFill("solid", bgColor="0F4C5C", fgColor="0F4C5C")
INPUT = PatternFill("solid", bgColor="FFF9DB", fgColor="FFF9DB")
THIN = Border(*(Side("thin", color="CED4DA") for _ in range(4)))


def name_cell(number: int) -> str:
    """Return the dashboard cell of a name."""
    return f"B{4 + number}"


def quota_cell(month: int, person: int) -> str:
    """Return the quota cell of a month and a person."""
    return f"{chr(66 + person)}{5 + month}"


def template() -> bytes:
    """Return the template as a file."""
    book = Workbook()
    dashboard = book.active
    dashboard.title = "Dashboard"
    deals, quota, review = (book.create_sheet(title) for title in ("Deals", "Quota", "Review"))
    _deals(deals)
    _quota(quota)
    _review(review)
    _dashboard(book, dashboard, deals, quota)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _deals(sheet: Any) -> None:
    sheet["A1"], sheet["A1"].font = "Deals", Font(size=14, bold=True)
    last = FIRST_ROW + SAMPLE_ROWS - 1
    for column, (name, code) in enumerate(FIELDS, 1):
        head = sheet.cell(FIRST_ROW - 1, column, name)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), HEAD
        for row in range(FIRST_ROW, last + 1):
            cell = sheet.cell(row, column, "=" + CALCULATED[name] if name in CALCULATED else None)
            cell.number_format, cell.border = code, THIN
    table = Table(displayName="tblDeals", ref=f"A{FIRST_ROW - 1}:O{last}")
    table._initialise_columns()
    for column, name in zip(table.tableColumns, COLUMNS, strict=True):
        column.name = name
        if name in CALCULATED:
            column.calculatedColumnFormula = TableFormula(attr_text=CALCULATED[name])
    sheet.add_table(table)
    for letter, bound in (("I", "0"), ("J", "0.2"), ("L", "90")):
        rule = CellIsRule(operator="greaterThan", formula=[bound], font=Font(color="D9480F"))
        sheet.conditional_formatting.add(f"{letter}{FIRST_ROW}:{letter}{last}", rule)
    stages = DataValidation(type="list", formula1=f'"{",".join(STAGES)}"')
    stages.add(f"E{FIRST_ROW}:E{last}")
    sheet.add_data_validation(stages)
    sheet.freeze_panes = f"C{FIRST_ROW}"


def _quota(sheet: Any) -> None:
    sheet["A1"] = "Quota"
    for month, person in QUOTA:
        cell = sheet[quota_cell(month, person)]
        cell.value, cell.fill, cell.number_format, cell.border = 0, INPUT, "#,##0", THIN
    for row in range(5, 17):
        sheet[f"V{row}"] = f"=SUM(B{row}:U{row})"
    for person in range(20):
        letter = chr(66 + person)
        sheet[f"{letter}17"] = f"=SUM({letter}5:{letter}16)"


def _review(sheet: Any) -> None:
    sheet["A1"] = "Review"
    for row in range(5, 29):
        sheet[f"C{row}"].fill, sheet[f"C{row}"].border = INPUT, THIN
        sheet[f"D{row}"] = f"=C{row}*2"
    sheet.protection.sheet = True


def _dashboard(book: Workbook, sheet: Any, deals: Any, quota: Any) -> None:
    sheet["A1"], sheet["A1"].font = "Dashboard", Font(size=14, bold=True)
    for number, name in enumerate(NAMES):
        cell = sheet[name_cell(number)]
        cell.number_format, cell.border = "yyyy-mm-dd" if number == 0 else "#,##0.0", THIN
        book.defined_names[name] = DefinedName(name, attr_text=f"Dashboard!$B${4 + number}")
    for row in range(4, 58):
        stage = STAGES[row % len(STAGES)]
        sheet[f"D{row}"] = f'=SUMIFS(tblDeals[Amount],tblDeals[Stage],"{stage}")'
        sheet[f"E{row}"] = f'=COUNTIFS(tblDeals[Stage],"{stage}")'
    sheet.conditional_formatting.add("B4:B64", DataBarRule("num", 0, "max", None, color="0F4C5C"))
    last = FIRST_ROW + SAMPLE_ROWS - 1
    sources = (
        (BarChart, deals, (9, FIRST_ROW, last)),
        (BarChart, deals, (11, FIRST_ROW, last)),
        (LineChart, quota, (22, 5, 16)),
        (BarChart, sheet, (4, 4, 9)),
    )
    for place, (kind, source, (column, top, bottom)) in enumerate(sources):
        chart = kind()
        chart.add_data(Reference(source, min_col=column, min_row=top, max_row=bottom))
        sheet.add_chart(chart, f"{'GO'[place % 2]}{4 + 16 * (place // 2)}")
