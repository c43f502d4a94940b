"""Several reports in one workbook: one deal table, one team, one set of inputs, and each report's own figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hosts.libreoffice import LibreOffice
from lxml import etree  # type: ignore[import-untyped]
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from shared import SHARED

import xlsales
from xlsales import sample
from xlsales.errors import WorkbookError
from xlsales.settings import Settings
from xlsales.workbook.package import Package

SAMPLE = sample.folder("en")
EN = Settings(language="en")
SCHEMA = SHARED / "schemas" / "transitional" / "sml.xsd"


class Desk:
    """A folder with the deals and the people of one team of the sample."""

    def __init__(self, folder: Path) -> None:
        team = pd.read_csv(SAMPLE / "team.csv", dtype=str)
        team = team[team["Team"] == team["Team"].iloc[0]]
        deals = pd.read_csv(SAMPLE / "deals.csv", dtype=str)
        deals[deals["Owner"].isin(team["Name"])].to_csv(folder / "deals.csv", index=False)
        team.to_csv(folder / "team.csv", index=False)
        self.deals = folder / "deals.csv"
        self.given = {"settings": SAMPLE / "xlsales.toml", "team": folder / "team.csv"}


def plan(folder: Path) -> Path:
    """A workbook of a user with one figure."""
    book = Workbook()
    book.active.title = "Plan"
    book.active["A1"], book.active["A2"] = 12, "=A1*2"
    book.save(folder / "plan.xlsx")
    return folder / "plan.xlsx"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Deals and people to report on."""
    return Desk(tmp_path_factory.mktemp("desk"))


def together(folder: Path, reports: Sequence[str], desk: Desk | None = None) -> Path:
    """The user's workbook with reports added one after the other, with deals or empty."""
    path = plan(folder)
    for report in reports:
        out = folder / f"{path.stem}-{report}.xlsx"
        path = add(report, path, out, desk)
    return path


def add(report: str, path: Path, out: Path, desk: Desk | None) -> Path:
    """Add one report."""
    if desk is None:
        return xlsales.add(report, path, out, settings=EN).path
    return xlsales.add(report, path, out, desk.deals, **desk.given).path


@pytest.fixture(scope="module")
def alone(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    """Each report built as a workbook of its own, with results."""
    folder = tmp_path_factory.mktemp("alone")
    reports = ("funnel", "quota", "review")
    paths = {r: xlsales.build(r, desk.deals, out=folder / f"{r}.xlsx", **desk.given).path for r in reports}
    return {report: load_workbook(path, data_only=True) for report, path in paths.items()}


@pytest.fixture(scope="module")
def funnel(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The user's workbook with the funnel in it."""
    return together(tmp_path_factory.mktemp("funnel"), ("funnel",), desk).read_bytes()


@pytest.fixture
def first(funnel: bytes, tmp_path: Path) -> Path:
    """A copy of the user's workbook with the funnel, to work in."""
    path = tmp_path / "mine.xlsx"
    path.write_bytes(funnel)
    return path


def shown(book: Workbook, name: str) -> list[Any]:
    """The values under a name, row by row."""
    ((title, ref),) = book.defined_names[name].destinations
    cells = book[title][ref]
    return [cell.value for row in cells for cell in row] if isinstance(cells, tuple) else [cells.value]


def rows_of(book: Workbook, table: str) -> list[list[Any]]:
    """The rows of a table with its header."""
    sheet = next(sheet for sheet in book if table in sheet.tables)
    return [[cell.value for cell in row] for row in sheet[sheet.tables[table].ref]]


def about(values: Sequence[Any]) -> list[Any]:
    """Values to compare with: numbers to the last digits that formulas agree on."""
    return [pytest.approx(value) if isinstance(value, float) else value for value in values]


def assert_same_figures(book: Workbook, alone: dict[str, Workbook], reports: Sequence[str]) -> None:
    """Every name and table of each report shows what its own workbook shows."""
    for report in reports:
        for name in alone[report].defined_names:
            if name.startswith("xs_") and name != "xs_page_person":
                own = f"xs_{report}_{name[3:]}"
                found = shown(book, own if own in book.defined_names else name)
                assert found == about(shown(alone[report], name)), (report, name)
        for sheet in alone[report]:
            for table in sheet.tables:
                if table not in ("xsDeals", "xsTeam", "xsImport", "xsStages"):
                    expected = [about(row) for row in rows_of(alone[report], table)]
                    assert rows_of(book, table) == expected, (report, table)


@pytest.mark.parametrize("reports", [("funnel", "quota", "review"), ("review", "quota", "funnel")])
def test_three_reports_share_one_workbook(
    tmp_path: Path, desk: Desk, calc: LibreOffice, alone: dict[str, Workbook], reports: Sequence[str]
) -> None:
    """Whatever the order, each shows the figures it shows alone, and LibreOffice recalculates all of them."""
    path = together(tmp_path, reports, desk)
    book = load_workbook(path, data_only=True)
    assert_same_figures(book, alone, reports)
    tables = [table for sheet in book for table in sheet.tables]
    assert len(tables) == len(set(tables))
    assert sum("xsDeals" in sheet.tables for sheet in book) == 1
    assert book["Plan"]["A2"].value == 24
    assert calc.compare(path) == []


def test_a_report_added_without_deals_waits_for_a_refresh(
    tmp_path: Path, desk: Desk, alone: dict[str, Workbook]
) -> None:
    """Empty reports one after the other, brought up to date together, show what each shows alone."""
    path = together(tmp_path, ("quota", "review"))
    done = xlsales.refresh(path, desk.deals, tmp_path / "full.xlsx", **desk.given)
    assert done.reports == ("quota", "review")
    assert_same_figures(load_workbook(done.filled.path, data_only=True), alone, ("quota", "review"))


def test_what_stands_is_kept(first: Path, desk: Desk) -> None:
    """A rate and a quota set by hand in the first report stay, and the second one works with them."""
    book = load_workbook(first)
    ((title, ref),) = book.defined_names["xs_commit_rate"].destinations
    book[title][ref.replace("$", "")] = 0.6
    book.save(first)
    out = add("review", first, first.with_name("out.xlsx"), desk)
    book, formulas = load_workbook(out, data_only=True), load_workbook(out)
    assert shown(book, "xs_commit_rate") == [0.6]
    settings = book[book.sheetnames[-2]]
    assert settings.title == "Settings (2)"
    linked = [c.value for row in formulas["Settings (2)"]["C5:C40"] for c in row if "commit_rate" in str(c.value)]
    assert linked == ['=IF(xs_commit_rate="","",xs_commit_rate)']


def test_shared_columns_come_with_their_formulas(first: Path, desk: Desk) -> None:
    """The deal table gets the columns that the review sorts by, header, formula and result."""
    out = add("review", first, first, desk)
    header, first, *_ = rows_of(load_workbook(out), "xsDeals")
    assert header[-3:] == ["Line", "Size order", "Stall order"]
    assert first[-3] == "=ROW()"
    values = rows_of(load_workbook(out, data_only=True), "xsDeals")
    assert [row[-3] for row in values[1:4]] == [6, 7, 8]


def test_a_cell_where_a_column_must_go_is_named(first: Path) -> None:
    """Notes beside the deal table are never overwritten."""
    book = load_workbook(first)
    book["Deals"]["Z7"] = "my note"
    book.save(first)
    before = first.read_bytes()
    with pytest.raises(WorkbookError, match=r"xsDeals on sheet Deals of .* needs .*, but cell Z7 is in use; move"):
        add("review", first, first, None)
    assert first.read_bytes() == before


def test_the_same_report_twice_and_another_language_are_refused(first: Path) -> None:
    """Each report stands once in a workbook, and all of them speak one language."""
    with pytest.raises(WorkbookError, match="already has the tables or names xsOwners, xsFunnel"):
        xlsales.add("funnel", first, first, settings=EN)
    with pytest.raises(WorkbookError, match="--lang zh-CN or --lang en"):
        xlsales.add("quota", first, first, settings=Settings(language="zh-CN"))


def test_a_name_of_the_user_keeps_its_meaning(first: Path) -> None:
    """A name that happens to be ours stays where the user put it; our figure takes another."""
    book = load_workbook(first)
    book.defined_names["xs_step"] = DefinedName("xs_step", attr_text="Plan!$A$2")
    book.save(first)
    names = load_workbook(add("quota", first, first, None)).defined_names
    assert names["xs_step"].attr_text == "Plan!$A$2"
    assert "Settings (2)" in names["xs_quota_step"].attr_text


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schemas are not here")
def test_every_sheet_and_table_follows_the_schema(tmp_path: Path) -> None:
    """All parts of a workbook with three reports are valid."""
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    package = Package.open(together(tmp_path, ("funnel", "quota", "review")))
    parts = [n for n in package.members if n.startswith(("xl/worksheets/sheet", "xl/tables/", "xl/styles", "xl/workb"))]
    assert len(parts) > 40
    for part in parts:
        schema.assertValid(etree.fromstring(package.read(part)))
