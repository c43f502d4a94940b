"""A real spreadsheet program recalculates every built workbook to the figures it was delivered with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hosts.libreoffice import LibreOffice

import xlsales
from xlsales import sample
from xlsales.settings import Settings

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("report", ["funnel", "quota", "review"])
def test_sample_workbook_recalculates_to_its_cached_results(
    calc: LibreOffice, tmp_path: Path, report: str, language: str
) -> None:
    """Each report built from the sample data agrees with LibreOffice in every formula cell, without errors."""
    data, out = sample.folder(language), tmp_path / f"{report}.xlsx"
    xlsales.build(report, data / "deals.csv", data / "xlsales.toml", team=data / "team.csv", out=out)
    assert calc.compare(out) == []


@pytest.mark.parametrize(("report", "deals"), [("funnel", 8800), ("review", 1500)])
def test_large_export_recalculates_to_its_cached_results(
    calc: LibreOffice, tmp_path: Path, report: str, deals: int
) -> None:
    """Thousands of deals without quotas agree with LibreOffice in every formula cell, without errors."""
    frame = pd.read_csv(existing("maven_iso_dates", "sales_pipeline.csv"), dtype=str).tail(deals)
    settings = Settings(language="en", period_text="2017Q4", as_of=date(2017, 12, 31))
    xlsales.build(report, frame, settings, out=tmp_path / "out.xlsx")
    assert calc.compare(tmp_path / "out.xlsx") == []


@pytest.mark.parametrize("report", ["funnel", "review"])
def test_messy_export_recalculates_to_its_cached_results(calc: LibreOffice, tmp_path: Path, report: str) -> None:
    """Deals with mixed dates, odd numbers and free spellings agree with LibreOffice in every formula cell."""
    deals, team = existing("camilo_messy_crm", "opportunities.csv"), existing("camilo_messy_crm", "sales_reps.csv")
    settings = Settings(language="zh-CN", period_text="2024Q4", as_of=date(2024, 11, 22), day_first=True)
    xlsales.build(report, deals, settings, team=team, out=tmp_path / "out.xlsx")
    assert calc.compare(tmp_path / "out.xlsx") == []


def existing(*parts: str) -> Path:
    """Return a file of the shared data, or skip the test where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"{'/'.join(parts)} is not here")
    return path
