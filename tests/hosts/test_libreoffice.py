"""The comparison with LibreOffice is itself held to account: it must find what is wrong."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from hosts.libreoffice import LibreOffice
from openpyxl import Workbook


def write(path: Path, cached: dict[str, str]) -> Path:
    """Write a workbook of known formulas, with these cached results (raw XML after the formula) put in."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = 2
    for cell, formula in FORMULAS.items():
        sheet[cell] = formula
    book.save(path)
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    xml = parts["xl/worksheets/sheet1.xml"].decode()
    for cell in FORMULAS:
        kind, _, value = cached.get(cell, "").partition(":")
        given = f"<v>{value}</v>" if kind else "<v></v>"
        xml = re.sub(
            rf'<c r="{cell}"[^>]*>(<f>.*?</f>)<v ?/?>(</v>)?', rf'<c r="{cell}" t="{kind or "n"}">\1{given}', xml
        )
    parts["xl/worksheets/sheet1.xml"] = xml.encode()
    with zipfile.ZipFile(path, "w") as target:
        for name, body in parts.items():
            target.writestr(name, body)
    return path


FORMULAS = {"B1": "=A1*3", "B2": '=A1&"x"', "B3": "=A1>1", "B4": "=1/0", "B5": '=""'}
RIGHT = {"B1": "n:6", "B2": "str:2x", "B3": "b:1", "B4": "e:#DIV/0!", "B5": "str:"}


def test_right_cached_results_pass(calc: LibreOffice, tmp_path: Path) -> None:
    """Numbers, text, booleans, empty text and a meant error that agree are no difference."""
    assert calc.compare(write(tmp_path / "right.xlsx", RIGHT), meant={"Sheet!B4"}) == []


def test_error_that_nobody_meant_is_reported(calc: LibreOffice, tmp_path: Path) -> None:
    """An error cell is a problem even when the file and LibreOffice agree on it."""
    assert calc.compare(write(tmp_path / "error.xlsx", RIGHT)) == ["Sheet!B4: shows #DIV/0!"]


@pytest.mark.parametrize(
    ("cell", "wrong", "problem"),
    [
        ("B1", "n:6.0000001", "cached 6.0000001, LibreOffice has 6.0"),
        ("B2", "str:2X", "cached '2X', LibreOffice has '2x'"),
        ("B3", "b:0", "cached 0.0, LibreOffice has 1.0"),
        ("B4", "e:#N/A", "cached '#N/A', LibreOffice has '#DIV/0!'"),
        ("B5", "n:0", "cached 0.0, LibreOffice has ''"),
    ],
)
def test_wrong_cached_result_is_found(calc: LibreOffice, tmp_path: Path, cell: str, wrong: str, problem: str) -> None:
    """A cached result that a hard recalculation does not confirm is reported with its cell and both values."""
    path = write(tmp_path / "wrong.xlsx", {**RIGHT, cell: wrong})
    assert calc.compare(path, meant={"Sheet!B4"}) == [f"Sheet!{cell}: {problem}"]


def test_missing_cached_result_is_found(calc: LibreOffice, tmp_path: Path) -> None:
    """A formula cell without a cached result is reported, since previews would show nothing."""
    path = write(tmp_path / "missing.xlsx", {cell: value for cell, value in RIGHT.items() if cell != "B1"})
    assert calc.compare(path, meant={"Sheet!B4"}) == ["Sheet!B1: no cached result, LibreOffice has 6.0"]


def test_file_that_is_no_workbook_fails_with_its_name(calc: LibreOffice, tmp_path: Path) -> None:
    """What LibreOffice cannot open fails the test that asked, and the next file still works."""
    bad = tmp_path / "gone.xlsx"
    with pytest.raises(RuntimeError, match=r"gone\.xlsx"):
        calc.recalculated(bad)
    assert calc.compare(write(tmp_path / "right.xlsx", RIGHT), meant={"Sheet!B4"}) == []
