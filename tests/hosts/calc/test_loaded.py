"""Excel workbooks with our functions calculate in Calc as soon as they are opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from hosts.calc.office import Calc
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from xlsales.hosts.calc.loaded import calls_us

RESULTS = [[82.5], [83.5], [2]]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook as Excel stores it, with our functions in single cells, inside others and in a spill."""
    book = Workbook()
    cells = book.active
    cells["A1"], cells["A2"], cells["A3"] = 100, 50, 20
    cells["B1"] = "=FORECAST_TOTAL(A1,A2)"
    cells["B2"] = "=B1+1"
    cells["B3"] = "=IFERROR(ATTAINMENT(A1,A2),0)"
    cells["B4"] = "=NO_SUCH_FUNCTION(A1)"
    cells["C1"] = ArrayFormula("C1:C2", "=STAGE_CONVERSION(A1:A3)")
    path = tmp_path / "from_excel.xlsx"
    book.save(path)
    return path


def test_formulas_of_an_excel_workbook_calculate_when_it_is_opened(sheet: Calc, workbook: Path) -> None:
    """Cells, what depends on them, calls hidden in IFERROR and spills show their results; others stay."""
    sheet.ask("open", path=str(workbook))
    assert sheet.shows_soon("B1:B3", RESULTS) == RESULTS
    assert sheet.ask("read", place="B4") == [[{"error": "#NAME?"}]]
    assert sheet.ask("read", place="C1:C2") == [[0.5], [0.4]]
    assert sheet.ask("modified") is False


@pytest.mark.parametrize(("name", "filter_name"), [("again.ods", "calc8"), ("again.xlsx", "Calc MS Excel 2007 XML")])
def test_workbook_saved_by_calc_calculates_when_it_is_opened_again(
    sheet: Calc, workbook: Path, tmp_path: Path, name: str, filter_name: str
) -> None:
    """Calc's own copy, in its own format or Excel's, opens with the functions at work."""
    sheet.ask("open", path=str(workbook))
    sheet.shows_soon("B1:B3", RESULTS)
    sheet.ask("save", path=str(tmp_path / name), filter=filter_name)
    sheet.ask("open", path=str(tmp_path / name))
    assert sheet.shows_soon("B1:B3", RESULTS) == RESULTS
    sheet.ask("put", cells={"A1": 200})
    assert sheet.ask("read", place="B1") == [[152.5]]
    assert sheet.ask("read", place="C1:C2") == [[0.25], [0.4]]


@pytest.mark.parametrize(
    ("formula", "ours"),
    [
        ("=forecast_total(A1;A2)", True),
        ("{=STAGE_CONVERSION(A1:A3)}", True),
        ("=IF(A1;ROI (1;2);0)", True),
        ("=SUM(A1:A3)", False),
        ("=PROJECT_GAPS(1)", False),
        ("=XROI(1;2)", False),
        ("=ROI+1", False),
    ],
)
def test_only_calls_of_our_functions_are_entered_again(formula: str, ours: bool) -> None:
    """A name that merely looks like ours is left alone."""
    assert calls_us(formula) is ours
