"""A real spreadsheet program recalculates our sheets in other people's workbooks to their cached figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from hosts.libreoffice import LibreOffice, cached_results, difference
from shared import corpus_files

from xlsales import sample
from xlsales.adding import add_one
from xlsales.building import Job, prepare
from xlsales.settings_file import load_settings

WANTED = (
    ("openpyxl__date_1904.xlsx", "funnel"),
    ("AmrOsOs__Sales_DashBoard.xlsx", "quota"),
    ("xlwings__udf_tests.xlsm", "quota"),
    ("PhpSpreadsheet__namespacestd.xlsx", "quota"),
    ("VendorScorecardReport_TP10194032.xltx", "funnel"),
    ("poi__simple-monthly-budget.xlsx", "funnel"),
    ("XlsxWriter__macro04.xlsm", "review"),
    ("poi__right-to-left.xlsx", "quota"),
)
FILES = {path.name: path for path in corpus_files()}


@pytest.fixture(scope="module")
def job() -> Job:
    """The sample deals, read once."""
    folder = sample.folder("en")
    settings = load_settings(folder / "xlsales.toml", {"language": "en"})
    return prepare(folder / "deals.csv", settings, team=folder / "team.csv")


@pytest.mark.parametrize(("name", "report"), WANTED)
def test_our_sheets_recalculate_to_their_cached_results(
    calc: LibreOffice, tmp_path: Path, job: Job, name: str, report: str
) -> None:
    """Every formula cell of the sheets that came in agrees with LibreOffice."""
    if name not in FILES:
        pytest.skip(f"{name} is not here")
    out = tmp_path / ("out.xlsm" if name.endswith("m") else "out.xlsx")
    ours = add_one(report, FILES[name], out, "en", job).sheets
    theirs = calc.recalculated(out)
    cells = [(sheet, cell, cached) for sheet, cell, cached in cached_results(out) if sheet in ours]
    found = {f"{sheet}!{cell}": difference(cached, theirs[sheet].get(cell)) for sheet, cell, cached in cells}
    assert len(cells) > 1000
    assert {place: text for place, text in found.items() if text} == {}
