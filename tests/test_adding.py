"""A report's sheets added to a workbook, from Python and from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

import xlsales
from xlsales import sample
from xlsales.errors import DataError, SettingsError, WorkbookError
from xlsales.settings import Settings

SAMPLE = sample.folder("en")
EN = Settings(language="en")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does."""
    return subprocess.run([sys.executable, "-m", "xlsales", *arguments], capture_output=True, text=True, check=False)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A workbook of a user with one figure."""
    book = Workbook()
    book.active.title = "Plan"
    book.active["A1"], book.active["A2"] = 12, "=A1*2"
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


@pytest.fixture
def macros(plan: Path) -> Path:
    """The same workbook with macros."""
    out = plan.with_name("macros.xlsm")
    with zipfile.ZipFile(plan) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
            new.writestr(name, text)
        new.writestr("xl/vbaProject.bin", b"macros")
    return out


@pytest.mark.parametrize("report", ["funnel", "quota"])
def test_figures_are_those_of_the_report_built_alone(plan: Path, report: str) -> None:
    """The cells of our sheets show what `build` shows."""
    given = {"settings": SAMPLE / "xlsales.toml", "team": SAMPLE / "team.csv"}
    done = xlsales.add(report, plan, plan.with_name("out.xlsx"), SAMPLE / "deals.csv", **given)
    alone = xlsales.build(report, SAMPLE / "deals.csv", out=plan.with_name("alone.xlsx"), **given)
    ours, theirs = CalamineWorkbook.from_path(done.path), CalamineWorkbook.from_path(plan.with_name("alone.xlsx"))
    assert done.figures == alone.figures
    assert ours.sheet_names == ["Plan", *done.sheets] == ["Plan", *theirs.sheet_names]
    for title in theirs.sheet_names:
        assert ours.get_sheet_by_name(title).to_python() == theirs.get_sheet_by_name(title).to_python()


def test_without_deals_the_sheets_come_empty(plan: Path) -> None:
    """The empty sheets can be filled later; the user's cells are as they were."""
    out = plan.with_name("out.xlsx")
    done = xlsales.add("funnel", plan, out, settings=EN)
    book = load_workbook(out)
    assert done.figures == {}
    assert (book["Plan"]["A2"].value, book["Deals"].tables["xsDeals"].ref[-1]) == ("=A1*2", "6")


def test_a_workbook_may_take_its_own_place(plan: Path) -> None:
    """Written over itself, the workbook holds both."""
    xlsales.add("quota", plan, plan, settings=EN)
    assert load_workbook(plan).sheetnames[:2] == ["Plan", "Overview"]


def test_macros_are_kept_under_their_ending(macros: Path) -> None:
    """Macros stay byte for byte; an ending that Excel would not open is refused with the right one."""
    out = macros.with_name("out.xlsm")
    xlsales.add("funnel", macros, out, settings=EN)
    assert zipfile.ZipFile(out).read("xl/vbaProject.bin") == b"macros"
    with pytest.raises(WorkbookError, match=r"holds macros, .* name the result other\.xlsm"):
        xlsales.add("funnel", macros, macros.with_name("other.xlsx"), settings=EN)


def test_a_failure_leaves_the_old_file(plan: Path) -> None:
    """A second helping is refused, and the file written before stays as it was."""
    xlsales.add("funnel", plan, plan, settings=EN)
    before = plan.read_bytes()
    with pytest.raises(WorkbookError, match="already has the tables or names"):
        xlsales.add("funnel", plan, plan, settings=EN)
    assert plan.read_bytes() == before


def test_what_cannot_be_is_said(plan: Path) -> None:
    """An unknown report and a team without deals are told."""
    with pytest.raises(SettingsError, match="report 'pipeline' is not known"):
        xlsales.add("pipeline", plan, plan, settings=EN)
    with pytest.raises(DataError, match="no use without deals"):
        xlsales.add("funnel", plan, plan, settings=EN, team="team.csv")


def test_the_command_adds_and_tells(plan: Path) -> None:
    """The command writes the workbook and names its new sheets."""
    out, deals = plan.with_name("out.xlsx"), SAMPLE / "deals.csv"
    done = run("add", "funnel", str(plan), "--deals", str(deals), "--period", "2026Q4", "--lang", "en", "-o", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Sheets added: Dashboard, Small projects" in done.stdout
    assert "Plan" in load_workbook(out).sheetnames
    told = json.loads(run("add", "review", str(plan), "--lang", "en", "-o", str(out), "--json").stdout)
    assert (told["report"], told["sheets"][0]) == ("review", "Performance")


def test_options_for_deals_need_deals(plan: Path) -> None:
    """An option that would go unheard is a wrong command line."""
    done = run("add", "funnel", str(plan), "--period", "2026Q4", "-o", str(plan))
    assert (done.returncode, "--period" in done.stderr) == (2, True)
