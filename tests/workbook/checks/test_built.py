"""The workbooks we build from the sample data: a check finds nothing wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlsales import sample
from xlsales.building import build_one, prepare
from xlsales.settings_file import load_settings
from xlsales.workbook.checks import check


@pytest.mark.parametrize(("language", "report"), [("zh-CN", "review"), ("en", "funnel"), ("en", "quota")])
def test_built_workbooks_have_no_findings(language: str, report: str, tmp_path: Path) -> None:
    """Cached results, names, totals and ranges of our own workbooks stand up to the check."""
    folder = sample.folder(language)
    settings = load_settings(folder / "xlsales.toml", {"language": language})
    job = prepare(folder / "deals.csv", settings, team=folder / "team.csv")
    path = tmp_path / f"{report}.xlsx"
    build_one(report, job, path)
    assert [(f.kind, f.sheet, f.cell) for f in check(path)] == []
