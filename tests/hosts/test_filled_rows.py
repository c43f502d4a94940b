"""Tables of one row and of ten thousand: a real spreadsheet program comes to figures computed without any of ours."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hosts.libreoffice import LibreOffice
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.table import Table, TableFormula

from xlsales.fills import Fill, TableFill
from xlsales.workbook.calculate import with_results
from xlsales.workbook.fill import Template

COUNTS = (1, 3, 200, 10_000)
HEADERS = ("Owner", "Amount", "Rate", "Expected")
FORMULAS = {
    "A1": "=SUM(tblDeals[Amount])",
    "A2": "=SUM(tblDeals[Expected])",
    "A3": '=SUMIFS(tblDeals[Amount],tblDeals[Owner],"Ann")',
    "A4": "=COUNT(Deals!B3:B4)",
    "A5": "=MAX(Deals!$D$3:$D$4)",
    "A6": "=AVERAGE(tblDeals[Rate])",
    "A7": "=Deals!B5",
}


@pytest.fixture(scope="module")
def compiled() -> Template:
    """A workbook with a table that has a calculated column and totals, formulas over it, and a chart."""
    book = Workbook()
    panel, deals = book.active, book.create_sheet("Deals")
    panel.title = "Panel"
    for cell, formula in FORMULAS.items():
        panel[cell] = formula
    deals["A1"] = "All deals"
    body = (("x", 1, 0.5, "=B3*C3"), ("y", 2, 0.5, "=B4*C4"))
    for row in (HEADERS, *body, ("Total", "=SUBTOTAL(109,B3:B4)", None, None)):
        deals.append(row)
    table = Table(displayName="tblDeals", ref="A2:D5", totalsRowCount=1)
    table._initialise_columns()
    for column, header in zip(table.tableColumns, HEADERS, strict=True):
        column.name = header
    table.tableColumns[3].calculatedColumnFormula = TableFormula(attr_text="B3*C3")
    deals.add_table(table)
    chart = BarChart()
    chart.add_data(Reference(deals, min_col=2, min_row=2, max_row=4), titles_from_data=True)
    chart.set_categories(Reference(deals, min_col=1, min_row=3, max_row=4))
    panel.add_chart(chart, "C2")
    stream = BytesIO()
    book.save(stream)
    return Template(stream.getvalue())


def rows(count: int) -> list[tuple[str, float, float]]:
    """Deals whose sums are known beforehand."""
    return [(("Ann", "Bo")[n % 2], 1.5 * n + 1, (n % 4) / 4) for n in range(count)]


def expected(deals: list[tuple[str, float, float]]) -> dict[str, float]:
    """What the formulas must come to, by plain arithmetic."""
    amounts = [amount for _, amount, _ in deals]
    return {
        "A1": sum(amounts),
        "A2": sum(amount * rate for _, amount, rate in deals),
        "A3": sum(amount for owner, amount, _ in deals if owner == "Ann"),
        "A4": len(deals),
        "A5": max(amount * rate for _, amount, rate in deals),
        "A6": sum(rate for *_, rate in deals) / len(deals),
        "A7": sum(amounts),
    }


@pytest.mark.parametrize("count", COUNTS)
def test_libreoffice_comes_to_the_figures(calc: LibreOffice, compiled: Template, tmp_path: Path, count: int) -> None:
    """Without a stored result, every formula over the table is right for any number of rows, totals row included."""
    out, deals = tmp_path / "out.xlsx", rows(count)
    compiled.fill(Fill(tables={"tblDeals": TableFill(HEADERS[:3], deals)}), out)
    found = calc.recalculated(out)
    assert {cell: found["Panel"][cell] for cell in FORMULAS} == pytest.approx(expected(deals))
    assert found["Deals"][f"B{count + 3}"] == pytest.approx(sum(amount for _, amount, _ in deals))
    assert found["Deals"][f"D{count + 2}"] == pytest.approx(deals[-1][1] * deals[-1][2])


@pytest.mark.parametrize("count", COUNTS)
def test_the_chart_shows_every_row(compiled: Template, count: int) -> None:
    """Its references end on the last row, and its points are the rows' values."""
    deals = rows(count)
    data = with_results(compiled.fill(Fill(tables={"tblDeals": TableFill(HEADERS[:3], deals)})).data)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("xl/charts/chart1.xml").decode()
    assert f"<f>'Deals'!$B$3:$B${count + 2}</f>" in xml
    assert f"<f>'Deals'!$A$3:$A${count + 2}</f>" in xml
    assert re.findall(r'<ptCount val="(\d+)"/>', xml).count(str(count)) >= 2
    shown = [float(value) for value in re.findall(r"<v>([\d.]+)</v>", xml)]
    assert shown[-count:] == [amount for _, amount, _ in deals]
