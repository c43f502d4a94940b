"""The benchmarks' template drawn with openpyxl: four sheets, four charts, 61 names, 264 inputs, one growing table."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference, ScatterChart, Series
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, IconSetRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableFormula

from . import layout as d

THIN = Border(*(Side("thin", color="CED4DA") for _ in range(4)))
RED = Font(color="D9480F")
_CHARTS = {"bar": BarChart, "stacked": BarChart, "scatter": ScatterChart, "line": LineChart}


def template() -> bytes:
    """Return the template as a file."""
    book = Workbook()
    book.active.title = d.SHEETS[0]
    sheets = {title: book[title] if title in book.sheetnames else book.create_sheet(title) for title in d.SHEETS}
    for (title, place), (value, style) in d.labels().items():
        put(sheets[title][place], value, style)
    for (title, place), (formula, style) in d.formulas().items():
        put(sheets[title][place], "=" + formula, style)
    _inputs(book, sheets)
    _deals(sheets["Deals"])
    _rules(sheets)
    for chart in d.charts(d.FIRST_ROW + d.SAMPLE_ROWS - 1):
        sheets["Dashboard"].add_chart(_chart(book, chart), chart.place)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(cell: Any, value: Any, style: d.Style) -> None:
    """Write a cell in its style."""
    cell.value, cell.number_format, cell.border = value, style.code, THIN
    if style.ground:
        cell.fill = PatternFill("solid", fgColor=style.ground)
    if style.bold:
        cell.font = Font(bold=True, color="FFFFFF" if style.ground else None)


def _inputs(book: Workbook, sheets: dict[str, Any]) -> None:
    for number, name in enumerate(d.NAMES):
        put(sheets["Dashboard"][d.name_cell(number)], None, d.SCORE if number else d.DAY)
        book.defined_names[name] = DefinedName(name, attr_text=f"Dashboard!$B${4 + number}")
    for month, person in d.QUOTA:
        put(sheets["Quota"][d.quota_cell(month, person)], 0, d.INPUT)
    for row in d.REVIEW:
        put(sheets["Review"][f"C{row}"], None, d.INPUT)


def _deals(sheet: Any) -> None:
    last = d.FIRST_ROW + d.SAMPLE_ROWS - 1
    for column, (name, code) in enumerate(d.FIELDS, 1):
        put(sheet.cell(d.FIRST_ROW - 1, column), name, d.HEAD)
        for row in range(d.FIRST_ROW, last + 1):
            value = "=" + d.CALCULATED[name] if name in d.CALCULATED else None
            put(sheet.cell(row, column), value, d.Style(code))
    table = Table(displayName="tblDeals", ref=f"A{d.FIRST_ROW - 1}:O{last}")
    table._initialise_columns()
    for column, name in zip(table.tableColumns, d.COLUMNS, strict=True):
        column.name = name
        if name in d.CALCULATED:
            column.calculatedColumnFormula = TableFormula(attr_text=d.CALCULATED[name])
    sheet.add_table(table)
    for letter, bound in (("I", "0"), ("L", "90")):
        rule = CellIsRule(operator="greaterThan", formula=[bound], font=RED)
        sheet.conditional_formatting.add(f"{letter}{d.FIRST_ROW}:{letter}{last}", rule)
    late = FormulaRule(formula=[f"$L{d.FIRST_ROW}>180"], font=RED)
    sheet.conditional_formatting.add(f"A{d.FIRST_ROW}:O{last}", late)
    _validate(sheet, f"E{d.FIRST_ROW}:E{last}", type="list", formula1=f'"{",".join(d.STAGES)}"')
    _validate(sheet, f"J{d.FIRST_ROW}:J{last}", type="decimal", operator="between", formula1="0", formula2="1")
    sheet.freeze_panes = f"C{d.FIRST_ROW}"
    sheet.print_title_rows = f"{d.FIRST_ROW - 1}:{d.FIRST_ROW - 1}"


def _rules(sheets: dict[str, Any]) -> None:
    dashboard, colours = sheets["Dashboard"], ("min", None, "F8696B", "percentile", 50, "FFEB84", "max", None, "63BE7B")
    dashboard.conditional_formatting.add("B4:B24", DataBarRule("min", 0, "max", None, color="0F4C5C"))
    dashboard.conditional_formatting.add("B25:B44", ColorScaleRule(*colours))
    dashboard.conditional_formatting.add("B45:B64", IconSetRule("3TrafficLights1", "percent", [0, 33, 67]))
    rule = CellIsRule(operator="greaterThan", formula=["50000"], font=RED)
    dashboard.conditional_formatting.add("D4:D57", rule)
    sheets["Quota"].conditional_formatting.add("V5:AE16", ColorScaleRule(*colours))
    for cells in ("B5", "B6", "B7:B64"):
        _validate(dashboard, cells, type="decimal", operator="greaterThanOrEqual", formula1="0")
    _validate(sheets["Review"], "C5:C28", type="whole", operator="between", formula1="1", formula2="5")
    sheets["Review"].protection.sheet = True


def _validate(sheet: Any, cells: str, **what: str) -> None:
    rule = DataValidation(**what)
    rule.add(cells)
    sheet.add_data_validation(rule)


def _chart(book: Workbook, wanted: d.Chart) -> Any:
    chart = _CHARTS[wanted.kind]()
    if wanted.kind == "stacked":
        chart.grouping, chart.overlap = "stacked", 100
    for categories, values in wanted.series:
        labels, figures = Reference(range_string=categories), Reference(range_string=values)
        if wanted.kind == "scatter":
            chart.series.append(Series(figures, labels))
        else:
            chart.append(Series(figures))
            chart.set_categories(labels)
    return chart
