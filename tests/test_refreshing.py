"""Workbooks in use brought up to date: deals and people change, what was set by hand stays."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import TableColumn

import xlsales
from xlsales.errors import SettingsError, WorkbookError
from xlsales.refreshing import Refreshed

OLD = """id,name,account,owner,stage,amount,created,close date
1,Alpha,Acme,Ann Lee,Negotiation,1000,2026-08-01,2026-11-30
2,Beta,Bolt,Ann Lee,Closed Won,2500,2026-07-01,2026-10-15
3,Gamma,Crux,Bo Chan,Proposal,800,2026-07-01,2026-10-20
"""
NEW = """id,name,account,owner,stage,amount,created,close date
1,Alpha,Acme,Ann Lee,Closed Won,1200,2026-08-01,2026-11-25
3,Gamma,Crux,Bo Chan,Negotiation,900,2026-07-01,2026-12-20
4,Delta,Dorn,Cy Park,Proposal,4000,2026-09-01,2026-12-15
"""
TEAM = """name,team,hire date,annual quota
Ann Lee,North,2020-01-01,8000
Bo Chan,South,2021-01-01,6000
"""
SETTINGS = 'language = "en"\nperiod = "2026Q4"\nas_of = 2026-11-20\n'


class Desk:
    """A folder with a built workbook, exports, and ways to look at the workbook."""

    def __init__(self, folder: Path, ready: Mapping[str, bytes]) -> None:
        self.folder, self.ready = folder, ready
        for name, text in (("old.csv", OLD), ("new.csv", NEW), ("team.csv", TEAM), ("xlsales.toml", SETTINGS)):
            (folder / name).write_text(text, encoding="utf-8")

    def built(self, report: str) -> Path:
        """A workbook built from the old export."""
        path = self.folder / f"{report}.xlsx"
        path.write_bytes(self.ready[report])
        return path

    def changed(self, report: str, change: Callable[[Workbook], None]) -> Path:
        """The built workbook after someone worked in it."""
        book = load_workbook(self.built(report))
        change(book)
        book.save(path := self.folder / "mine.xlsx")
        return path

    def refreshed(self, path: Path, **options: Any) -> tuple[Refreshed, Path]:
        """The workbook refreshed from the new export."""
        out = self.folder / "refreshed.xlsx"
        return xlsales.refresh(path, self.folder / "new.csv", out, **options), out


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The three workbooks built once from the old export."""
    folder = Desk(tmp_path_factory.mktemp("built"), {}).folder
    settings, team = folder / "xlsales.toml", folder / "team.csv"
    reports = ("funnel", "quota", "review")
    return {report: xlsales.build(report, folder / "old.csv", settings, team=team).data for report in reports}


@pytest.fixture
def desk(tmp_path: Path, ready: Mapping[str, bytes]) -> Desk:
    """A fresh folder."""
    return Desk(tmp_path, ready)


def at(book: Workbook, name: str) -> Any:
    """The cell of a name."""
    sheet, cell = next(iter(book.defined_names[name].destinations))
    return book[sheet][cell]


def shown(book: Workbook, name: str) -> list[Any]:
    """The values under a name, row by row."""
    cells = at(book, name)
    return [cell.value for row in cells for cell in row] if isinstance(cells, tuple) else [cells.value]


def column(path: Path, table: str, header: str) -> list[Any]:
    """The stored values of a table's column."""
    book = load_workbook(path, data_only=True)
    sheet = next(sheet for sheet in book if table in sheet.tables)
    head, *rows = sheet[sheet.tables[table].ref]
    place = [cell.value for cell in head].index(header)
    return [row[place].value for row in rows]


@pytest.mark.parametrize("report", ["funnel", "quota", "review"])
def test_a_refreshed_workbook_shows_what_a_new_one_would(desk: Desk, report: str) -> None:
    """Refreshed with the same lists and settings, every named figure equals that of a workbook built anew."""
    given = {"team": desk.folder / "team.csv", "settings": desk.folder / "xlsales.toml"}
    done, out = desk.refreshed(desk.built(report), **given)
    fresh = xlsales.build(
        report, desk.folder / "new.csv", given["settings"], team=given["team"], out=desk.folder / "fresh.xlsx"
    )
    assert (done.reports, done.language, done.filled.calculation) == ((report,), "en", "stored")
    ours, theirs = (load_workbook(path, data_only=True) for path in (out, fresh.path))
    for name in theirs.defined_names:
        if name.startswith("xs_"):
            assert shown(ours, name) == shown(theirs, name), name
    assert column(out, "xsDeals", "Opportunity") == ["Alpha", "Gamma", "Delta"]


def test_inputs_set_by_hand_stay(desk: Desk) -> None:
    """Rates, stages and quotas typed into the workbook survive; the names that differ are told."""

    def work(book: Workbook) -> None:
        at(book, "xs_commit_rate").value = 0.6
        at(book, "xs_quota_input").value = 9999
        sheet = next(sheet for sheet in book if "xsStages" in sheet.tables)
        head, first, *_ = sheet[sheet.tables["xsStages"].ref]
        first[[cell.value for cell in head].index("Rate")].value = 0.11

    done, out = desk.refreshed(desk.changed("funnel", work))
    book = load_workbook(out)
    assert (at(book, "xs_commit_rate").value, at(book, "xs_quota_input").value) == (0.6, 9999)
    assert column(out, "xsStages", "Rate")[0] == 0.11
    assert {"xs_commit_rate", "xs_quota_input"} <= set(done.kept)


def test_quotas_of_the_workbook_stay_without_a_team_file(desk: Desk) -> None:
    """People keep their rows; a new owner comes after them, without a quota."""
    before = column(desk.built("funnel"), "xsTeam", "Quota")
    done, out = desk.refreshed(desk.built("funnel"))
    assert "no quota for 2026Q4: Cy Park" in done.remarks
    assert column(out, "xsTeam", "Name") == ["Ann Lee", "Bo Chan", "Cy Park"]
    assert column(out, "xsTeam", "Quota") == [*before, None]
    assert column(out, "xsTeam", "Team")[:2] == ["North", "South"]
    assert column(out, "xsOwners", "Name") == ["Ann Lee", "Bo Chan", "Cy Park"]


def test_settings_given_are_written_and_others_are_not(desk: Desk) -> None:
    """A rate in the settings file and the day on the command line go in; the period stays."""
    (desk.folder / "own.toml").write_text("[rates]\nupside = 0.5\n")
    done, out = desk.refreshed(desk.built("funnel"), settings=desk.folder / "own.toml", as_of=date(2026, 12, 1))
    book = load_workbook(out)
    assert at(book, "xs_upside_rate").value == 0.5
    assert at(book, "xs_as_of").value == datetime(2026, 12, 1)
    assert at(book, "xs_period").value == "2026Q4"
    assert done.filled.values == 6


def test_the_day_stays_and_is_told(desk: Desk) -> None:
    """Without --as-of the workbook keeps its day, and the remarks say which."""
    done, out = desk.refreshed(desk.built("funnel"))
    assert at(load_workbook(out), "xs_as_of").value == datetime(2026, 11, 20)
    assert any("seen from 2026-11-20" in remark for remark in done.remarks)


def test_the_period_moves_with_its_days(desk: Desk) -> None:
    """A new period brings its first and last day."""
    _, out = desk.refreshed(desk.built("funnel"), period="2027Q1")
    book = load_workbook(out)
    days = [at(book, name).value for name in ("xs_period", "xs_period_start", "xs_period_end")]
    assert days == ["2027Q1", datetime(2027, 1, 1), datetime(2027, 3, 31)]


def test_notes_in_columns_of_their_own_follow_their_deal(desk: Desk) -> None:
    """What people typed beside a deal stays with its id; what belonged to a vanished deal is told."""

    def add_notes(book: Workbook) -> None:
        sheet = next(sheet for sheet in book if "xsDeals" in sheet.tables)
        table = sheet.tables["xsDeals"]
        head, *rows = sheet[table.ref]
        letter = sheet.cell(1, head[-1].column + 1).column_letter
        sheet[f"{letter}{head[0].row}"] = "My notes"
        for row, text in zip(rows, ("call", "won!", "wait"), strict=True):
            sheet[f"{letter}{row[0].row}"] = text
        table.tableColumns.append(TableColumn(id=99, name="My notes"))
        table.ref = table.autoFilter.ref = f"{head[0].coordinate}:{letter}{rows[-1][0].row}"

    done, out = desk.refreshed(desk.changed("funnel", add_notes))
    assert column(out, "xsDeals", "My notes") == ["call", "wait", None]
    assert any("My notes is gone for 1 deals" in remark for remark in done.remarks)


def test_what_the_workbook_lacks_is_left_out_and_told(desk: Desk) -> None:
    """A deleted name and a deleted table do not stop a refresh."""

    def tear(book: Workbook) -> None:
        del book.defined_names["xs_source"]
        sheet = next(sheet for sheet in book if "xsOwners" in sheet.tables)
        del sheet.tables["xsOwners"]

    done, _ = desk.refreshed(desk.changed("funnel", tear))
    assert any("no name xs_source" in remark for remark in done.remarks)
    assert any("no table xsOwners" in remark for remark in done.remarks)


def test_a_new_person_gets_a_page(desk: Desk) -> None:
    """Behind the last page stands one more, with the figures that a workbook built anew shows, and no notes."""

    def write_notes(book: Workbook) -> None:
        for title in ("Ann Lee", "Bo Chan"):
            book[title]["B37"] = f"talk to {title}"

    given = {"team": desk.folder / "team.csv", "settings": desk.folder / "xlsales.toml"}
    done, out = desk.refreshed(desk.changed("review", write_notes), **given)
    fresh = xlsales.build("review", desk.folder / "new.csv", given["settings"], team=given["team"])
    ours, theirs = load_workbook(out, data_only=True), load_workbook(BytesIO(fresh.data), data_only=True)
    titles = load_workbook(desk.built("review")).sheetnames
    place = titles.index("Bo Chan") + 1
    assert ours.sheetnames == [*titles[:place], "Cy Park", *titles[place:]]
    assert "pages added: Cy Park" in done.remarks
    assert [[c.value for c in row] for row in ours["Cy Park"]] == [[c.value for c in row] for row in theirs["Cy Park"]]
    assert len(ours["Cy Park"]._charts) == len(theirs["Cy Park"]._charts) == len(ours["Bo Chan"]._charts) > 0
    assert [ours[title]["B37"].value for title in ("Ann Lee", "Bo Chan")] == ["talk to Ann Lee", "talk to Bo Chan"]
    assert ours["Cy Park"].defined_names["xs_page_person"].attr_text == "'Cy Park'!$B$2"


def test_pages_are_added_once(desk: Desk) -> None:
    """A second refresh finds the page and leaves the sheets as they are."""
    _, out = desk.refreshed(desk.built("review"))
    again = xlsales.refresh(out, desk.folder / "new.csv", desk.folder / "again.xlsx")
    assert load_workbook(again.filled.path).sheetnames == load_workbook(out).sheetnames
    assert not any("pages added" in remark for remark in again.remarks)


def test_money_in_another_unit_is_refused(desk: Desk) -> None:
    """Amounts are never written ten thousand times too large."""

    def unit(book: Workbook) -> None:
        at(book, "xs_unit").value = "$k"

    with pytest.raises(SettingsError, match=r"\$k .*\[money\] unit and divisor"):
        desk.refreshed(desk.changed("funnel", unit))
    assert not (desk.folder / "refreshed.xlsx").exists()


def test_a_workbook_of_someone_else_is_refused(desk: Desk) -> None:
    """Without a name or table of ours there is nothing to refresh."""
    path = desk.folder / "other.xlsx"
    Workbook().save(path)
    with pytest.raises(WorkbookError, match="no name or table of xlsales"):
        desk.refreshed(path)


def test_the_command_line_refreshes_in_place_with_a_backup(desk: Desk) -> None:
    """The JSON tells the file, its backup, the reports, what was kept."""
    path = desk.built("quota")
    original = path.read_bytes()
    command = [
        sys.executable,
        "-m",
        "xlsales",
        "refresh",
        path,
        "--deals",
        desk.folder / "new.csv",
        "--in-place",
        "--json",
    ]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["status"], said["reports"], said["path"]) == ("ok", ["quota"], str(path))
    assert Path(said["backup"]).read_bytes() == original
    assert column(path, "xsDeals", "Opportunity") == ["Alpha", "Gamma", "Delta"]
