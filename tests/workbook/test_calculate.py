"""Results of formulas without a spreadsheet program."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from xlsales.errors import WorkbookError
from xlsales.fills import Fill, Page, TableFill
from xlsales.workbook.calculate import with_results
from xlsales.workbook.fill import build_workbook

Read = Callable[..., Workbook]


def _results(formulas: list[str], read: Read, save: Any, **options: Any) -> list[object]:
    book = Workbook()
    for row, formula in enumerate(formulas, 1):
        book.active.cell(row, 1, formula)
    sheet = read(with_results(save(book), **options), results=True).active
    return [cell.value for (cell,) in sheet.iter_rows()]


def test_results_of_every_kind_are_stored(read: Read, save: Any) -> None:
    """Numbers, text, true and false, errors, and zero for a reference to an empty cell."""
    formulas = ["=1/4", '="<"&"&商机"', "=1=1", "=1/0", "=NA()", "=Z99", '=""']
    assert _results(formulas, read, save) == [0.25, "<&商机", True, "#DIV/0!", "#N/A", 0, None]


def test_today_is_the_day_asked_for(read: Read, save: Any) -> None:
    """TODAY gives the day of the build."""
    assert _results(["=TODAY()+0"], read, save, today=date(2026, 9, 30)) == [46295]


def test_formulas_stay(read: Read, save: Any) -> None:
    """Storing a result leaves the formula."""
    book = Workbook()
    book.active["A1"] = "=1+1"
    assert read(with_results(save(book))).active["A1"].value == "=1+1"


def test_what_cannot_be_calculated_is_named(save: Any) -> None:
    """Formulas without a result are listed with sheet, cell and formula, all together."""
    book = Workbook()
    book.active.title = "面板"
    book.active["B2"] = "=NOSUCHFUNCTIONATALL(1"
    with pytest.raises(WorkbookError):
        with_results(save(book))
    book.active["B2"] = '=CUBEVALUE("a","b")'
    book.active["B3"] = '=RTD("a","","b")'
    with pytest.raises(WorkbookError) as caught:
        with_results(save(book))
    starts = [problem.partition(": the formula =")[0] for problem in caught.value.problems]
    assert starts == ["sheet 面板, cell B2", "sheet 面板, cell B3"]


def test_what_cannot_be_calculated_may_be_left_open(save: Any, read: Read) -> None:
    """When asked, a formula without a result keeps none and the others get theirs."""
    book = Workbook()
    book.active["A1"], book.active["A2"] = '=CUBEVALUE("a","b")', "=1+1"
    sheet = read(with_results(save(book), strict=False), results=True).active
    assert [sheet["A1"].value, sheet["A2"].value] == [None, 2]


def test_charts_carry_what_they_show(template: bytes, part: Callable[[bytes, str], str]) -> None:
    """A chart's cache holds the categories as words and the values as numbers."""
    deals = TableFill(("公司", "金额"), [["甲", 1.5], ["乙&丙", 2]])
    chart = part(build_workbook(template, Fill(tables={"xsDeals": deals})), "xl/charts/chart1.xml")
    words = re.search(r"<cat><strRef>.*?<strCache>(.*?)</strCache></strRef></cat>", chart)
    numbers = re.search(r"<val><numRef>.*?<numCache>(.*?)</numCache></numRef></val>", chart)
    assert words is not None
    assert numbers is not None
    assert re.findall(r"<v>(.*?)</v>", words[1]) == ["甲", "乙&amp;丙"]
    assert re.findall(r"<v>(.*?)</v>", numbers[1]) == ["1.5", "2"]
    assert '<ptCount val="2"/>' in numbers[1]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_computes_the_same(template: bytes, tmp_path: Path, read: Read) -> None:
    """A full recalculation in LibreOffice gives the stored results."""
    deals = TableFill(("公司", "金额", "概率"), [[f"p{i % 2}", i * 1.25, 0.4] for i in range(40)])
    pages = {"xs_person": [Page("p0", "p0"), Page("p1", "p1")]}
    data = build_workbook(template, Fill(tables={"xsDeals": deals}, pages=pages))
    (tmp_path / "in.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", f"{tmp_path}/out"]
    subprocess.run([*command, f"{tmp_path}/in.xlsx"], check=True, timeout=120, capture_output=True)
    ours, theirs = read(data, results=True), load_workbook(tmp_path / "out" / "in.xlsx", data_only=True)
    assert ours.sheetnames == theirs.sheetnames
    for sheet in ours:
        for row in sheet.iter_rows():
            for cell in row:
                assert theirs[sheet.title][cell.coordinate].value == cell.value
